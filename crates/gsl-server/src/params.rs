//! Query strings: typed, every complaint names the parameter.
//!
//! Unknown parameters are ignored. Lists may repeat the key or separate values by commas, mixed as one likes. An empty
//! text counts as not given; an empty number is an error.

use gsl_model::text;
use gsl_model::time::Time;

use crate::error::ApiError;

/// The decoded query.
#[derive(Debug, Default)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads a query string; invalid UTF-8 becomes replacement characters, which no parameter takes.
    #[must_use]
    pub fn new(query: Option<&str>) -> Self {
        Self(
            form_urlencoded::parse(query.unwrap_or("").as_bytes())
                .into_owned()
                .collect(),
        )
    }

    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    fn one<'a>(&'a self, name: &'a str) -> Result<Option<&'a str>, ApiError> {
        let mut values = self.values(name);
        let first = values.next();
        if values.next().is_some() {
            return Err(ApiError::parameter(name, "may be given only once"));
        }
        first.map(|text| only_text(name, text)).transpose()
    }

    /// A text of at most `max` characters; empty is none.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn text(&self, name: &str, max: usize) -> Result<Option<String>, ApiError> {
        let text = self.one(name)?.filter(|text| !text.is_empty());
        if text.is_some_and(|text| text.chars().count() > max) {
            return Err(ApiError::parameter(
                name,
                format!("is longer than {max} characters"),
            ));
        }
        Ok(text.map(str::to_owned))
    }

    /// Whether a list is asked for downwards: `order`.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn descending(&self) -> Result<bool, ApiError> {
        match self.text("order", 16)?.as_deref() {
            None | Some("asc") => Ok(false),
            Some("desc") => Ok(true),
            Some(_) => Err(ApiError::parameter("order", "must be asc or desc")),
        }
    }

    /// An integer within a range.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn integer(&self, name: &str, min: i64, max: i64) -> Result<Option<i64>, ApiError> {
        self.one(name)?
            .map(|text| integer(name, text, min, max))
            .transpose()
    }

    /// An instant as time string, in ms.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn instant(&self, name: &str) -> Result<Option<i64>, ApiError> {
        let text = self.one(name)?.filter(|text| !text.is_empty());
        text.map(|text| {
            Time::parse(text)
                .map(|time| time.0.timestamp_millis())
                .ok_or_else(|| {
                    ApiError::parameter(name, "must be a time such as 2020-01-31T16:00:00Z")
                })
        })
        .transpose()
    }

    /// An integer out of a list of codes.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn code(&self, name: &str, codes: &[u8]) -> Result<Option<u8>, ApiError> {
        self.one(name)?
            .map(|text| code(name, text, codes))
            .transpose()
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn boolean(&self, name: &str) -> Result<Option<bool>, ApiError> {
        match self.one(name)? {
            None => Ok(None),
            Some(text) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
            Some(text) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
            Some(_) => Err(ApiError::parameter(name, "must be true or false")),
        }
    }

    fn list<'a>(&'a self, name: &'a str, max: usize) -> Result<Vec<&'a str>, ApiError> {
        for value in self.values(name) {
            only_text(name, value)?;
        }
        let items: Vec<&str> = self
            .values(name)
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .collect();
        if items.len() > max {
            return Err(ApiError::parameter(
                name,
                format!("has {} values, at most {max} are allowed", items.len()),
            ));
        }
        Ok(items)
    }

    /// A list of non-negative integers; `None` when the parameter is absent.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn integers(&self, name: &str, max: usize) -> Result<Option<Vec<i64>>, ApiError> {
        let items = self.list(name, max)?;
        if items.is_empty() {
            return Ok(None);
        }
        items
            .into_iter()
            .map(|text| integer(name, text, 0, i64::MAX))
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// A list of codes out of those allowed; empty when absent.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn codes(&self, name: &str, codes: &[u8]) -> Result<Vec<u8>, ApiError> {
        self.list(name, 64)?
            .into_iter()
            .map(|text| code(name, text, codes))
            .collect()
    }

    /// A list of texts, none empty; `None` when the parameter is absent.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn texts(&self, name: &str, max: usize) -> Result<Option<Vec<String>>, ApiError> {
        let items = self.list(name, max)?;
        if items.iter().any(|text| text.is_empty()) {
            return Err(ApiError::parameter(name, "must not be empty"));
        }
        Ok((!items.is_empty()).then(|| items.into_iter().map(str::to_owned).collect()))
    }

    /// Page size and page number.
    ///
    /// # Errors
    /// 400 `GSL.00010004`.
    pub fn paging(&self) -> Result<Paging, ApiError> {
        Ok(Paging {
            limit: self.integer("limit", 10, 500)?.unwrap_or(10),
            offset: self.integer("offset", 1, 1_000_000)?.unwrap_or(1),
        })
    }
}

