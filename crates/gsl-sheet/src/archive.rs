//! ZIP archives, as far as office documents need them: entries that are stored or deflated, located by the central directory.
//!
//! An entry is read as a stream, so that the work can be done in slices. (In the `zip` crate, the reader of an entry
//! borrows the archive, and the crate needs a source of randomness that is not available in the browser.)

use crate::FileError;
use flate2::bufread::DeflateDecoder;
use std::io::{self, Cursor, Read, Take};
use std::rc::Rc;

/// The most entries of an archive.
const MAX_ENTRIES: usize = 10_000;

const DIRECTORY_END: &[u8] = b"PK\x05\x06";
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
/// Marker for "see the 64-bit field".
const ELSEWHERE: u64 = 0xffff_ffff;

/// An archive in memory.
pub struct Archive {
    bytes: Rc<[u8]>,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    name: String,
    deflated: bool,
    packed: u64,
    header: u64,
}

/// The packed bytes of an entry within the archive.
type Packed = Take<Cursor<Rc<[u8]>>>;

/// The unpacked bytes of an entry.
pub enum Inflated {
    /// Not compressed.
    Stored(Packed),
    /// Deflated; limited to the size requested.
    Deflated(Box<Take<DeflateDecoder<Packed>>>),
}

impl Read for Inflated {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Stored(reader) => reader.read(out),
            Self::Deflated(reader) => {
                let read = reader.read(out)?;
                if read == 0 && reader.limit() == 0 && !out.is_empty() {
                    return Err(too_large());
                }
                Ok(read)
            }
        }
    }
}

/// [`FileError::TooLarge`] as the error of a reader.
pub fn too_large() -> io::Error {
    io::Error::from(io::ErrorKind::FileTooLarge)
}

impl Inflated {
    /// Packed bytes that have not been read.
    #[must_use]
    pub fn left(&self) -> u64 {
        match self {
            Self::Stored(reader) => reader.limit(),
            Self::Deflated(reader) => reader.get_ref().get_ref().limit(),
        }
    }
}

impl Archive {
    /// Reads the central directory.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn open(bytes: Vec<u8>) -> Result<Self, FileError> {
        let entries = directory(&bytes)?;
        Ok(Self {
            bytes: bytes.into(),
            entries,
        })
    }

    /// Whether there is an entry with this name; office programs ignore case.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The stream of an entry, which fails after `most` bytes, and its packed length.
    ///
    /// # Errors
    /// When there is no entry with that name, or it is located outside the file.
    pub fn read(&self, name: &str, most: u64) -> Result<(Inflated, u64), FileError> {
        let missing = || FileError::damaged(format_args!("{name} is missing"));
        let entry = self.find(name).ok_or_else(missing)?;
        let broken = || FileError::damaged(format_args!("{name} is broken"));
        let header = usize::try_from(entry.header).map_err(|_| broken())?;
        let local = self.bytes.get(header..).ok_or_else(broken)?;
        if !local.starts_with(LOCAL_HEADER) {
            return Err(broken());
        }
        let name_and_extra = u16_at(local, 26)
            .zip(u16_at(local, 28))
            .map(|(name, extra)| u64::from(name) + u64::from(extra))
            .ok_or_else(broken)?;
        let mut stream = Cursor::new(Rc::clone(&self.bytes));
        stream.set_position(entry.header.saturating_add(30 + name_and_extra));
        let stream = stream.take(entry.packed);
        let stream = if entry.deflated {
            let inflated = DeflateDecoder::new(stream).take(most);
            Inflated::Deflated(Box::new(inflated))
        } else {
            Inflated::Stored(stream)
        };
        Ok((stream, entry.packed))
    }
}

/// The entries of the central directory at the end of the file.
fn directory(bytes: &[u8]) -> Result<Vec<Entry>, FileError> {
    let broken = || FileError::damaged("no directory of the archive");
    // The comment after it has at most 65,535 bytes.
    let tail = bytes.len().saturating_sub(22 + 65_535);
    let end = bytes
        .get(tail..)
        .and_then(|tail| tail.windows(4).rposition(|window| window == DIRECTORY_END))
        .map(|at| tail + at)
        .ok_or_else(broken)?;
    let end = bytes.get(end..).ok_or_else(broken)?;
    let start = u32_at(end, 16).ok_or_else(broken)?;
    let mut rest = usize::try_from(start)
        .ok()
        .and_then(|start| bytes.get(start..))
        .ok_or_else(broken)?;
    let mut entries = Vec::new();
    while rest.starts_with(DIRECTORY_ENTRY) && entries.len() < MAX_ENTRIES {
        let (entry, length) = directory_entry(rest).ok_or_else(broken)?;
        entries.extend(entry?);
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(entries)
}

/// An entry and the length of its record; `None` when it is damaged. Entries with a compression method that office
/// documents do not use are skipped.
fn directory_entry(bytes: &[u8]) -> Option<(Result<Option<Entry>, FileError>, usize)> {
    let (flags, method) = (u16_at(bytes, 8)?, u16_at(bytes, 10)?);
    let name_length = usize::from(u16_at(bytes, 28)?);
    let extra_length = usize::from(u16_at(bytes, 30)?);
    let comment_length = usize::from(u16_at(bytes, 32)?);
    let extra_at = 46 + name_length;
    let length = extra_at + extra_length + comment_length;
    let name = String::from_utf8_lossy(bytes.get(46..extra_at)?).replace('\\', "/");
    let extra = bytes.get(extra_at..extra_at + extra_length)?;
    let (mut packed, unpacked) = (u64::from(u32_at(bytes, 20)?), u64::from(u32_at(bytes, 24)?));
    let mut header = u64::from(u32_at(bytes, 42)?);
    // The 64-bit field has the values that do not fit, in this order.
    let mut wide = wide_values(extra);
    if unpacked == ELSEWHERE {
        wide.next();
    }
    for value in [&mut packed, &mut header] {
        if *value == ELSEWHERE {
            *value = wide.next()?;
        }
    }
    // Bit 0: encrypted.
    if flags & 1 == 1 {
        return Some((Err(FileError::OldOrProtected), length));
    }
    let entry = matches!(method, 0 | 8).then_some(Entry {
        name,
        deflated: method == 8,
        packed,
        header,
    });
    Some((Ok(entry), length))
}

/// The numbers in extra field 1.
fn wide_values(extra: &[u8]) -> impl Iterator<Item = u64> {
    let mut rest = extra;
    let mut found: &[u8] = &[];
    while let Some((id, length)) = u16_at(rest, 0).zip(u16_at(rest, 2)) {
        let end = 4 + usize::from(length);
        if id == 1 {
            found = rest.get(4..end).unwrap_or_default();
            break;
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    let (values, _) = found.as_chunks::<8>();
    values.iter().map(|value| u64::from_le_bytes(*value))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*bytes))
}
