//! The `gsl-sim` program; see [`gsl_sim::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    match gsl_sim::cli::run(std::env::args_os().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "gsl-sim: {}",
                error.split_whitespace().collect::<Vec<_>>().join(" ")
            );
            ExitCode::FAILURE
        }
    }
}
