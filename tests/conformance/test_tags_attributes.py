"""Operations 22 to 24 and 26 to 30 through the official client: success and error each."""

import json
import uuid

import pytest
from huaweicloudsdkgsl.v3 import (
    AddOrModifyAttributeReq,
    AddOrModifyTagReq,
    AttributeReq,
    BatchSetAttributesReq,
    BatchSetAttributesRequest,
    BatchSetTagsReq,
    BatchSetTagsRequest,
    CreateAttributeRequest,
    CreateTagRequest,
    DeleteTagRequest,
    DisableAttributeRequest,
    EnableAttributeRequest,
    ListAttributesRequest,
    ListSimCardsRequest,
    ListTagsRequest,
    ShowSimCardRequest,
    UpdateAttributeRequest,
)
from test_operations import UNKNOWN, UNKNOWN_ICCID, refused


def create_tag(client, name):
    return client.create_tag(CreateTagRequest(body=AddOrModifyTagReq(tag_name=name)))


def set_tags(**body):
    return BatchSetTagsRequest(body=BatchSetTagsReq(**body))


def set_attributes(*cards):
    return BatchSetAttributesRequest(body=BatchSetAttributesReq(attributes=[AttributeReq(**card) for card in cards]))


@pytest.fixture
def tag(client):
    """A tag that goes with the test."""
    made = create_tag(client, f"tag-{uuid.uuid4().hex[:8]}")
    yield made
    if any(left.id == made.id for left in client.list_tags(ListTagsRequest(limit=500)).tags):
        client.delete_tag(DeleteTagRequest(tag_id=made.id))


# 22


def test_create_tag(client, tag):
    assert isinstance(tag.id, int) and tag.status == 0
    (found,) = client.list_tags(ListTagsRequest(tag_name=tag.tag_name)).tags
    assert (found.id, found.status) == (tag.id, 0)


def test_create_tag_errors(client, tag):
    for name in [tag.tag_name, "", "a,b", "x" * 101]:
        request = CreateTagRequest(body=AddOrModifyTagReq(tag_name=name))
        assert "tag_name" in refused(client.create_tag, request, 400, "GSL.00020004")


# 23


def test_delete_tag(client, card, tag):
    before = client.show_sim_card(ShowSimCardRequest(sim_card_id=card.sim_card_id)).tag_names
    client.batch_set_tags(set_tags(sim_card_ids=[card.sim_card_id], tag_ids=[tag.id]))
    assert client.list_sim_cards(ListSimCardsRequest(tag_id=[tag.id])).count == 1
    client.delete_tag(DeleteTagRequest(tag_id=tag.id))
    assert client.list_sim_cards(ListSimCardsRequest(tag_id=[tag.id])).count == 0
    assert not client.show_sim_card(ShowSimCardRequest(sim_card_id=card.sim_card_id)).tag_names
    names = (before or "").split(",")
    again = [tag.id for tag in client.list_tags(ListTagsRequest(limit=500)).tags if tag.tag_name in names]
    client.batch_set_tags(set_tags(sim_card_ids=[card.sim_card_id], tag_ids=again))


def test_delete_tag_errors(client):
    assert str(UNKNOWN) in refused(client.delete_tag, DeleteTagRequest(tag_id=UNKNOWN), 400, "GSL.00016053")


# 24


def test_batch_set_tags(client, tag):
    cards = client.list_sim_cards(ListSimCardsRequest(sim_status=13, limit=10)).sim_cards
    client.batch_set_tags(set_tags(iccids=[card.iccid for card in cards], tag_ids=[tag.id]))
    found = client.list_sim_cards(ListSimCardsRequest(tag_id=[tag.id], limit=10))
    assert {card.sim_card_id for card in found.sim_cards} == {card.sim_card_id for card in cards}
    assert all(card.tag_names == tag.tag_name for card in found.sim_cards)
    (used,) = client.list_tags(ListTagsRequest(tag_name=tag.tag_name)).tags
    assert used.status == 1
    client.batch_set_tags(set_tags(sim_card_ids=[card.sim_card_id for card in cards], tag_ids=[]))
    assert client.list_sim_cards(ListSimCardsRequest(tag_id=[tag.id])).count == 0


def test_batch_set_tags_errors(client, card, tag):
    call, one = client.batch_set_tags, [card.sim_card_id]
    refused(call, set_tags(tag_ids=[tag.id]), 400, "GSL.00016051")
    refused(call, set_tags(sim_card_ids=list(range(1, 502)), tag_ids=[tag.id]), 400, "GSL.00016051")
    refused(call, set_tags(sim_card_ids=one, tag_ids=list(range(11))), 400, "GSL.00016052")
    assert "[5]" in refused(call, set_tags(sim_card_ids=one, tag_ids=[UNKNOWN]), 400, "GSL.00016053")
    assert "[5]" in refused(call, set_tags(sim_card_ids=[UNKNOWN], tag_ids=[tag.id]), 400, "GSL.00016053")
    refused(call, set_tags(sim_card_ids=one + one, tag_ids=[tag.id]), 400, "GSL.00016054")
    refused(call, set_tags(iccids=[UNKNOWN_ICCID], tag_ids=[tag.id]), 400, "GSL.00011011")
    refused(call, set_tags(file_temp_id=UNKNOWN, tag_ids=[tag.id]), 400, "GSL.00012016")