/// What is decoded from invalid UTF-8, half a surrogate pair for one, is no text either.
fn only_text<'a>(name: &str, text: &'a str) -> Result<&'a str, ApiError> {
    text::check(text).map_err(|bad| ApiError::not_text(name, bad))?;
    Ok(text)
}

fn integer(name: &str, text: &str, min: i64, max: i64) -> Result<i64, ApiError> {
    let value: i64 = text
        .trim()
        .parse()
        .map_err(|_| ApiError::parameter(name, "must be an integer"))?;
    if (min..=max).contains(&value) {
        Ok(value)
    } else if max == i64::MAX {
        Err(ApiError::parameter(name, format!("must be at least {min}")))
    } else {
        Err(ApiError::parameter(
            name,
            format!("must be from {min} to {max}"),
        ))
    }
}

fn code(name: &str, text: &str, codes: &[u8]) -> Result<u8, ApiError> {
    text.trim()
        .parse()
        .ok()
        .filter(|code| codes.contains(code))
        .ok_or_else(|| {
            let known: Vec<String> = codes.iter().map(u8::to_string).collect();
            ApiError::parameter(name, format!("must be one of {}", known.join(", ")))
        })
}

/// `limit` and `offset`: page size, and page number from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// 10 to 500.
    pub limit: i64,
    /// From 1.
    pub offset: i64,
}

impl Paging {
    /// Rows before the page.
    #[must_use]
    pub fn skip(self) -> i64 {
        (self.offset - 1) * self.limit
    }

    /// The page of a list that is at hand in full.
    #[must_use]
    pub fn slice<T>(self, all: Vec<T>) -> Vec<T> {
        let skip = usize::try_from(self.skip()).unwrap_or(usize::MAX);
        all.into_iter()
            .skip(skip)
            .take(usize::try_from(self.limit).unwrap_or(0))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_array_forms_are_read() {
        for query in [
            "tag_id=1&tag_id=2&tag_id=3",
            "tag_id=1,2,3",
            "tag_id=1,2&tag_id=3",
            "tag_id=1%2C2%2C3",
        ] {
            assert_eq!(
                Params::new(Some(query)).integers("tag_id", 10).unwrap(),
                Some(vec![1, 2, 3]),
                "{query}"
            );
        }
        assert_eq!(
            Params::new(Some("x=1")).integers("tag_id", 10).unwrap(),
            None
        );
        for query in [
            "tag_id=",
            "tag_id=1,,2",
            "tag_id=a",
            "tag_id=-1",
            "tag_id=1.5",
            "tag_id=9223372036854775808",
        ] {
            assert!(
                Params::new(Some(query)).integers("tag_id", 10).is_err(),
                "{query}"
            );
        }
    }

    #[test]
    fn scalars_are_strict() {
        let params = Params::new(Some("limit=9&offset=0&flag=TRUE&bad=yes&twice=1&twice=1"));
        assert!(params.paging().is_err());
        assert_eq!(params.boolean("flag").unwrap(), Some(true));
        assert!(params.boolean("bad").is_err());
        assert!(params.integer("twice", 0, 5).is_err());
        assert_eq!(
            Params::new(None).paging().unwrap(),
            Paging {
                limit: 10,
                offset: 1
            }
        );
    }
}
