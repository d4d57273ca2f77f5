//! One part of a document as a stream of XML events.

use crate::{
    FileError,
    archive::{Archive, Inflated},
};
use quick_xml::{
    XmlVersion,
    events::{BytesRef, BytesStart, Event},
    reader::Reader,
};
use std::io::BufReader;

/// Bytes inflated at a time.
const BUFFER: usize = 32 << 10;

/// The events of a part.
pub struct Xml {
    reader: Reader<BufReader<Inflated>>,
    buffer: Vec<u8>,
    packed: u64,
}

impl Xml {
    /// Opens a part.
    ///
    /// # Errors
    /// When it is not there.
    pub fn open(archive: &Archive, part: &str) -> Result<Self, FileError> {
        let (stream, packed) = archive.read(part)?;
        let mut reader = Reader::from_reader(BufReader::with_capacity(BUFFER, stream));
        reader.config_mut().expand_empty_elements = true;
        Ok(Self {
            reader,
            buffer: Vec::new(),
            packed,
        })
    }

    /// The next event.
    ///
    /// # Errors
    /// When it is no XML.
    pub fn next(&mut self) -> Result<Event<'_>, FileError> {
        self.buffer.clear();
        self.reader
            .read_event_into(&mut self.buffer)
            .map_err(FileError::damaged)
    }

    /// How much was read, 0–1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn progress(&self) -> f64 {
        let left = self.reader.get_ref().get_ref().left();
        1.0 - left as f64 / self.packed.max(1) as f64
    }
}

/// Adds what an event has of text; a reference stands for its character, an unknown one for nothing.
pub fn add_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(part) => text.extend(character(part)),
        _ => {}
    }
}

fn character(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// An attribute by its name without prefix; empty when there is none.
///
/// # Errors
/// When it is no XML.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Result<String, FileError> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(FileError::damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            return Ok(value.map_err(FileError::damaged)?.into_owned());
        }
    }
    Ok(String::new())
}
