//! Credentials: access keys, temporary keys or an IAM token, given directly or in files that another program renews.

use crate::secret::Secret;
use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// Longer than any key or token, in bytes.
const LONGEST: u64 = 64 * 1024;

/// Where a key or a token is.
#[derive(Clone, Debug)]
pub enum Source {
    /// Given directly.
    Value(Secret),
    /// On the one line of a file that others cannot read. It is read again when it changes.
    File(PathBuf),
}

impl Source {
    /// A key given directly.
    #[must_use]
    pub fn value(text: impl Into<String>) -> Self {
        Self::Value(Secret::new(text))
    }

    /// A key in a file.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::File(path.into())
    }
}

/// The credentials of an account.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// Requests are signed.
    Keys {
        /// AK.
        access_key: Source,
        /// SK.
        secret_key: Source,
        /// The security token of temporary keys.
        security_token: Option<Source>,
    },
    /// Requests carry a token of IAM, scoped to the project.
    Token(Source),
}

impl Credentials {
    /// Permanent keys.
    #[must_use]
    pub fn keys(access_key: Source, secret_key: Source) -> Self {
        Self::Keys {
            access_key,
            secret_key,
            security_token: None,
        }
    }

    /// Temporary keys. All three change when they are renewed: give files.
    #[must_use]
    pub fn temporary_keys(access_key: Source, secret_key: Source, security_token: Source) -> Self {
        Self::Keys {
            access_key,
            secret_key,
            security_token: Some(security_token),
        }
    }

    /// A token.
    #[must_use]
    pub fn token(token: Source) -> Self {
        Self::Token(token)
    }
}

/// Why a key or a token cannot be used. Says where it is, never what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialsProblem {
    /// The file cannot be read.
    Unreadable(PathBuf, io::ErrorKind),
    /// Other users of this machine can read or change the file.
    OpenToOthers(PathBuf),
    /// It is empty.
    Empty(Option<PathBuf>),
    /// It holds something that is no key: several lines, spaces, characters beyond ASCII, or more than 64 KiB.
    NoKey(Option<PathBuf>),
}

impl fmt::Display for CredentialsProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |path: &Option<PathBuf>| match path {
            Some(path) => path.display().to_string(),
            None => "a key or token that was given".to_owned(),
        };
        match self {
            Self::Unreadable(path, kind) => {
                write!(out, "{} cannot be read: {kind}", path.display())
            }
            Self::OpenToOthers(path) => write!(
                out,
                "{} is open to other users of this machine; run: chmod 600 {}",
                path.display(),
                quoted(path)
            ),
            Self::Empty(path) => write!(out, "{} is empty", place(path)),
            Self::NoKey(path) => write!(
                out,
                "{} is not a single line of visible ASCII characters",
                place(path)
            ),
        }
    }
}

impl std::error::Error for CredentialsProblem {}

/// A path quoted for a shell.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+@%".contains(c);
    if text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// Metadata by which a renewed file is recognized.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    file: u64,
}

impl Stamp {
    fn of(about: &Metadata) -> Self {
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(about);
        #[cfg(not(unix))]
        let file = 0;
        Self {
            modified: about.modified().ok(),
            length: about.len(),
            file,
        }
    }
}

/// A source, and what was last read from its file.
pub(crate) struct Watched {
    source: Source,
    read: Mutex<Option<(Stamp, Secret)>>,
}

impl Watched {
    fn new(source: &Source) -> Self {
        Self {
            source: source.clone(),
            read: Mutex::default(),
        }
    }

    /// The key; the file is read again if it has changed, or always with `afresh`.
    fn get(&self, afresh: bool) -> Result<Secret, CredentialsProblem> {
        let path = match &self.source {
            Source::Value(secret) => {
                check(secret.expose(), None)?;
                return Ok(secret.clone());
            }
            Source::File(path) => path,
        };
        let unreadable =
            |error: io::Error| CredentialsProblem::Unreadable(path.clone(), error.kind());
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let file = File::open(path).map_err(unreadable)?;
        // Metadata of the open file: the name may point to another one by now.
        let about = file.metadata().map_err(unreadable)?;
        closed_to_others(path, &about)?;
        let stamp = Stamp::of(&about);
        if let Some((known, secret)) = read.as_ref()
            && *known == stamp
            && !afresh
        {
            return Ok(secret.clone());
        }
        let mut text = zeroize::Zeroizing::new(String::new());
        file.take(LONGEST + 1)
            .read_to_string(&mut text)
            .map_err(unreadable)?;
        check(text.trim(), Some(path))?;
        let secret = Secret::new(text.trim());
        *read = Some((stamp, secret.clone()));
        Ok(secret)
    }
}

fn check(text: &str, path: Option<&Path>) -> Result<(), CredentialsProblem> {
    let path = path.map(Path::to_path_buf);
    if text.is_empty() {
        return Err(CredentialsProblem::Empty(path));
    }
    let visible = text.bytes().all(|byte| byte.is_ascii_graphic());
    if !visible || u64::try_from(text.len()).is_ok_and(|length| length > LONGEST) {
        return Err(CredentialsProblem::NoKey(path));
    }
    Ok(())
}

/// As PostgreSQL wants it for its keys: a file of a user is for that user alone. One of root may be read by a group, because
/// systemd and Kubernetes hand keys to a service that way.
#[cfg(unix)]
fn closed_to_others(path: &Path, about: &Metadata) -> Result<(), CredentialsProblem> {
    use std::os::unix::fs::MetadataExt;
    let forbidden = if about.uid() == 0 { 0o027 } else { 0o077 };
    if about.mode() & forbidden == 0 {
        Ok(())
    } else {
        Err(CredentialsProblem::OpenToOthers(path.to_path_buf()))
    }
}

