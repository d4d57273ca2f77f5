//! Lists of numbers in few bytes: each as its difference from the one before, seven bits a byte. A hundred thousand ids of
//! cards take some 200 kB.

/// Writes numbers.
#[must_use]
pub fn pack(numbers: impl IntoIterator<Item = i64>) -> Vec<u8> {
    let (mut bytes, mut before) = (Vec::new(), 0_i64);
    for number in numbers {
        let step = number.wrapping_sub(before);
        before = number;
        // The sign goes last, so that small steps back are short too.
        let mut rest = (step.wrapping_shl(1) ^ (step >> 63)).cast_unsigned();
        while rest >= 0x80 {
            bytes.push((rest & 0x7F) as u8 | 0x80);
            rest >>= 7;
        }
        bytes.push(rest as u8);
    }
    bytes
}

/// Reads what [`pack`] wrote; `None` when it is nothing of the kind.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<i64>> {
    let (mut numbers, mut before) = (Vec::new(), 0_i64);
    let (mut rest, mut shift) = (0_u64, 0_u32);
    for byte in bytes {
        if shift > 63 {
            return None;
        }
        rest |= u64::from(byte & 0x7F) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            let step = (rest >> 1).cast_signed() ^ -(rest & 1).cast_signed();
            before = before.wrapping_add(step);
            numbers.push(before);
            (rest, shift) = (0, 0);
        }
    }
    (shift == 0).then_some(numbers)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_come_back_and_neighbours_are_small() {
        for numbers in [
            vec![],
            vec![0],
            vec![i64::MIN, i64::MAX, -1, 1, 0, i64::MIN],
            (0..70).map(|bit| 1_i64.wrapping_shl(bit)).collect(),
        ] {
            assert_eq!(unpack(&pack(numbers.iter().copied())).unwrap(), numbers);
        }
        let ids = (0..100_000).map(|at| 1_600_000_000_000_000 - at * 3);
        assert!(pack(ids).len() < 100_020);
        assert_eq!(unpack(&[0x80]), None);
        assert_eq!(unpack(&[0xFF; 12]), None);
    }
}