# 26 to 29


def named(name):
    return AddOrModifyAttributeReq(cust_attr_name=name)


def test_create_attribute_until_there_are_six(client):
    have = client.list_attributes(ListAttributesRequest()).count
    assert have == 5
    bad = CreateAttributeRequest(body=named("a b"))
    assert "cust_attr_name" in refused(client.create_attribute, bad, 400, "GSL.00020004")
    made = client.create_attribute(CreateAttributeRequest(body=named("仓库")))
    last = client.list_attributes(ListAttributesRequest()).attributes[-1]
    assert (last.id, last.cust_attr_name, last.status) == (made.id, "仓库", 1)
    seventh = CreateAttributeRequest(body=named("第七"))
    assert "6" in refused(client.create_attribute, seventh, 400, "GSL.00020004")


def test_update_attribute(client):
    attribute = client.list_attributes(ListAttributesRequest()).attributes[4]
    for name in ["Asset_No-1", attribute.cust_attr_name]:
        client.update_attribute(UpdateAttributeRequest(attribute_id=attribute.id, body=named(name)))
        assert client.list_attributes(ListAttributesRequest(cust_attr_name=name)).attributes[0].id == attribute.id


def test_update_attribute_errors(client):
    first, second = client.list_attributes(ListAttributesRequest()).attributes[:2]
    call = client.update_attribute
    taken = UpdateAttributeRequest(attribute_id=first.id, body=named(second.cust_attr_name))
    refused(call, taken, 400, "GSL.00020004")
    refused(call, UpdateAttributeRequest(attribute_id=UNKNOWN, body=named("x")), 400, "GSL.00016053")


def test_enable_and_disable_attribute(client):
    attribute = client.list_attributes(ListAttributesRequest()).attributes[3]
    assert attribute.status == 0
    client.enable_attribute(EnableAttributeRequest(attribute_id=attribute.id))
    assert client.list_attributes(ListAttributesRequest()).attributes[3].status == 1
    client.disable_attribute(DisableAttributeRequest(attribute_id=attribute.id))
    assert client.list_attributes(ListAttributesRequest()).attributes[3].status == 0


def test_enable_and_disable_attribute_errors(client):
    refused(client.enable_attribute, EnableAttributeRequest(attribute_id=UNKNOWN), 400, "GSL.00016053")
    refused(client.disable_attribute, DisableAttributeRequest(attribute_id=UNKNOWN), 400, "GSL.00016053")


# 30


def test_batch_set_attributes(client, card):
    value = f"客户{uuid.uuid4().hex[:6]}"
    client.batch_set_attributes(set_attributes({"sim_card_id": card.sim_card_id, "customer_attribute1": value}))
    assert client.list_sim_cards(ListSimCardsRequest(customer_attribute1=value)).count == 1
    client.batch_set_attributes(set_attributes({"sim_card_id": 0, "iccid": card.iccid, "customer_attribute2": value}))
    answer = client.show_sim_card(ShowSimCardRequest(sim_card_id=card.sim_card_id))
    assert (answer.customer_attribute1, answer.customer_attribute2) == (value, value)
    client.batch_set_attributes(set_attributes({"sim_card_id": card.sim_card_id, "customer_attribute1": ""}))
    assert not client.show_sim_card(ShowSimCardRequest(sim_card_id=card.sim_card_id)).customer_attribute1


def test_batch_set_attributes_errors(client, card):
    call, one = client.batch_set_attributes, {"sim_card_id": card.sim_card_id}
    refused(call, set_attributes(), 400, "GSL.00016051")
    refused(call, set_attributes({"sim_card_id": UNKNOWN, "customer_attribute1": "x"}), 400, "GSL.00016053")
    refused(call, set_attributes(one, one), 400, "GSL.00016054")
    refused(call, set_attributes({"sim_card_id": 0, "iccid": UNKNOWN_ICCID}), 400, "GSL.00011011")
    refused(call, set_attributes({**one, "customer_attribute1": "x" * 101}), 400, "GSL.00020004")
    message = refused(call, set_attributes({**one, "customer_attribute5": "x"}), 400, "GSL.00012031")
    (failure,) = json.loads(message)
    assert failure["sim_card_id"] == card.sim_card_id and failure["fail_reason"]
