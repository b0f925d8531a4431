"""Places that are bad for a ledger, told by names and by the list of mounts."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from thidua.domain.places import network_of, synced_by

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/so /srv/so nfs4 rw,vers=4.2 0 0
/dev/sdb1 /srv/so/local ext4 rw 0 0
//may-chu/chung /media/o\\040chung cifs rw 0 0
lan@may:/home /home/lan/xa fuse.sshfs rw 0 0
broken
""".splitlines()


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PureWindowsPath(r"C:\Users\lan\OneDrive\thidua.db"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\lan\OneDrive - UBND huyện\2024\thidua.db"), "OneDrive"),
        (PureWindowsPath(r"G:\My Drive\thidua.db"), "Google Drive"),
        (PureWindowsPath(r"G:\Drive của tôi\thidua.db"), "Google Drive"),
        (PurePosixPath("/home/lan/Dropbox (Huyện)/thidua.db"), "Dropbox"),
        (PurePosixPath("/Users/lan/Library/Mobile Documents/com~apple~CloudDocs/thidua.db"), "iCloud"),
        (PureWindowsPath(r"C:\Users\lan\iCloudDrive\thidua.db"), "iCloud"),
        (PurePosixPath("/home/lan/Nextcloud/thidua.db"), "Nextcloud"),
        (PurePosixPath("/home/lan/dropbox.db"), None),
        (PurePosixPath("/home/lan/Phong trào/thidua.db"), None),
        (PurePosixPath("thidua.db"), None),
    ],
)
def test_a_folder_that_a_service_copies_is_known_by_its_name(path, service):
    assert synced_by(path) == service


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (PureWindowsPath(r"\\may-chu\chung\thidua.db"), "UNC"),
        (PurePosixPath("//may-chu/chung/thidua.db"), "UNC"),
        (PureWindowsPath(r"C:\thidua\thidua.db"), None),
        (PurePosixPath("/srv/so/thidua.db"), "nfs4"),
        (PurePosixPath("/srv/so/local/thidua.db"), None),
        (PurePosixPath("/srv/so-khac/thidua.db"), None),
        (PurePosixPath("/media/o chung/2024/thidua.db"), "cifs"),
        (PurePosixPath("/home/lan/xa/thidua.db"), "fuse.sshfs"),
        (PurePosixPath("/home/lan/thidua.db"), None),
    ],
)
def test_a_network_folder_is_known_by_its_path_or_its_mount(path, kind):
    assert network_of(path, MOUNTS) == kind


def test_without_a_list_of_mounts_only_the_path_tells():
    assert network_of(PurePosixPath("/srv/so/thidua.db"), []) is None
