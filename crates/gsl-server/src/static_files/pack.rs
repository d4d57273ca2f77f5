//! `gsl-server pack`: compresses a built console once, so that serving it costs nothing.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

/// What compresses well.
const EXTENSIONS: [&str; 9] = [
    "html",
    "css",
    "js",
    "mjs",
    "wasm",
    "json",
    "svg",
    "txt",
    "webmanifest",
];

/// What a packing did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Packed {
    /// Files compressed now.
    pub written: usize,
    /// Files whose compressed neighbours were newer already.
    pub kept: usize,
    /// Bytes of all compressible files.
    pub plain: u64,
    /// Bytes of their brotli form.
    pub brotli: u64,
}

/// Writes `.br` and `.gz` beside every compressible file below `dist`. Doing it again costs nothing and changes
/// nothing.
///
/// # Errors
/// When a file cannot be read or written.
pub fn pack(dist: &Path) -> io::Result<Packed> {
    let mut packed = Packed::default();
    for file in files(dist)? {
        let extension = file
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or("");
        if !EXTENSIONS.contains(&extension) {
            continue;
        }
        let (br, gz) = (neighbour(&file, ".br"), neighbour(&file, ".gz"));
        packed.plain += fs::metadata(&file)?.len();
        if is_newer(&br, &file) && is_newer(&gz, &file) {
            packed.kept += 1;
        } else {
            let bytes = fs::read(&file)?;
            replace(&br, &brotli(&bytes)?)?;
            replace(&gz, &gzip(&bytes)?)?;
            packed.written += 1;
        }
        packed.brotli += fs::metadata(&br)?.len();
    }
    Ok(packed)
}

fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn neighbour(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn is_newer(packed: &Path, plain: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    time(packed)
        .zip(time(plain))
        .is_some_and(|(packed, plain)| packed >= plain)
}

/// Replaces a file in one step, so that a running service never reads half of it.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = neighbour(path, ".part");
    fs::write(&draft, bytes)?;
    fs::rename(&draft, path)
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
