//! Speed limits that a carrier offers (operation 11).

use crate::carrier::Carrier;

/// No limit.
pub const UNLIMITED: i32 = -1;

const TELECOM: [i32; 23] = [
    1,
    64,
    256,
    512,
    1024,
    3 * 1024,
    5 * 1024,
    7 * 1024,
    10 * 1024,
    20 * 1024,
    30 * 1024,
    40 * 1024,
    50 * 1024,
    60 * 1024,
    70 * 1024,
    80 * 1024,
    90 * 1024,
    100 * 1024,
    110 * 1024,
    120 * 1024,
    130 * 1024,
    140 * 1024,
    150 * 1024,
];
/// The last is 7.25 Mbps.
const UNICOM: [i32; 5] = [256, 512, 1024, 2 * 1024, 7424];

/// The limits a carrier offers, in Kbps (1 Mbps = 1024 Kbps), without [`UNLIMITED`]; empty for carriers that offer none.
#[must_use]
pub const fn values(carrier: Carrier) -> &'static [i32] {
    match carrier {
        Carrier::Telecom => &TELECOM,
        Carrier::Unicom => &UNICOM,
        Carrier::Mobile | Carrier::Overseas => &[],
    }
}

/// Whether a carrier offers a limit, or removing it.
#[must_use]
pub fn is_offered(carrier: Carrier, kbps: i32) -> bool {
    let values = values(carrier);
    values.contains(&kbps) || kbps == UNLIMITED && !values.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_operation_11() {
        for kbps in [-1, 1, 64, 256, 512, 1024, 3072, 10_240, 20_480, 153_600] {
            assert!(is_offered(Carrier::Telecom, kbps), "{kbps}");
        }
        for kbps in [0, -2, 2, 128, 2048, 15_360, 163_840] {
            assert!(!is_offered(Carrier::Telecom, kbps), "{kbps}");
        }
        for kbps in [-1, 256, 512, 1024, 2048, 7424] {
            assert!(is_offered(Carrier::Unicom, kbps), "{kbps}");
        }
        assert!(!is_offered(Carrier::Unicom, 64));
        for carrier in [Carrier::Mobile, Carrier::Overseas] {
            assert!(!is_offered(carrier, -1) && values(carrier).is_empty());
        }
    }
}
