//! The project of an account, which every request names.

use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::query::Query;
use crate::request::Parts;
use gsl_macros::Decode;
use gsl_model::wire::decode;
use hyper::Method;

/// Name of the project that every account has in the region of GSL.
pub const REGION: &str = "cn-north-4";

/// The project of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Project {
    /// Its id, from the page "My Credentials" of the official console.
    Id(String),
    /// Looked up by name at IAM on first use. The user needs permission to list projects.
    LookedUp {
        /// Where IAM is, see [`Endpoint::IAM`].
        iam: Endpoint,
        /// Its name, see [`REGION`].
        name: String,
    },
    /// The one that the token is scoped to; requests name no project. Whether GSL accepts that is not documented.
    OfToken,
}

#[derive(Decode)]
pub(crate) struct Found {
    id: String,
    name: String,
}

#[derive(Decode)]
struct FoundList {
    projects: Vec<Found>,
}

/// `GET /v3/projects?name=…`
pub(crate) fn request(name: &str) -> Parts {
    let mut query = Query::default();
    query.push("name", name);
    Parts {
        method: Method::GET,
        path: "/v3/projects".to_owned(),
        query,
        body: None,
        operation: None,
        repeatable: true,
    }
}

pub(crate) fn read(text: &str) -> Result<Vec<Found>, String> {
    decode::<FoundList>(text).map(|list| list.projects)
}

/// The one project of that name.
pub(crate) fn one(found: &[Found], name: &str) -> Result<String, Error> {
    let mut named = found.iter().filter(|project| project.name == name);
    match (named.next(), named.next()) {
        (Some(project), None) => Ok(project.id.clone()),
        (None, _) => Err(Error::new(
            ErrorKind::ProjectUnclear,
            format!("IAM knows no project {name} of this user"),
        )),
        (Some(_), Some(_)) => Err(Error::new(
            ErrorKind::ProjectUnclear,
            format!("IAM knows several projects {name} of this user"),
        )),
    }
}
