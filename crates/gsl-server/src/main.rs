//! The `gsl-server` program; see [`gsl_server::cli`].

use std::process::ExitCode;

use gsl_server::cli::{args, run};

fn main() -> ExitCode {
    match args::parse(std::env::args_os().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, whatever a library put into its message.
            eprintln!(
                "gsl-server: {}",
                error.split_whitespace().collect::<Vec<_>>().join(" ")
            );
            ExitCode::FAILURE
        }
    }
}
