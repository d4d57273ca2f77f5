//! The shared texts that cells refer to by number.

use super::xml::{Xml, add_text, unescaped};
use crate::FileError;
use quick_xml::events::Event;
use std::borrow::Cow;

/// Most bytes of all texts together.
const MAX_BYTES: usize = 48 << 20;
/// Most texts.
const MAX_TEXTS: usize = 4_000_000;

/// The texts, one behind the other.
#[derive(Debug, Default)]
pub struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// A text by its number.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start as usize..end as usize)
    }

    /// Reads one more; `false` when there are none. Formatting is passed over, and so is the reading aid of Japanese and
    /// Chinese text.
    ///
    /// # Errors
    /// When it does not hold together, or is too much.
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

    /// Resolves the escapes of the last text, once its runs are joined.
    fn resolve(&mut self, start: usize) {
        let text = self.text.get(start..).unwrap_or_default();
        if let Cow::Owned(plain) = unescaped(text) {
            self.text.truncate(start);
            self.text.push_str(&plain);
        }
    }
}
