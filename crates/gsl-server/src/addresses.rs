//! The address book 收件信息 as the database keeps it (console.md section 17).

use gsl_model::wire::Address;
use rusqlite::{Connection, OptionalExtension, Row};

/// Columns of [`read`].
pub(crate) const COLUMNS: &str = "id, receiver, phone, address, postcode";

/// An address, from a row of [`COLUMNS`].
pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Address> {
    Ok(Address {
        address_id: row.get("id")?,
        receiver: row.get("receiver")?,
        phone: row.get("phone")?,
        address: row.get("address")?,
        postcode: row.get("postcode")?,
    })
}

/// One address.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn find(db: &Connection, id: i64) -> rusqlite::Result<Option<Address>> {
    db.prepare_cached(&format!("SELECT {COLUMNS} FROM addresses WHERE id = ?1"))?
        .query_row([id], read)
        .optional()
}
