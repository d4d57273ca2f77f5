//! Tags and custom attributes: operations 21 to 30.

use super::{Calls, Reading, yes};
use crate::operations::Operation;
use crate::outcome::Outcome;
use crate::queries::{AttributesQuery, TagsQuery};
use crate::query::Query;
use gsl_model::wire::{
    AttributeCreated, AttributeList, AttributeRequest, BatchSetAttributes, BatchSetTags, Tag,
    TagList, TagRequest, decode,
};

impl Calls {
    /// Operation 21.
    pub async fn list_tags(&self, query: &TagsQuery) -> Reading<TagList> {
        self.get(Operation::ListTags, 0, query.query()).await
    }

    /// Operation 22.
    pub async fn create_tag(&self, request: &TagRequest) -> Outcome<Tag> {
        self.post(Operation::CreateTag, 0, request, decode).await
    }

    /// Operation 23: also takes the tag off all cards.
    pub async fn delete_tag(&self, tag_id: i64) -> Outcome<()> {
        self.act(Operation::DeleteTag, tag_id, Query::default(), yes)
            .await
    }

    /// Operation 24: up to 500 cards and 10 tags. Whether the tags replace those of the cards or are added to them is not
    /// documented: send each card's full set, and read it back.
    pub async fn batch_set_tags(&self, request: &BatchSetTags) -> Outcome<()> {
        self.post(Operation::BatchSetTags, 0, request, yes).await
    }

    /// Operation 25.
    pub async fn list_attributes(&self, query: &AttributesQuery) -> Reading<AttributeList> {
        self.get(Operation::ListAttributes, 0, query.query()).await
    }

    /// Operation 26.
    pub async fn create_attribute(&self, request: &AttributeRequest) -> Outcome<AttributeCreated> {
        self.post(Operation::CreateAttribute, 0, request, decode)
            .await
    }

    /// Operation 27.
    pub async fn update_attribute(
        &self,
        attribute_id: i64,
        request: &AttributeRequest,
    ) -> Outcome<()> {
        self.post(Operation::UpdateAttribute, attribute_id, request, yes)
            .await
    }

    /// Operation 28.
    pub async fn enable_attribute(&self, attribute_id: i64) -> Outcome<()> {
        let query = Query::default();
        self.act(Operation::EnableAttribute, attribute_id, query, yes)
            .await
    }

    /// Operation 29.
    pub async fn disable_attribute(&self, attribute_id: i64) -> Outcome<()> {
        let query = Query::default();
        self.act(Operation::DisableAttribute, attribute_id, query, yes)
            .await
    }

    /// Operation 30: up to 500 cards.
    pub async fn batch_set_attributes(&self, request: &BatchSetAttributes) -> Outcome<()> {
        self.post(Operation::BatchSetAttributes, 0, request, yes)
            .await
    }
}
