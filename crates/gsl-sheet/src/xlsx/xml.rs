//! A part of a document as a stream of XML events.

use crate::{
    FileError,
    archive::{Archive, Inflated, too_large},
};
use quick_xml::{
    Error, XmlVersion,
    events::{BytesRef, BytesStart, Event},
    reader::Reader,
};
use std::{
    borrow::Cow,
    io::{self, BufRead, BufReader, ErrorKind, Read},
};

/// Bytes inflated at a time.
const BUFFER: usize = 32 << 10;
/// The most bytes of one event, such as a text or a tag with its attributes.
const MAX_EVENT: usize = 1 << 20;

/// The events of a part.
pub struct Xml {
    reader: Reader<LimitedReader>,
    buffer: Vec<u8>,
    packed: u64,
}

/// A stream that allows at most [`MAX_EVENT`] bytes per event.
struct LimitedReader {
    stream: BufReader<Inflated>,
    given: usize,
}

impl Read for LimitedReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.stream.read(out)
    }
}

impl BufRead for LimitedReader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given > MAX_EVENT {
            return Err(too_large());
        }
        self.stream.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.given += count;
        self.stream.consume(count);
    }
}

impl Xml {
    /// Opens a part of at most `most` bytes.
    ///
    /// # Errors
    /// When the part is missing.
    pub fn open(archive: &Archive, part: &str, most: u64) -> Result<Self, FileError> {
        let (stream, packed) = archive.read(part, most)?;
        let mut reader = Reader::from_reader(LimitedReader {
            stream: BufReader::with_capacity(BUFFER, stream),
            given: 0,
        });
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
    /// When it is not XML, or exceeds a limit.
    pub fn next(&mut self) -> Result<Event<'_>, FileError> {
        self.buffer.clear();
        self.reader.get_mut().given = 0;
        self.reader
            .read_event_into(&mut self.buffer)
            .map_err(|error| match error {
                Error::Io(io) if io.kind() == ErrorKind::FileTooLarge => FileError::TooLarge,
                other => FileError::damaged(other),
            })
    }

    /// The share that has been read, 0–1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn progress(&self) -> f64 {
        let left = self.reader.get_ref().stream.get_ref().left();
        1.0 - left as f64 / self.packed.max(1) as f64
    }
}

/// Appends the text of an event. A reference is replaced by its character, an unknown one by nothing.
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

/// Resolves the escapes in a text of a workbook (`ST_Xstring`, ECMA-376 part 1, 22.9.2.19): `_x000D_` is a carriage
/// return, `_x005F_` the underscore of a text that looks like an escape. Half a surrogate pair is kept as written.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let unit = escape(rest);
        let after = rest.get(ESCAPE..).and_then(escape);
        let pair = [unit, after].into_iter().flatten();
        let character = unit.and_then(|_| char::decode_utf16(pair).next()?.ok());
        let length = match character {
            Some(character) => {
                plain.push(character);
                ESCAPE * character.len_utf16()
            }
            None => {
                plain.push('_');
                1
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Length of `_x000D_`.
pub const ESCAPE: usize = 7;

/// The UTF-16 unit of the escape at the start of the text.
pub fn escape(text: &str) -> Option<u16> {
    let digits = text.get(..ESCAPE)?.strip_prefix("_x")?.strip_suffix('_')?;
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

/// An attribute by its local name; empty when there is none.
///
/// # Errors
/// When it is not XML.
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
