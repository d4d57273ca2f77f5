//! The command line.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use lexopt::prelude::*;

use crate::clock::parse_now;
use crate::http::origin::Hosts;
use crate::work_orders::CarrierSimulation;

/// How to call the program.
pub const USAGE: &str = "\
gsl-server: a local Global SIM Link service and the console

  gsl-server serve [--listen 127.0.0.1:8080] [--db gsl.db] [--dist DIR] [--cards 20000] [--seed 1]
                   [--now RFC3339] [--time-scale 17280] [--failures 20] [--host NAME]... [--insecure]
  gsl-server serve --account FILE [--listen 127.0.0.1:8080] [--db account.db] [--dist DIR] [--host NAME]... [--insecure]
  gsl-server seed  [--db gsl.db] [--cards 20000] [--seed 1] [--now RFC3339]
  gsl-server check --account FILE
  gsl-server pack  --dist DIR

serve  serves the API and, with --dist, the console; a missing database is made first. With --account it shows the
       account that FILE describes, of which it keeps a mirror in the database, instead of a demo fleet
seed   makes a database with a demo fleet
check  tells whether the account that FILE describes can be read, with one call
pack   writes .br and .gz beside every compressible file of a built console

The service has no sign-in. It listens beyond this machine only with --insecure, and answers only requests for localhost,
127.0.0.1, [::1], the address they came in at, and each --host NAME

--now starts the service's clock at an instant; --time-scale divides processing times
(17280 makes a working day five seconds), never the calendar; --failures is how many
of a thousand changes of a card fail at the carrier
";

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Print the usage.
    Help,
    /// Print the version.
    Version,
    /// Run the service.
    Serve {
        /// Address to listen on.
        listen: SocketAddr,
        /// Database and demo fleet.
        data: Data,
        /// The built console.
        dist: Option<PathBuf>,
        /// Divisor of processing times, and how many fail.
        simulation: CarrierSimulation,
        /// What it answers for beyond the loopback names.
        hosts: Hosts,
        /// `account.toml` of the account to mirror, instead of a demo fleet.
        account: Option<PathBuf>,
    },
    /// Make a database.
    Seed(Data),
    /// Find out whether an account can be read.
    Check {
        /// `account.toml`.
        account: PathBuf,
    },
    /// Compress the built console.
    Pack(PathBuf),
}

/// The database and how to make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// The file.
    pub db: PathBuf,
    /// Cards of a new fleet.
    pub cards: i64,
    /// Seed of a new fleet.
    pub seed: u64,
    /// Start of the service's clock, ms; the machine's time when absent.
    pub now_ms: Option<i64>,
}

fn number<T: std::str::FromStr>(name: &str, value: OsString) -> Result<T, String> {
    let text = value.to_string_lossy();
    text.parse()
        .map_err(|_| format!("--{name} {text:?} is not a whole number in range"))
}

fn value(parser: &mut lexopt::Parser) -> Result<OsString, String> {
    parser.value().map_err(|error| error.to_string())
}

/// The address to listen on. Beyond this machine only when that is said.
fn address(text: &str, insecure: bool) -> Result<SocketAddr, String> {
    let numeric = match text.rsplit_once(':') {
        Some((name, port)) if name.eq_ignore_ascii_case("localhost") => {
            &format!("127.0.0.1:{port}")
        }
        _ => text,
    };
    let listen: SocketAddr = numeric.parse().map_err(|_| {
        format!("--listen {text:?} is not an address such as 127.0.0.1:8080 or localhost:8080")
    })?;
    if !listen.ip().is_loopback() && !insecure {
        return Err(format!(
            "--listen {text} opens the service to the network, but it has no sign-in: whoever reaches it can change every \
             card; listen on 127.0.0.1, or add --insecure when something in front of it keeps strangers out"
        ));
    }
    Ok(listen)
}