#[cfg(not(unix))]
fn closed_to_others(_: &Path, _: &Metadata) -> Result<(), CredentialsProblem> {
    Ok(())
}

/// The credentials that one request uses.
#[derive(PartialEq, Eq)]
pub(crate) enum Current {
    Keys {
        access_key: Secret,
        secret_key: Secret,
        security_token: Option<Secret>,
    },
    Token(Secret),
}

/// Credentials that are checked for changes before each request.
pub(crate) enum Keyring {
    Keys {
        access_key: Watched,
        secret_key: Watched,
        security_token: Option<Watched>,
    },
    Token(Watched),
}

impl Keyring {
    pub(crate) fn new(credentials: &Credentials) -> Self {
        match credentials {
            Credentials::Keys {
                access_key,
                secret_key,
                security_token,
            } => Self::Keys {
                access_key: Watched::new(access_key),
                secret_key: Watched::new(secret_key),
                security_token: security_token.as_ref().map(Watched::new),
            },
            Credentials::Token(token) => Self::Token(Watched::new(token)),
        }
    }

    /// The credentials for the next request.
    pub(crate) fn current(&self) -> Result<Current, CredentialsProblem> {
        self.read(false)
    }

    /// Reads all files again, changed or not, and says whether they differ from `refused`.
    pub(crate) fn renewed(&self, refused: &Current) -> bool {
        self.read(true).is_ok_and(|current| current != *refused)
    }

    fn read(&self, afresh: bool) -> Result<Current, CredentialsProblem> {
        Ok(match self {
            Self::Keys {
                access_key,
                secret_key,
                security_token,
            } => Current::Keys {
                access_key: access_key.get(afresh)?,
                secret_key: secret_key.get(afresh)?,
                security_token: match security_token {
                    Some(token) => Some(token.get(afresh)?),
                    None => None,
                },
            },
            Self::Token(token) => Current::Token(token.get(afresh)?),
        })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Credentials, CredentialsProblem, Current, Keyring, Source};
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::path::Path;

    fn write(path: &Path, text: &str, mode: u32) {
        fs::write(path, text).unwrap();
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    fn token(keyring: &Keyring) -> Result<String, CredentialsProblem> {
        keyring.current().map(|current| match &current {
            Current::Token(token) => token.expose().to_owned(),
            Current::Keys { secret_key, .. } => secret_key.expose().to_owned(),
        })
    }

    #[test]
    fn a_file_that_was_renewed_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token");
        write(&path, "first\n", 0o600);
        let keyring = Keyring::new(&Credentials::token(Source::file(&path)));
        assert_eq!(token(&keyring).unwrap(), "first");
        let refused = keyring.current().unwrap();
        assert!(!keyring.renewed(&refused));

        // The way tools renew a file: a new one is renamed over it.
        let next = folder.path().join("next");
        write(&next, "second\n", 0o600);
        fs::rename(&next, &path).unwrap();
        assert!(keyring.renewed(&refused));
        assert_eq!(token(&keyring).unwrap(), "second");

        // In place, of another length.
        write(&path, "a-third-one", 0o600);
        assert_eq!(token(&keyring).unwrap(), "a-third-one");
        fs::remove_file(&path).unwrap();
        let missing = token(&keyring).unwrap_err().to_string();
        assert!(
            missing.ends_with("token cannot be read: entity not found"),
            "{missing}"
        );
    }

    #[test]
    fn a_file_open_to_others_is_refused_with_the_command_that_mends_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret key");
        write(&path, "", 0o600);
        // The tests may run as root.
        if fs::metadata(&path).unwrap().uid() == 0 {
            chown(&path, Some(65_534), None).unwrap();
        }
        for mode in [0o644, 0o640, 0o604, 0o602, 0o620] {
            write(&path, "TestSkExample", mode);
            let keys = Credentials::keys(Source::value("AK"), Source::file(&path));
            let problem = token(&Keyring::new(&keys)).unwrap_err().to_string();
            let command = format!("run: chmod 600 '{}'", path.display());
            assert!(problem.ends_with(&command), "{problem}");
            assert!(!problem.contains("TestSk"), "{problem}");
        }
        write(&path, "TestSkExample", 0o400);
        let keys = Credentials::keys(Source::value("AK"), Source::file(&path));
        assert_eq!(token(&Keyring::new(&keys)).unwrap(), "TestSkExample");
        // A file of root, which only root can make: for a group, not for everyone and not to write.
        if chown(&path, Some(0), None).is_ok() {
            for (mode, taken) in [(0o440, true), (0o640, true), (0o660, false), (0o644, false)] {
                write(&path, "TestSkExample", mode);
                assert_eq!(token(&Keyring::new(&keys)).is_ok(), taken, "{mode:o}");
            }
        }
    }

    #[test]
    fn what_is_no_key_is_refused_and_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        for text in [
            "",
            " \n",
            "two\nlines",
            "two words",
            "schlüssel",
            &"x".repeat(70_000),
        ] {
            write(&path, text, 0o600);
            let problem = token(&Keyring::new(&Credentials::token(Source::file(&path))));
            let problem = problem.unwrap_err().to_string();
            assert!(!problem.contains("two") && problem.len() < 200, "{problem}");
        }
        let given = Keyring::new(&Credentials::token(Source::value("a\r\nX-Evil: 1")));
        assert_eq!(given.current().err(), Some(CredentialsProblem::NoKey(None)));
    }

    #[test]
    fn credentials_show_no_key() {
        let keys = Credentials::temporary_keys(
            Source::value("TESTAK"),
            Source::value("TestSk"),
            Source::value("TestToken"),
        );
        let shown = format!("{keys:?}");
        assert!(
            !shown.contains("TEST") && !shown.contains("Test"),
            "{shown}"
        );
    }
}
