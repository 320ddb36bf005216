//! Replacing a file's bytes: whole or not at all, and only if nobody changed the file meanwhile.

use super::interrupt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use tempfile::{Builder, NamedTempFile};

/// Replaces the bytes of the file at `path` by `after` if they still are `before`. Returns whether they were; if not, the
/// file stays as it is.
///
/// A new file takes the place of the old one in one step: whatever happens, one of them is there, whole. Mode, owner,
/// group and extended attributes stay. A link stays a link, and the file that it leads to is replaced. A file that has
/// several names (hard links) is written in place, so that they all lead to the new text; so is a file whose owner or
/// attributes this user cannot give to a new one. Only there can a power failure leave a part of the text.
///
/// # Errors
///
/// Those of reading and writing the file and its folder. A read-only file is not replaced.
pub(super) fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<bool> {
    // Through a link, so that it stays one.
    let path = &fs::canonicalize(path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let metadata = fs::metadata(path)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let _uninterrupted = interrupt::hold_off();
    if names(&metadata) > 1 {
        return write_in_place(path, before, after);
    }
    let mut new = Builder::new().prefix(".obelus-").tempfile_in(folder)?;
    if dress(new.as_file(), path, &metadata).is_err() {
        return write_in_place(path, before, after);
    }
    new.write_all(after)?;
    new.as_file().sync_all()?;
    let replaced = swap(new, path, before)?;
    // The name, too, is to outlast a power failure, where a folder can be synchronised.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(replaced)
}

/// Writes `bytes` to the file at `path`, which need not be there: as [`replace`] does, in one step. What is no regular file,
/// such as a pipe, takes the bytes as they come.
///
/// # Errors
///
/// Those of writing the file and its folder, and that another program changed the file meanwhile.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => {
            let replaced = replace(path, &fs::read(path)?, bytes)?;
            replaced.then_some(()).ok_or_else(|| io::Error::other("another program writes to it"))
        }
        Ok(_) => fs::write(path, bytes),
        Err(_) => create(path, bytes),
    }
}

/// Creates the file at `path` with these bytes, in one step.
fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _uninterrupted = interrupt::hold_off();
    let mut builder = Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut new = builder.prefix(".obelus-").tempfile_in(folder)?;
    new.write_all(bytes)?;
    new.as_file().sync_all()?;
    new.persist(path)?;
    Ok(())
}

/// Puts `new` in the place of the file at `path` if that file's bytes are `before`. Returns whether they are.
fn swap(new: NamedTempFile, path: &Path, before: &[u8]) -> io::Result<bool> {
    if fs::read(path)? != before {
        return Ok(false);
    }
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        // After an exchange, what another program wrote since the check is still there to be put back. Not all file
        // systems can exchange files.
        if renameat_with(CWD, new.path(), CWD, path, RenameFlags::EXCHANGE).is_ok() {
            let is_same = fs::read(new.path())? == before;
            if is_same {
                new.close()?;
            } else {
                new.persist(path)?;
            }
            return Ok(is_same);
        }
    }
    new.persist(path)?;
    Ok(true)
}

/// Writes `after` into the file at `path` if its bytes are `before`. Returns whether they are.
fn write_in_place(path: &Path, before: &[u8], after: &[u8]) -> io::Result<bool> {
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    let mut now = Vec::with_capacity(before.len() + 1);
    file.read_to_end(&mut now)?;
    if now != before {
        return Ok(false);
    }
    let written = overwrite(&mut file, after);
    if written.is_err() {
        // Where the disk is full, there is still room for what was there.
        let _ = overwrite(&mut file, before);
    }
    written.map(|()| true)
}

fn overwrite(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

/// Gives `new` the owner, the group, the mode and the extended attributes of the file at `path`.
#[cfg(unix)]
fn dress(new: &File, path: &Path, metadata: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    use xattr::FileExt;

    let made = new.metadata()?;
    if (made.uid(), made.gid()) != (metadata.uid(), metadata.gid()) {
        fchown(new, Some(metadata.uid()), Some(metadata.gid()))?;
    }
    // After the owner, a change of which takes away the set-user-ID bit.
    new.set_permissions(metadata.permissions())?;
    if xattr::SUPPORTED_PLATFORM {
        // A file system that has no attributes has none to keep.
        for name in xattr::list(path).into_iter().flatten() {
            let value = xattr::get(path, &name)?;
            if new.get_xattr(&name)? != value {
                new.set_xattr(&name, &value.unwrap_or_default())?;
            }
        }
    }
    Ok(())
}

/// Gives `new` the permissions of the file at `path`.
#[cfg(not(unix))]
fn dress(new: &File, _path: &Path, metadata: &Metadata) -> io::Result<()> {
    new.set_permissions(metadata.permissions())
}

/// The number of names (hard links) of a file.
fn names(metadata: &Metadata) -> u64 {
    #[cfg(unix)]
    return std::os::unix::fs::MetadataExt::nlink(metadata);
    #[cfg(not(unix))]
    {
        let _ = metadata;
        1
    }
}