/// Reads the arguments after the program's name.
///
/// # Errors
/// One sentence.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_args(args);
    let mut command: Option<String> = None;
    let mut db = None;
    let mut data = Data {
        db: "gsl.db".into(),
        cards: 20_000,
        seed: 1,
        now_ms: None,
    };
    let mut listen = "127.0.0.1:8080".to_owned();
    let (mut names, mut insecure) = (Vec::new(), false);
    let (mut dist, mut account) = (None, None);
    let mut simulation = CarrierSimulation {
        scale: 17_280,
        failures: 20,
    };
    while let Some(arg) = parser.next().map_err(|error| error.to_string())? {
        match arg {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("listen") => listen = value(&mut parser)?.to_string_lossy().into_owned(),
            Long("host") => names.push(value(&mut parser)?.to_string_lossy().into_owned()),
            Long("insecure") => insecure = true,
            Long("db") => db = Some(PathBuf::from(value(&mut parser)?)),
            Long("dist") => dist = Some(PathBuf::from(value(&mut parser)?)),
            Long("account") => account = Some(PathBuf::from(value(&mut parser)?)),
            Long("cards") => data.cards = number("cards", value(&mut parser)?)?,
            Long("seed") => data.seed = number("seed", value(&mut parser)?)?,
            Long("now") => data.now_ms = Some(parse_now(&value(&mut parser)?.to_string_lossy())?),
            Long("time-scale") => simulation.scale = number("time-scale", value(&mut parser)?)?,
            Long("failures") => simulation.failures = number("failures", value(&mut parser)?)?,
            Value(name) if command.is_none() => command = Some(name.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    data.db = db.unwrap_or_else(|| {
        // Beside a demo fleet of the same folder.
        let name = if account.is_some() {
            "account.db"
        } else {
            "gsl.db"
        };
        name.into()
    });
    if !(0..=5_000_000).contains(&data.cards) {
        return Err("--cards must be from 0 to 5000000".to_owned());
    }
    if !(1..=1_000_000).contains(&simulation.scale) {
        return Err("--time-scale must be from 1 to 1000000".to_owned());
    }
    if simulation.failures > 1_000 {
        return Err("--failures must be from 0 to 1000".to_owned());
    }
    match command.as_deref() {
        Some("serve") => {
            let listen = address(&listen, insecure)?;
            let hosts = Hosts::new(names.iter().map(String::as_str)).map_err(|name| {
                format!("--host {name:?} is not a name such as console.example.com, without scheme and port")
            })?;
            Ok(Command::Serve {
                listen,
                data,
                dist,
                simulation,
                hosts,
                account,
            })
        }
        Some("seed") => Ok(Command::Seed(data)),
        Some("pack") => dist
            .map(Command::Pack)
            .ok_or_else(|| "pack needs --dist DIR".to_owned()),
        Some("check") => account
            .map(|account| Command::Check { account })
            .ok_or_else(|| "check needs --account FILE".to_owned()),
        Some(other) => Err(format!(
            "there is no command {other:?}; try gsl-server --help"
        )),
        None => Err("no command; try gsl-server --help".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn defaults_are_loopback_and_twenty_thousand_cards() {
        let Ok(Command::Serve {
            listen,
            data,
            dist,
            simulation,
            ..
        }) = read("serve")
        else {
            panic!("serve")
        };
        assert!(listen.ip().is_loopback());
        assert_eq!(
            (
                data.cards,
                data.seed,
                dist,
                simulation.scale,
                simulation.failures
            ),
            (20_000, 1, None, 17_280, 20)
        );
    }

    #[test]
    fn an_account_has_a_database_of_its_own() {
        let db = |line: &str| match read(line) {
            Ok(Command::Serve { data, account, .. }) => (data.db, account.is_some()),
            other => panic!("{other:?}"),
        };
        assert_eq!(db("serve"), ("gsl.db".into(), false));
        assert_eq!(db("serve --account a.toml"), ("account.db".into(), true));
        assert_eq!(
            db("serve --account a.toml --db b.db"),
            ("b.db".into(), true)
        );
    }

    #[test]
    fn mistakes_are_named() {
        for (line, word) in [
            ("", "--help"),
            ("dance", "dance"),
            ("serve --cards many", "--cards"),
            ("serve --cards -1", "--cards"),
            ("serve --listen nowhere", "--listen"),
            ("serve --listen elsewhere:8080", "--listen"),
            ("serve --host http://console.example", "--host"),
            ("serve --host console.example:8080", "--host"),
            ("serve --now tomorrow", "--now"),
            ("serve --time-scale 0", "--time-scale"),
            ("serve --failures 1001", "--failures"),
            ("pack", "--dist"),
            ("check", "--account"),
            ("serve extra", "extra"),
            ("serve --port 1", "--port"),
        ] {
            let error = read(line).unwrap_err();
            assert!(error.contains(word), "{line}: {error}");
        }
    }

    #[test]
    fn s3_listening_beyond_this_machine_has_to_be_meant() {
        let listen = |line: &str| match read(line) {
            Ok(Command::Serve { listen, .. }) => Ok(listen.to_string()),
            Ok(other) => panic!("{other:?}"),
            Err(error) => Err(error),
        };
        for open in [
            "0.0.0.0:8080",
            "[::]:8080",
            "192.168.1.5:80",
            "[fd00::1]:80",
            "[::ffff:127.0.0.1]:80",
        ] {
            let error = listen(&format!("serve --listen {open}")).unwrap_err();
            for word in [open, "no sign-in", "127.0.0.1", "--insecure"] {
                assert!(error.contains(word), "{error}");
            }
            assert_eq!(
                listen(&format!("serve --listen {open} --insecure")).unwrap(),
                open
            );
            assert_eq!(
                listen(&format!("serve --insecure --listen {open}")).unwrap(),
                open
            );
        }
        for (own, address) in [
            ("127.0.0.1:0", "127.0.0.1:0"),
            ("127.8.9.1:80", "127.8.9.1:80"),
            ("[::1]:80", "[::1]:80"),
            ("localhost:8080", "127.0.0.1:8080"),
            ("LOCALHOST:8080", "127.0.0.1:8080"),
        ] {
            assert_eq!(listen(&format!("serve --listen {own}")).unwrap(), address);
        }
        assert!(
            listen("serve --listen localhost:http")
                .unwrap_err()
                .contains("--listen")
        );
    }
}
