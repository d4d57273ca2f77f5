//! Card and device numbers as the trade gives them out (console.md section 20).

use crate::rng::mix;

/// All numbers of one card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// Container ID, 19 or 20 digits.
    pub cid: String,
    /// 13 digits.
    pub msisdn: String,
    /// 15 digits.
    pub imsi: String,
}

/// Issuer, MSISDN and IMSI prefixes by carrier and variant.
const PREFIXES: [[(&str, &str, &str); 3]; 4] = [
    [
        ("898600", "10647", "46004"),
        ("898604", "1440", "46008"),
        ("898602", "10648", "46004"),
    ],
    [
        ("898603", "10649", "46011"),
        ("898611", "1410", "46011"),
        ("898603", "1410", "46011"),
    ],
    [
        ("898601", "10646", "46006"),
        ("898606", "1400", "46009"),
        ("898609", "10646", "46006"),
    ],
    [
        ("898520", "85291", "45403"),
        ("896603", "66821", "52003"),
        ("896525", "65810", "52501"),
    ],
];

/// The numbers of the `serial`-th card of a carrier. `variant` and `year` belong to the order, so that an order's cards
/// are neighbours. Overseas numbers have 19 digits, mainland ones 20, the last of GSL's own choosing.
#[must_use]
pub fn numbers(carrier: u8, variant: u64, year: i32, serial: i64) -> Numbers {
    let row = PREFIXES
        .get(usize::from(carrier.saturating_sub(1)))
        .or(PREFIXES.last());
    let (issuer, dial, network) = row
        .and_then(|variants| variants.get((variant % 3) as usize))
        .copied()
        .unwrap_or(("898600", "10647", "46004"));
    let province = 1 + variant % 31;
    let body = format!(
        "{issuer}{:02}{province:02}{serial:09}",
        year.rem_euclid(100)
    );
    let cid = if carrier == 4 {
        body
    } else {
        format!("{body}{}", mix(serial.unsigned_abs()) % 10)
    };
    let width = 13 - dial.len();
    Numbers {
        cid,
        msisdn: format!("{dial}{serial:0width$}"),
        imsi: format!("{network}{serial:010}"),
    }
}

/// An IMEI with its check digit: a type of module and a running number.
#[must_use]
pub fn imei(serial: i64) -> String {
    let tac = 86_012_304 + (serial / 1_000_000) * 101;
    let body = format!("{tac:08}{:06}", serial.rem_euclid(1_000_000));
    let check = luhn(&body);
    format!("{body}{check}")
}

/// The digit that makes a number pass the Luhn check when appended.
fn luhn(body: &str) -> u32 {
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let digit = u32::from(byte.saturating_sub(b'0'));
            if at % 2 == 0 {
                digit * 2 / 10 + digit * 2 % 10
            } else {
                digit
            }
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_prefixes() {
        for carrier in 1..=4 {
            for variant in 0..40 {
                let made = numbers(carrier, variant, 2026, 12_345_678);
                assert_eq!(made.cid.len(), if carrier == 4 { 19 } else { 20 });
                assert_eq!((made.msisdn.len(), made.imsi.len()), (13, 15));
                assert_eq!(
                    crate::rules::carrier_code(
                        gsl_model::carrier::Carrier::from_iccid(&made.cid)
                            .unwrap_or(gsl_model::carrier::Carrier::Overseas)
                    ),
                    carrier
                );
            }
        }
    }

    #[test]
    fn check_digit_of_a_known_imei() {
        // The worked example of 3GPP TS 23.003, annex B.
        assert_eq!(luhn("26053179311383"), 7);
        assert_eq!(imei(5).len(), 15);
    }
}
