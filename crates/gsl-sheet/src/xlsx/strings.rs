//! The shared texts, to which cells refer by index.

use super::xml::{Xml, add_text, unescaped};
use crate::FileError;
use quick_xml::events::Event;
use std::borrow::Cow;

/// The most bytes of all texts together.
const MAX_BYTES: usize = 48 << 20;
/// The most texts.
const MAX_TEXTS: usize = 4_000_000;

/// The texts, concatenated.
#[derive(Debug, Default)]
pub struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// The text with this index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start as usize..end as usize)
    }

    /// Reads one more; `false` when there are none. Formatting and the phonetic guides of Japanese and Chinese text are
    /// skipped.
    ///
    /// # Errors
    /// When the part is damaged or exceeds a limit.
    pub fn read_one(&mut self, xml: &mut Xml) -> Result<bool, FileError> {
        let (mut in_text, mut in_aid) = (false, false);
        let start = self.text.len();
        loop {
            let event = xml.next()?;
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "t" => in_text = !in_aid,
                    "rPh" => in_aid = true,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "t" => in_text = false,
                    "rPh" => in_aid = false,
                    "si" => {
                        self.resolve(start);
                        if self.ends.len() >= MAX_TEXTS {
                            return Err(FileError::TooLarge);
                        }
                        let end = u32::try_from(self.text.len());
                        self.ends.push(end.map_err(|_| FileError::TooLarge)?);
                        return Ok(true);
                    }
                    _ => {}
                },
                Event::Eof => return Ok(false),
                text if in_text => {
                    add_text(text, &mut self.text);
                    if self.text.len() > MAX_BYTES {
                        return Err(FileError::TooLarge);
                    }
                }
                _ => {}
            }
        }
    }

    /// Resolves the escapes of the last text, after its runs have been joined.
    fn resolve(&mut self, start: usize) {
        let text = self.text.get(start..).unwrap_or_default();
        if let Cow::Owned(plain) = unescaped(text) {
            self.text.truncate(start);
            self.text.push_str(&plain);
        }
    }
}
