//! English

pub static WORDS: &super::Words = &[
    ("wrong_state", "The card's state does not allow it"),
    ("state_unknown", "The card's state is not known"),
    (
        "other_carrier_only",
        "Not offered for cards of this carrier",
    ),
    (
        "at_the_carrier",
        "The carrier does it on request, 1–3 working days",
    ),
    ("physical_only", "Physical cards only"),
    (
        "stopped_for",
        "Not suspended by the user, so it cannot be resumed",
    ),
    (
        "stop_reason_unknown",
        "Why it is stopped is not known, so it cannot be resumed",
    ),
    ("pooled_only", "For this carrier only cards in a pool"),
    (
        "ordinary_rebind_only",
        "This carrier offers the ordinary rebind only",
    ),
    ("no_rebind_left", "The rebinds of this month are used up"),
    ("real_name_first", "A person's real-name comes first"),
    ("not_real_named", "It has no real-name data"),
    ("already_cut", "Data are cut already"),
    ("not_cut", "Data are not cut"),
    (
        "under_way",
        "A work order with the same action is still under way",
    ),
    ("speed_not_offered", "Its carrier does not offer this speed"),
    (
        "in_pool",
        "It cannot leave its pool alone; transfer the whole pool",
    ),
    ("no_card", "No card has this number"),
    (
        "probably_spoiled",
        "No card has this number; it ends in zeros as spreadsheets leave them, which have probably spoiled it. Format the column as text and export again",
    ),
    ("ambiguous_number", "More than one card has this number"),
    ("duplicate", "The card stands in the list before"),
    ("empty", "No card number"),
    ("not_digits", "Something other than digits in the number"),
    ("wrong_length", "The number has a wrong length"),
    ("spoiled", "A spreadsheet spoiled the number"),
    ("too_many", "Beyond the 100,000 cards of one job"),
    ("value", "A value in the row is not possible"),
    ("value_missing", "A value is missing in the row"),
    ("too_many_tags", "A card has at most 10 tags"),
    ("tag_unknown", "There is no tag of this name"),
    ("attribute_disabled", "The custom attribute is not enabled"),
    ("cancelled", "Cancelled, not carried out"),
    ("carrier_timeout", "The carrier did not answer in time"),
    (
        "carrier_busy",
        "The carrier is busy with another change of this card",
    ),
    ("carrier_refused", "The carrier refused"),
];
