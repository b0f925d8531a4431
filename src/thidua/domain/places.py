"""Places that are bad for a ledger: folders that a service copies to and fro, and folders on another machine."""

from collections.abc import Iterable
from pathlib import PurePath

# a folder's name begins so, in small letters: "OneDrive - UBND huyện", "Google Drive"
_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "drive của tôi": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
_NETWORK = frozenset(
    {"nfs", "nfs3", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "davfs", "ncpfs"}
)
_THROUGH = ("fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfsd", "fuse.glusterfs", "fuse.ceph", "fuse.smbnetfs")


def synced_by(path: PurePath) -> str | None:
    """Name the service that keeps a copy of a path's folder elsewhere, as far as the names of the folders tell."""
    for part in path.parts[:-1]:
        for start, service in _SYNCED.items():
            if part.lower().startswith(start):
                return service
    return None


def network_of(path: PurePath, mounts: Iterable[str]) -> str | None:
    r"""Name the kind of network folder a path lies on: ``UNC`` for ``\\server\share``, else the mount's type.

    ``mounts`` are the lines of ``/proc/mounts``; the innermost mount above the path counts.
    """
    if str(path).startswith(("\\\\", "//")):
        return "UNC"
    found = [(point, kind) for point, kind in map(_mount, mounts) if point and path.is_relative_to(point)]
    kind = max(found, key=lambda one: len(PurePath(one[0]).parts), default=("", ""))[1]
    return kind if kind in _NETWORK or kind.startswith(_THROUGH) else None


def _mount(line: str) -> tuple[str, str]:
    """Read a line: the device, the place, the type; a space in a place is written as its octal number."""
    cells = line.split()
    if len(cells) < len(("device", "place", "type")):
        return "", ""
    return cells[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"), cells[2]
