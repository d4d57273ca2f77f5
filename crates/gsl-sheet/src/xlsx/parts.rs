//! The parts of a document: the workbook, its sheets, its shared texts.

use super::xml::{Xml, attribute, unescaped};
use crate::{FileError, archive::Archive};
use quick_xml::events::Event;

/// The most bytes, and the most entries, of a part that lists others.
const MAX_BYTES: u64 = 16 << 20;
const MAX_PARTS: usize = 4096;

/// The parts that are needed.
pub struct Parts {
    /// The sheets with cells, in order.
    pub sheets: Vec<SheetPart>,
    /// The shared texts.
    pub strings: Option<String>,
}

/// A sheet.
#[derive(Clone, Debug)]
pub struct SheetPart {
    /// Name on the tab.
    pub name: String,
    /// Its part in the archive.
    pub part: String,
    hidden: bool,
}

struct Relation {
    id: String,
    kind: String,
    part: String,
}

impl Parts {
    /// Finds the parts.
    ///
    /// # Errors
    /// [`FileError::NotASheet`] when there is no workbook.
    pub fn read(archive: &Archive) -> Result<Self, FileError> {
        let by_relation = relations(archive, "")?
            .into_iter()
            .find(|relation| relation.kind == "officeDocument")
            .map(|relation| relation.part);
        let workbook = by_relation.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        // Word, PowerPoint and OpenDocument files are ZIP archives too.
        if !archive.has(&workbook) {
            return Err(FileError::NotASheet);
        }
        let relations = relations(archive, &workbook)?;
        let part = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
        let strings = part("sharedStrings").map(|relation| relation.part.clone());
        let sheets = sheets(archive, &workbook, &relations)?;
        if sheets.is_empty() {
            return Err(FileError::NotASheet);
        }
        Ok(Self {
            sheets,
            strings: strings.filter(|part| archive.has(part)),
        })
    }

    /// The first sheet that is not hidden, or just the first.
    #[must_use]
    pub fn first(&self) -> Option<&SheetPart> {
        let shown = self.sheets.iter().find(|sheet| !sheet.hidden);
        shown.or_else(|| self.sheets.first())
    }

    /// Names of all sheets.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }
}

fn sheets(
    archive: &Archive,
    workbook: &str,
    relations: &[Relation],
) -> Result<Vec<SheetPart>, FileError> {
    let mut xml = Xml::open(archive, workbook, MAX_BYTES)?;
    let mut sheets = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "sheet" => {
                let id = attribute(&element, "id")?;
                let mut relations = relations.iter();
                let relation =
                    relations.find(|relation| relation.id == id && relation.kind == "worksheet");
                if sheets.len() >= MAX_PARTS {
                    return Err(FileError::TooLarge);
                }
                if let Some(relation) = relation {
                    sheets.push(SheetPart {
                        name: unescaped(&attribute(&element, "name")?).into_owned(),
                        part: relation.part.clone(),
                        hidden: attribute(&element, "state")?.ends_with("idden"),
                    });
                }
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// The relationships of a part; of the whole document for "".
fn relations(archive: &Archive, part: &str) -> Result<Vec<Relation>, FileError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let prefix = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    let path = format!("{prefix}_rels/{name}.rels");
    let mut found = Vec::new();
    if !archive.has(&path) {
        return Ok(found);
    }
    let mut xml = Xml::open(archive, &path, MAX_BYTES)?;
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&element, "Type")?;
                let target = attribute(&element, "Target")?;
                if found.len() >= MAX_PARTS {
                    return Err(FileError::TooLarge);
                }
                found.push(Relation {
                    id: attribute(&element, "Id")?,
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    part: resolve(&prefix, &target),
                });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A target relative to a folder: `worksheets/sheet1.xml`, `/xl/worksheets/sheet1.xml`, `../xl/sheet1.xml`.
fn resolve(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut path: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
