//! What the system does to a process that writes more than it may.

/// From here on a write beyond the limit on file sizes (`ulimit -f`) fails like one on a full disk. The
/// signal that the system sends with it would end the process between two files. Meant for `main`: a
/// library leaves its process's signals alone.
pub fn survive_full_disk() {
    #[cfg(unix)]
    {
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(|| {
            // Whether the signal came does not matter: the write itself fails. Where it cannot be taken
            // over, the process ends as it always did, and every file is still whole.
            let came = std::sync::Arc::default();
            let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, came);
        });
    }
}
