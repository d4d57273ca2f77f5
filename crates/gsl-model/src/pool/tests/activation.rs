use super::*;
use crate::text::BadCharacter;

proptest! {
    #[test]
    fn any_text_is_a_number_or_says_what_is_wrong(text in "\\PC{0,24}") {
        let _ = (written(&text), container_key(&text), segment_ends(&text, &text));
    }

    #[test]
    fn a_segment_is_whole_or_names_what_breaks_it(
        first in 8_986_000_000_000_000_000_u64..8_986_001_000_000_000_000,
        states in prop::collection::vec(prop::option::of(0_usize..6), 1..60),
    ) {
        let state_of = |number: u64| {
            let at = usize::try_from(number - first).unwrap();
            states.get(at).copied().flatten().map(|state| SimStatus::ALL[state])
        };
        let last = first + u64::try_from(states.len()).unwrap() - 1;
        let (start, end) = (format!("{first}3"), format!("{last}7"));
        let bad: Vec<u64> = (first..=last).filter(|number| {
            !matches!(state_of(*number), Some(SimStatus::Testable | SimStatus::Activatable))
        }).collect();
        match walk_segment(segment_ends(&start, &end).unwrap(), state_of) {
            Ok(cards) => {
                prop_assert!(bad.is_empty());
                prop_assert_eq!(cards, (first..=last).collect::<Vec<_>>());
            }
            Err((breaks, count)) => {
                prop_assert_eq!(count, bad.len());
                prop_assert_eq!(breaks.iter().map(|one| one.number).collect::<Vec<_>>(), bad);
            }
        }
    }
}

#[test]
fn what_is_wrong_with_a_segment() {
    use SegmentError::{End, Lengths, Reversed, Start, TooMany};
    let ends = |start: &str, end: &str| segment_ends(start, end).unwrap_err();
    let good = "89860012345678901234";
    assert_eq!(ends("", good), Start(TypedNumberError::Empty));
    assert_eq!(
        ends("8986001234567890123A", good),
        Start(TypedNumberError::NotDigits(BadCharacter {
            character: 'A',
            at: 20
        }))
    );
    assert_eq!(
        segment_ends(
            "\u{2066}8986 0012 3456 7890 1234\u{2069}",
            "8986–0012–3456–7890–1234"
        )
        .unwrap()
        .count(),
        1,
        "A17: what is for reading only makes no number unreadable"
    );
    assert_eq!(
        ends(good, "898600123456789012"),
        End(TypedNumberError::Length)
    );
    assert_eq!(
        ends(good, "8.98E+19"),
        End(TypedNumberError::NotDigits(BadCharacter {
            character: '.',
            at: 2
        }))
    );
    assert_eq!(ends(good, "8986001234567890123"), Lengths);
    assert_eq!(ends("89860012345678901244", good), Reversed);
    assert_eq!(
        ends("89860012345678901234", "89860012345689901224"),
        TooMany { numbers: 1_100_000 }
    );
    assert_eq!(
        segment_ends(" 89860012345678901234 ", good)
            .unwrap()
            .count(),
        1
    );
    let (breaks, count) = walk_segment(0..=999, |_| None).unwrap_err();
    assert_eq!((breaks.len(), count), (LISTED_BREAKS, 1000));
}
