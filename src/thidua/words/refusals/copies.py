"""What the codes of copies say: of backups that cannot be made or relied on, and of putting one back."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "copy-name-taken": N_("{path} is already there and was left as it is. Give the name of a new file."),
    "journal-orphaned": N_(
        "{journal} lies beside the place of {path} and belongs to a ledger that was there; without it that ledger may "
        "be torn. Nothing was changed; move it beside that ledger, named after it, or give another place."
    ),
    "copy-name-folder": N_("{path} is a folder. Give the name of a new file in it: {path}/thidua.db"),
    "copy-name-none": N_("“{path}” names no file. Give the name of a new file."),
    "copy-folder-missing": N_("{path} cannot be written: there is no folder {folder}. Make it first."),
    "folder-not-writable": N_(
        "No file can be made in the folder {folder}: {detail}. Check the rights of the folder, or give another place."
    ),
    "folder-is-file": N_("{folder} should be a folder, and is a file. Move it away and run the command again."),
    "copy-is-folder": N_("{path} is a folder. Give the name of a backup in it."),
    "copy-foreign": N_("{path} is no copy of a thidua ledger. Nothing was changed; give another file."),
    "copy-damaged": N_("{path} is damaged and cannot be read. Nothing was changed; take another backup."),
    "copy-unsound": N_("{path} cannot be relied on: {finding} ({place}) Nothing was changed; take another backup."),
    "copy-newer": N_(
        "{path} was written by a newer thidua (schema {version}; this program knows {ours}). "
        "Nothing was changed; install the newer program."
    ),
    "copy-older": N_(
        "{path} has schema {version}, older than this program's {ours}. Nothing was changed; make a copy of the file, "
        "upgrade the copy with thidua upgrade --db COPY, and restore that."
    ),
    "copy-unfinished": N_(
        "{path} was left in the middle of a transaction: a journal lies beside it. Nothing was changed; "
        "open it once where it may be written, with thidua status --db {path}, and try again."
    ),
    "backup-unsound": N_(
        "The ledger {path} is not sound, so no backup of it was made: {finding} ({place}) "
        "See: thidua verify --db {path}"
    ),
    "backup-differs": N_(
        "The copy of {path} was not what the ledger is, and was removed. Check the disk and run the command again."
    ),
    "restore-of-itself": N_("{path} is the ledger itself. Give a backup of it."),
    "restore-over-foreign": N_(
        "{path} is no thidua ledger, and was left as it is. Give another place with --db, or move that file away."
    ),
    "restored-unsynced": N_(
        "the disk did not confirm that {path} was replaced: {detail}. Look after the disk, then run: thidua verify"
    ),
    "restored-over-damaged": N_(
        "the ledger that was there could not be read; nothing says what it had recorded since."
    ),
    "restored-another": N_(
        "the backup has no entry in common with the ledger that was there ({entries} entries): it is of another ledger."
    ),
    "restored-older": N_(
        "the backup is older: {lost} entries recorded since, {first} to {last}, are only in the ledger that was kept."
    ),
    "restored-branched": N_(
        "the backup and the ledger that was there differ after entry {shared}: "
        "{lost} entries, {first} to {last}, are only in the ledger that was kept."
    ),
    "restored-names": N_("the backup still holds the names of people forgotten since; forget them again: {tokens}."),
    "person-unknown": N_(
        "Nobody of the name “{text}” is in the ledger. Type the name as it was entered, or its token #1a2b3c4d."
    ),
    "person-unlike": N_("Nobody of the name “{text}” is in the ledger. Did you mean {candidates}?"),
    "person-ambiguous": N_(
        "Several people bear the name {name}: {candidates}. Say which with --post POST or by the token, or --all."
    ),
    "person-post-unknown": N_("Nobody of the name {name} has the post “{post}”. In the ledger are: {posts}."),
    "token-malformed": N_("“{text}” is no token of a person. Write # and at least 8 digits of it: #1a2b3c4d."),
    "token-unknown": N_("The token {text} is nobody's in this ledger."),
    "token-ambiguous": N_("The token {text} may be several people's. Write more digits of it: thidua log has them."),
    "forget-actor": N_(
        "{actor} is who acts now, and this entry would write the name again. Let somebody else do it: --actor NAME."
    ),
    "forget-reason-names": N_(
        "The reason holds the name that is to be forgotten, and reasons stay. Say why without the name."
    ),
    "forget-unfinished": N_(
        "The name is removed and that is recorded, but {path} could not be written anew, and traces may be left in it: "
        "{cause} Then finish with: thidua forget {token} --reason TEXT"
    ),
    "forgot-namesakes": N_("others of that name were left: {candidates}."),
    "forgot-entries-name": N_(
        "the name also stands in what was written in these entries, which are in the chain and stay: {entries}."
    ),
    "forgot-unread": N_("these could not be read, and may hold the name: {files}."),
    "identity-number": N_(
        "{place}: {column} has what looks like an identity number ({number}). "
        "What is recorded stays: leave such numbers out."
    ),
    "identity-numbers-more": N_("{count} more cells have what looks like an identity number."),
    "identity-number-typed": N_(
        "{option} has what looks like an identity number ({number}). What is recorded stays: leave such numbers out."
    ),
    "upgrade-overtaken": N_(
        "Another program wrote to {path} after the backup was made (entry {backed}; the last is {last} now). "
        "Nothing was upgraded; close that program and run the command again."
    ),
    "ledger-replaced": N_(
        "{path} was restored from a backup while this command waited. Nothing was written; run the command again."
    ),
}
