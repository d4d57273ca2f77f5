//! The shared texts that cells refer to by number.

use super::xml::{Xml, add_text};
use crate::FileError;
use quick_xml::events::Event;

/// Most bytes of all texts together.
const MAX_BYTES: usize = 256 << 20;

/// The texts, one behind the other.
#[derive(Debug, Default)]
pub struct Strings {
    text: String,
    ends: Vec<usize>,
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
        self.text.get(start..end)
    }

    /// Reads one more; `false` when there are none. Formatting is passed over, and so is the reading aid of Japanese and
    /// Chinese text.
    ///
    /// # Errors
    /// When it does not hold together, or is too much.
    pub fn read_one(&mut self, xml: &mut Xml) -> Result<bool, FileError> {
        let (mut in_text, mut in_aid) = (false, false);
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
                        if self.text.len() > MAX_BYTES {
                            return Err(FileError::TooLarge);
                        }
                        self.ends.push(self.text.len());
                        return Ok(true);
                    }
                    _ => {}
                },
                Event::Eof => return Ok(false),
                text if in_text => add_text(text, &mut self.text),
                _ => {}
            }
        }
    }
}
