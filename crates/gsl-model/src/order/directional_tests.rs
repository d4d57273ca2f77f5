use super::*;
use proptest::prelude::*;

fn read(kind: i32, protocol: &str, address: &str, port: Option<i64>) -> Result<Entry, EntryError> {
    read_entry(Some(kind), protocol, address, port)
}

#[test]
fn q4_1_five_protocols() {
    for protocol in Protocol::ALL {
        assert!(read(1, protocol.name(), "example.com", None).is_ok());
    }
    for other in ["ftp", "HTTP", "", "mqtts"] {
        assert_eq!(
            read(1, other, "example.com", None),
            Err(EntryError::Protocol)
        );
    }
    assert_eq!(read(3, "tcp", "example.com", None), Err(EntryError::Kind));
    assert_eq!(
        read_entry(None, "tcp", "example.com", None),
        Err(EntryError::Kind)
    );
}

#[test]
fn wildcards_are_the_first_part_of_a_domain() {
    use EntryError::{Wildcard, WildcardPlace};
    for (kind, protocol, address, expected) in [
        (1, "tcp", "*.example.com", None),
        (1, "https", "*.iot.Example.COM", None),
        (1, "mqtt", "*.example.com", Some(Wildcard)),
        (2, "http", "10.0.0.*", Some(Wildcard)),
        (1, "http", "*cdn.ubi.com", Some(WildcardPlace)),
        (1, "http", "*.cc.163.com*", Some(WildcardPlace)),
        (1, "http", "a.*.com", Some(WildcardPlace)),
        (1, "http", "*.com", Some(WildcardPlace)),
        (1, "http", "*", Some(WildcardPlace)),
    ] {
        assert_eq!(
            read(kind, protocol, address, None).err(),
            expected,
            "{address}"
        );
    }
}

#[test]
fn addresses() {
    use EntryError::{AddressEmpty, AddressParts, Domain, Ip};
    let long = "a".repeat(64);
    for (kind, address, expected) in [
        (2, "127.0.0.1", None),
        (2, "256.0.0.1", Some(Ip)),
        (2, "1.2.3", Some(Ip)),
        (2, "1.2.3.04", Some(Ip)),
        (2, "1.2.3.+4", Some(Ip)),
        (2, "1.2.3.4.5", Some(Ip)),
        (2, "example.com", Some(Ip)),
        (1, "a-b.example.com", None),
        (1, "xn--fsqu00a.xn--0zwm56d", None),
        (1, "example", Some(Domain)),
        (1, "-a.example.com", Some(Domain)),
        (1, "a..com", Some(Domain)),
        (1, "10.1.2.3", Some(Domain)),
        (1, "例子.com", Some(Domain)),
        (1, &format!("{long}.com"), Some(Domain)),
        (1, "https://example.com", Some(AddressParts)),
        (1, "example.com:80", Some(AddressParts)),
        (1, "example.com/path", Some(AddressParts)),
        (1, "  ", Some(AddressEmpty)),
    ] {
        assert_eq!(
            read(kind, "http", address, None).err(),
            expected,
            "{address}"
        );
    }
}

#[test]
fn ports() {
    for (port, good) in [
        (1, true),
        (65_535, true),
        (0, false),
        (65_536, false),
        (-1, false),
    ] {
        let entry = read(1, "tcp", "example.com", Some(port));
        assert_eq!(entry.is_ok(), good, "{port}");
    }
    assert_eq!(
        read(2, "tcp", "1.2.3.4", None),
        Err(EntryError::PortMissing)
    );
    assert_eq!(EntryError::PortMissing.field(), "port");
    assert!(read(2, "https", "1.2.3.4", None).is_ok());
}

#[test]
fn q4_3_which_states_allow_what() {
    use DirectionalState::*;
    for &state in DirectionalState::ALL {
        assert_eq!(DirectionalState::from_code(state.code()), Some(state));
        let edit = !matches!(state, Configuring | Reviewing | Deleting);
        let delete = matches!(state, Pending | Effective | Rejected | Changing);
        assert_eq!(can_edit(state).is_ok(), edit, "{state:?}");
        assert_eq!(can_delete(state, 1).is_ok(), delete, "{state:?}");
        assert!(can_delete(state, 0).is_err());
    }
    assert_eq!(can_delete(Effective, 0), Err(ChangeRefusal::LastEntry));
    assert_eq!(can_delete(Deleting, 0), Err(ChangeRefusal::State(Deleting)));
}

#[test]
fn limits_of_carriers() {
    let telecom = limits(Carrier::Telecom, false);
    assert_eq!(check_count(telecom, 5, 5), Ok(()));
    assert_eq!(
        check_count(telecom, 6, 0),
        Err(ChangeRefusal::TooManyIps(5))
    );
    assert_eq!(
        check_count(telecom, 0, 11),
        Err(ChangeRefusal::TooManyDomains(10))
    );
    assert_eq!(check_count(telecom, 5, 6), Err(ChangeRefusal::TooMany(10)));
    let three = limits(Carrier::Mobile, true);
    assert_eq!(check_count(three, 10, 0), Ok(()));
    assert_eq!(check_count(three, 10, 1), Err(ChangeRefusal::TooMany(10)));
    for carrier in [Carrier::Mobile, Carrier::Unicom] {
        assert_eq!(check_count(limits(carrier, false), 500, 500), Ok(()));
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(
        kind in 0..4, protocol in "\\PC{0,6}", address in "\\PC{0,40}", port in any::<Option<i64>>()
    ) {
        let _ = read(kind, &protocol, &address, port);
    }

    #[test]
    fn what_is_read_reads_again(
        domain in "(\\*\\.)?[a-z0-9]{1,10}(-[a-z0-9]{1,5})?(\\.[a-z]{2,5}){1,3}", port in 1_i64..=65_535, at in 0..5_usize
    ) {
        let protocol = Protocol::ALL[at];
        if let Ok(entry) = read(1, protocol.name(), &domain, Some(port)) {
            let again = read(entry.kind.code(), entry.protocol.name(), &entry.address, entry.port.map(i64::from));
            prop_assert_eq!(again, Ok(entry));
            prop_assert!(!domain.contains('*') || protocol != Protocol::Mqtt);
        } else {
            prop_assert!(domain.starts_with('*') && (protocol == Protocol::Mqtt || domain.matches('.').count() < 2));
        }
    }

    #[test]
    fn ips_are_read_as_they_are(ip in any::<[u8; 4]>(), port in 1_i64..=65_535) {
        let [a, b, c, d] = ip;
        let text = format!("{a}.{b}.{c}.{d}");
        let entry = read(2, "udp", &text, Some(port)).unwrap();
        prop_assert_eq!(entry.address, text);
    }
}
