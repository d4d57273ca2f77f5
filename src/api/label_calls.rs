//! Calls of tags and custom attributes: operations 21 to 30.

use super::{MutationRequest, Request};
use crate::routes::label::TagsView;
use gsl_model::wire::{
    AttributeRequest, BatchSetAttributes, BatchSetTags, CardAttributes, TagRequest,
};

/// Path prefix of tags.
pub const TAGS: &str = "/v1/tags";
/// Path prefix of attributes, except operation 30.
pub const ATTRIBUTES: &str = "/v1/attributes";

/// Operation 21: a page of tags.
#[must_use]
pub fn tags(view: &TagsView, limit: u32) -> Request {
    let mut request = Request::get(TAGS)
        .with("limit", limit.to_string())
        .with("offset", view.page.0.to_string());
    if !view.name.is_empty() {
        request = request.with("tag_name", &view.name);
    }
    if let Some(used) = view.used {
        request = request.with("status", if used { "1" } else { "0" });
    }
    request
}

/// Operation 21: the tags whose name contains `name`.
#[must_use]
pub fn tags_named(name: &str) -> Request {
    let view = TagsView {
        name: name.to_owned(),
        ..TagsView::default()
    };
    tags(&view, 500)
}

/// Operation 22: a new tag; with an id, renames that tag (extension `tags.act`).
#[must_use]
pub fn save_tag(id: Option<i64>, name: &str) -> MutationRequest {
    let body = TagRequest {
        tag_name: name.to_owned(),
    };
    match id {
        Some(id) => Request::put(format!("{TAGS}/{id}"), &body),
        None => Request::post(TAGS, &body),
    }
}

/// Operation 23: deletes a tag and takes it off every card. The service refuses when other than `uses` cards carry it by now
/// (extension `tags.act`).
#[must_use]
pub fn delete_tag(id: i64, uses: i64) -> MutationRequest {
    Request::delete(format!("{TAGS}/{id}?uses={uses}"))
}

/// Operation 24 for one card: it carries these tags and no others.
#[must_use]
pub fn set_tags(card: i64, tag_ids: Vec<i64>) -> MutationRequest {
    Request::post(
        "/v1/sim-tags/batch-set",
        &BatchSetTags {
            sim_card_ids: vec![card],
            tag_ids,
            ..BatchSetTags::default()
        },
    )
}

/// Operations 26 and 27: a new attribute; with an id, renames it.
#[must_use]
pub fn save_attribute(id: Option<i64>, name: &str) -> MutationRequest {
    let body = AttributeRequest {
        cust_attr_name: name.to_owned(),
    };
    match id {
        Some(id) => Request::put(format!("{ATTRIBUTES}/{id}"), &body),
        None => Request::post(ATTRIBUTES, &body),
    }
}

/// Operations 28 and 29: enables or disables an attribute.
#[must_use]
pub fn switch_attribute(id: i64, on: bool) -> MutationRequest {
    let action = if on { "enable" } else { "disable" };
    Request::post_empty(format!("{ATTRIBUTES}/{id}/{action}"))
}

/// Operation 30 for one card: its values one to six; `None` leaves a value as it is.
#[must_use]
pub fn set_attributes(card: i64, values: [Option<String>; 6]) -> MutationRequest {
    let [one, two, three, four, five, six] = values;
    Request::post(
        "/v1/sim-cards/attributes/batch-set",
        &BatchSetAttributes {
            attributes: vec![CardAttributes {
                sim_card_id: card,
                iccid: None,
                customer_attribute1: one,
                customer_attribute2: two,
                customer_attribute3: three,
                customer_attribute4: four,
                customer_attribute5: five,
                customer_attribute6: six,
            }],
        },
    )
}
