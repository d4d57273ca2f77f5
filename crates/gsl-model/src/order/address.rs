//! 收件信息: the address that bought cards are sent to (console.md section 17). The length limits are assumed.

use crate::text::{self, BadCharacter};
use crate::wire::AddressRequest;

/// What is wrong with a field of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Too short or too long; the allowed range in characters.
    Length(usize, usize),
    /// A character that cannot be part of a text, such as a control character.
    NotText(BadCharacter),
    /// A telephone number may hold only digits, spaces, `+` and `-`.
    NotPhone,
}

/// The most addresses an account keeps.
pub const MOST_ADDRESSES: i64 = 100;

fn length(text: &str, least: usize, most: usize) -> Result<(), AddressError> {
    if !(least..=most).contains(&text.chars().count()) {
        return Err(AddressError::Length(least, most));
    }
    text::check(text).map_err(AddressError::NotText)
}

/// Trims the fields and checks them.
///
/// # Errors
/// Every invalid field, by its name on the wire.
pub fn read_address(
    typed: &AddressRequest,
) -> Result<AddressRequest, Vec<(&'static str, AddressError)>> {
    let [receiver, phone, address] =
        [&typed.receiver, &typed.phone, &typed.address].map(|text| text.trim().to_owned());
    let postcode = typed.postcode.as_deref().unwrap_or_default().trim();
    let digits = |text: &str| {
        let fits = |each: char| each.is_ascii_digit() || matches!(each, ' ' | '+' | '-');
        if text.chars().all(fits) {
            Ok(())
        } else {
            Err(AddressError::NotPhone)
        }
    };
    let checks = [
        ("receiver", length(&receiver, 1, 50)),
        ("phone", length(&phone, 5, 20).and(digits(&phone))),
        ("address", length(&address, 5, 200)),
        ("postcode", length(postcode, 0, 10)),
    ];
    let wrong: Vec<_> = checks
        .into_iter()
        .filter_map(|(field, check)| check.err().map(|error| (field, error)))
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(AddressRequest {
        receiver,
        phone,
        address,
        postcode: (!postcode.is_empty()).then(|| postcode.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(receiver: &str, phone: &str, address: &str, postcode: &str) -> AddressRequest {
        AddressRequest {
            receiver: receiver.to_owned(),
            phone: phone.to_owned(),
            address: address.to_owned(),
            postcode: Some(postcode.to_owned()),
        }
    }

    #[test]
    fn an_address_is_kept_without_blanks_around_it() {
        let read = read_address(&typed(" 李雷 ", " +86 755-1 ", " 深圳市坂田 ", " ")).unwrap();
        assert_eq!(
            (
                read.receiver.as_str(),
                read.phone.as_str(),
                read.address.as_str(),
                read.postcode
            ),
            ("李雷", "+86 755-1", "深圳市坂田", None)
        );
    }

    #[test]
    fn each_wrong_field_is_named() {
        let wrong = read_address(&typed("", "12x45", "街", "12345678901")).unwrap_err();
        assert_eq!(
            wrong,
            [
                ("receiver", AddressError::Length(1, 50)),
                ("phone", AddressError::NotPhone),
                ("address", AddressError::Length(5, 200)),
                ("postcode", AddressError::Length(0, 10)),
            ]
        );
        let wrong = read_address(&typed("a\u{7}b", "1234", "somewhere", "")).unwrap_err();
        assert_eq!(
            wrong,
            [
                (
                    "receiver",
                    AddressError::NotText(BadCharacter {
                        character: '\u{7}',
                        at: 2
                    })
                ),
                ("phone", AddressError::Length(5, 20)),
            ]
        );
    }
}
