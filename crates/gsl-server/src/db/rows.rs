//! How rows are read: by the names of their columns, never by a position that somebody counted.
//!
//! A row with several columns is a struct declared with [`from_row!`](crate::from_row): its fields are the columns, so
//! the list of columns and the code that reads them cannot drift apart, and a row costs no search for names. A few columns
//! read in place are read by name, `row.get("cid")?`; a single column by `row.get(0)?`. A test in `tests/it/by_name.rs`
//! holds this.

use rusqlite::Row;

/// A row that is read column by column in the order of [`FromRow::COLUMNS`]. Implemented by
/// [`from_row!`](crate::from_row).
pub trait FromRow: Sized {
    /// What stands between `SELECT` and `FROM`. Every column has the name of its field, so that what the query selects
    /// besides can be read by name.
    const COLUMNS: &'static str;

    /// Reads a row whose first columns are [`FromRow::COLUMNS`].
    ///
    /// # Errors
    /// When a column has another type than its field.
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self>;
}

/// Declares a struct that is a row of a query. A field is the column of its name, or the SQL expression after `=`.
///
/// ```
/// use gsl_server::db::rows::FromRow;
///
/// gsl_server::from_row! {
///     struct Named {
///         id: i64,
///         joined: bool = "pool_id IS NOT NULL",
///     }
/// }
/// assert_eq!(Named::COLUMNS, "id, pool_id IS NOT NULL AS joined");
/// let db = rusqlite::Connection::open_in_memory()?;
/// let query = format!("SELECT {} FROM (SELECT 7 AS id, 1 AS pool_id)", Named::COLUMNS);
/// let found = db.query_row(&query, [], Named::from_row)?;
/// assert_eq!((found.id, found.joined), (7, true));
/// # Ok::<(), rusqlite::Error>(())
/// ```
#[macro_export]
macro_rules! from_row {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $(#[$first_meta:meta])* $first_vis:vis $first:ident : $first_type:ty $(= $first_sql:literal)?
            $(, $(#[$field_meta:meta])* $field_vis:vis $field:ident : $field_type:ty $(= $field_sql:literal)?)*
            $(,)?
        }
    ) => {
        $(#[$meta])*
        $vis struct $name {
            $(#[$first_meta])* $first_vis $first: $first_type,
            $($(#[$field_meta])* $field_vis $field: $field_type,)*
        }

        impl $crate::db::rows::FromRow for $name {
            const COLUMNS: &'static str = concat!(
                $crate::from_row!(@column $first $(= $first_sql)?),
                $(", ", $crate::from_row!(@column $field $(= $field_sql)?),)*
            );

            fn from_row(row: &::rusqlite::Row<'_>) -> ::rusqlite::Result<Self> {
                let mut columns = 0_usize..;
                let mut next = || columns.next().unwrap_or(usize::MAX);
                Ok(Self {
                    $first: row.get(next())?,
                    $($field: row.get(next())?,)*
                })
            }
        }
    };
    (@column $field:ident) => { stringify!($field) };
    (@column $field:ident = $sql:literal) => { concat!($sql, " AS ", stringify!($field)) };
}

/// Ids as the one parameter of a query about many of them, read back with `json_each(?1)`: a page of any size is one
/// statement, and the statement has the same text whatever the number of ids, so that it is prepared once.
#[must_use]
pub fn ids(ids: &[i64]) -> String {
    let texts: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", texts.join(","))
}
