"""What the codes of ``thidua doctor`` say: of the file's rights, its place, its copies, the clock and the terminal."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "place-synced": N_(
        "{path} lies in a folder that {service} copies to and fro: it may copy half an entry, or bring back an old "
        "file. Move the ledger to a folder of this computer, and put backups there instead: thidua backup"
    ),
    "place-network": N_(
        "{path} lies on a network folder ({kind}), where locks cannot be trusted: two commands may harm each other. "
        "Move the ledger to a disk of this computer, and put backups there instead: thidua backup"
    ),
    "disk-nearly-full": N_("The disk of {path} has {free} left; {wanted} should be free. Make room before you go on."),
    "locale-not-utf8": N_(
        "The terminal is set to {encoding}: Vietnamese may be shown wrong. Set it to UTF-8, for instance: "
        "export LC_ALL=C.UTF-8"
    ),
    "mode-open": N_("{path} may be read or written by others (rights {mode}). Run: chmod 600 {path}"),
    "folder-open": N_("Others may change the folder {path} (rights {mode}). Run: chmod go-w {path}"),
    "journal-mode-changed": N_(
        "Another program set {path} to journal mode {mode}. Close that program, make a copy with thidua backup, and go "
        "on with thidua restore of it."
    ),
    "journal-left": N_(
        "{left} lies beside the ledger: a command was interrupted, or another program has the ledger open. Leave both "
        "files together, close other programs, run thidua status --db {path}, then thidua verify --db {path}"
    ),
    "ledger-unreadable": N_("{path} cannot be read now. See what it is: thidua verify --db {path}"),
    "clock-behind": N_(
        "The clock says {now}, but entry {entry} was recorded at {at}. Set the computer's date and time before you "
        "record."
    ),
    "backup-none": N_("There is no backup of {path} ({entries} entries) beside it. Run: thidua backup --db {path}"),
    "backup-behind": N_("The last backup, {copy} of {day}, is {behind} entries behind. Run: thidua backup"),
}
