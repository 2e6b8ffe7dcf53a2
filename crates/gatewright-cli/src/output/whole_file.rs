//! A file that is written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many files were begun, so that no two have one name.
static BEGUN: AtomicUsize = AtomicUsize::new(0);

/// Writes a file, or leaves what was there as it was.
///
/// The text goes to a new file in the same folder, which then takes the name. What is no file, such
/// as `/dev/stdout`, is written to directly. A file that nobody may write to is not replaced, though
/// its folder would allow that.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return File::options().write(true).open(path)?.write_all(text.as_bytes());
    }
    // Behind a link, the file that it leads to is replaced, and not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let mut name = OsString::from(".");
    name.push(path.file_name().ok_or(io::ErrorKind::InvalidInput)?);
    name.push(format!(".{}-{}.tmp", process::id(), BEGUN.fetch_add(1, Ordering::Relaxed)));
    let temporary = path.with_file_name(name);
    let mut file = File::create_new(&temporary)?;
    let written = (|| {
        file.write_all(text.as_bytes())?;
        if let Some(old) = &old {
            keep_owner(&file, old);
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&temporary, &path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Leaves a file to whom it belonged, where that is allowed: in a container everybody is root.
#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};

    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}
