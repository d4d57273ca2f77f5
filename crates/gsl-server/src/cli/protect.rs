//! Keys stay in memory only: no core dumps.

/// No core dump, whatever happens. On Linux other processes of the same user cannot read its memory or environment either.
///
/// # Errors
/// One sentence when the system refuses.
pub fn no_core_dumps() -> Result<(), String> {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        setrlimit(Resource::Core, none)
            .map_err(|error| format!("core dumps cannot be switched off: {error}"))?;
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        // A handler in `core_pattern` receives dumps despite the limit above.
        set_dumpable_behavior(DumpableBehavior::NotDumpable)
            .map_err(|error| format!("core dumps cannot be switched off: {error}"))?;
    }
    Ok(())
}
