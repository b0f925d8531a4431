"""What the codes of a ledger say that cannot be opened, read or written, and of things it does not know."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "ledger-missing": N_("There is no ledger at {path}. Make one with: thidua init --db {path}"),
    "ledger-is-folder": N_("{path} is a folder, not a ledger. Give a file: --db {path}/thidua.db"),
    "ledger-no-file": N_("{path} is a pipe or a device, not a ledger. Give a file with --db."),
    "ledger-empty": N_("{path} is an empty file, not a ledger. Remove it and run: thidua init --db {path}"),
    "ledger-not-sqlite": N_(
        "{path} is not a thidua ledger: it is some other kind of file. Give another file with --db."
    ),
    "ledger-foreign": N_("{path} is another program's SQLite file, not a thidua ledger. Give another file with --db."),
    "ledger-damaged": N_("{path} is damaged and cannot be read as a ledger. Go back to your last good copy of it."),
    "ledger-exists": N_("{path} is already there and was left as it is. Give another file with --db."),
    "ledger-newer": N_(
        "{path} was written by a newer thidua (schema {version}; this program knows {ours}). Install the newer program."
    ),
    "ledger-older": N_(
        "{path} has schema {version}, older than this program's {ours}. "
        "Run: thidua upgrade --db {path} (a backup is made first)"
    ),
    "ledger-too-old": N_(
        "{path} has schema {version}, of before the first release that is upgraded (this program has {ours}). "
        "Open it with the program that made it, or make a new ledger with thidua init and import your files again."
    ),
    "ledger-busy": N_("{path} is held by another program. Nothing was written; try again when it has finished."),
    "ledger-read-only": N_(
        "{path} may not be written. Nothing was written; check the rights of the file and its folder."
    ),
    "disk-full": N_("The disk of {path} is full. Nothing was written; free some space and run the command again."),
    "ledger-io": N_("{path} could not be read or written ({detail}). Nothing was written; check the disk."),
    "later-busy": N_("{path} is held by another program."),
    "later-replaced": N_("Meanwhile {path} was restored from a backup, which may hold the name as well."),
    "later-read-only": N_("{path} may not be written; check the rights of the file and its folder."),
    "later-full": N_("The disk of {path} is full; free some space."),
    "later-io": N_("{path} could not be read or written ({detail}); check the disk."),
    "output-is-ledger": N_("{path} is the ledger itself, and was left as it is. Give another file with -o."),
    "file-not-writable": N_("{path} cannot be written: {detail}."),
    "file-not-readable": N_("{path} cannot be read: {detail}."),
    "file-is-device": N_("{path} is a device, and may never end. Give a file, or - for standard input."),
    "file-is-folder": N_("{path} is a folder. Give a file in it."),
    "file-changed": N_("{path} was written to while it was read. Nothing was stored; run the command again."),
    "file-missing": N_("There is no file {path}. Check the name and the folder."),
    "ruleset-unreadable": N_(
        "Version {version} of campaign {campaign} in the ledger cannot be understood by this program. "
        "Use the program that launched it."
    ),
    "campaign-none": N_("No campaign has been launched in this ledger. Run: thidua launch FILE"),
    "campaign-which": N_("The ledger holds several campaigns: {known}. Say which with --campaign CODE."),
    "campaign-unknown": N_("There is no campaign “{text}” in the ledger. It holds: {known}."),
    "version-unknown": N_(
        "There is no version {version} of the campaign; the last is {last}. See: thidua campaign list"
    ),
    "evaluation-unknown": N_("{month} has no evaluation {evaluation}; its last is {last}."),
    "nothing-evaluated": N_("No month has been evaluated yet. Run: thidua evaluate --month MONTH"),
    "nothing-evaluated-then": N_(
        "By entry {entry} no month had been evaluated. Give a later --as-of, or leave it out."
    ),
    "month-not-evaluated-then": N_(
        "By entry {entry}, {month} had not been evaluated. Give a later --as-of, or leave it out."
    ),
    "month-not-evaluated": N_("{month} has not been evaluated. Run: thidua evaluate --month {month}"),
    "unit-unknown": N_("There is no unit “{text}”. See: thidua unit list"),
    "unit-unlike": N_(
        "There is no unit “{text}”. Did you mean {candidates}? Type the code, or the name with its marks."
    ),
    "unit-ambiguous": N_("“{text}” may be several units: {candidates}. Give the code."),
    "registration-unknown": N_("There is no registration “{text}”. See: thidua report registrations"),
    "registration-unlike": N_(
        "There is no registration “{text}”. Did you mean {candidates}? Type the code, or the name with its marks."
    ),
    "registration-ambiguous": N_("“{text}” may be several registrations: {candidates}. Give the code."),
    "line-unknown": N_("There is no criterion “{text}” in this track. See: thidua campaign show"),
    "line-unlike": N_("There is no criterion “{text}” in this track. Did you mean {candidates}?"),
    "line-ambiguous": N_("“{text}” may be several criteria: {candidates}. Give the code."),
    "heading-unknown": N_(
        "“{text}” heads a column and is no criterion of the campaign. Rename the heading, or delete the column. "
        "The criteria: thidua campaign show"
    ),
    "heading-unlike": N_(
        "“{text}” heads a column and is no criterion of the campaign. Did you mean {candidates}? "
        "Rename the heading, or delete the column."
    ),
    "heading-ambiguous": N_("The heading “{text}” may be several criteria: {candidates}. Write the code."),
    "nominee-unknown": N_("“{text}” is not in the evaluation of {month}. See: thidua report standings --month {month}"),
    "nominee-unlike": N_("“{text}” is not in the evaluation of {month}. Did you mean {candidates}?"),
    "nominee-ambiguous": N_("“{text}” may be several of the evaluation of {month}: {candidates}. Give the code."),
    "unit-differs": N_(
        "Unit {code} is already recorded otherwise for that time. "
        "For a change from a day on, give valid_from (--from DATE); to correct what was recorded, give --reason."
    ),
    "unit-under-itself": N_("Unit {code} would be under itself: {path}. Give another parent."),
    "row-repeats": N_("{code} says this already at {first}. Keep one of the two."),
    "score-repeats": N_("{code} already has a value for {criterion} at {first}. Keep one of the two."),
    "score-differs": N_(
        "{code} already has {before} for {criterion} in {month}. "
        "To replace it by {value}, say why with --reason TEXT; for a file, with --update --reason TEXT."
    ),
    "score-by-hand": N_(
        "{code} has {before} for {criterion} in {month}, entered by hand for a reason (entry {entry}); "
        "a file leaves it alone. To replace it: thidua score {code} {criterion} VALUE --month {month} --reason TEXT"
    ),
    "score-note-differs": N_(
        "{code} already has just that for {criterion} in {month}, with another note or none. "
        "To record the new note, say why with --reason TEXT; for a file, with --update --reason TEXT."
    ),
    "decision-differs": N_(
        "Decision {number} is already recorded, dated {known_on}, signed by {known_signatory}. "
        "Use the same date and signatory, or another number."
    ),
    "option-missing": N_("Option {option} is missing. See --help."),
    "option-unknown-format": N_("“{text}” is no format. Use one of: {known}."),
    "item-malformed": N_(
        "“{text}” is not an item of content. Write: CONTENT | GOAL | DEADLINE | TAGS, the last three may be left out."
    ),
    "nominee-malformed": N_("“{text}” is not a nominee with votes. Write: CODE=YES/NO, for instance MH-01=8/1."),
    "settings-malformed": N_("{path} cannot be read as settings: {detail}. Correct it, or remove the file."),
    "settings-key-unknown": N_("{path} has an unknown setting “{key}”. The settings are: {known}."),
    "wait-malformed": N_("THIDUA_WAIT is “{text}”; write a number of seconds, for instance 30."),
    "setting-blank": N_("{place}: {key} is blank. Give a value, or leave it out."),
    "option-conflict": N_("{first} and {second} do not go together. Give one of them."),
    "already-recorded": N_("Just that is already recorded for {code} on {on}. Nothing was added."),
    "option-misspelt": N_("There is no option {option}. Did you mean {meant}?"),
    "option-unknown": N_("There is no option {option}. See --help."),
    "option-without-value": N_("Option {option} needs a value. See --help."),
    "option-takes-no-value": N_("Option {option} takes no value. Write it alone."),
    "argument-extra": N_("“{text}” is more than the command takes. See: {command} --help"),
    "argument-not-utf8": N_("“{text}” is not UTF-8 text. Type it in a terminal set to UTF-8."),
    "option-for-other": N_("{option} does not belong here; it belongs to: {command}"),
    "parameter-missing": N_("{name} is missing. See: {command} --help"),
    "usage-wrong": N_("The command cannot be understood: {detail} See: {command} --help"),
    "command-misspelt": N_("There is no command “{name}”. Did you mean {meant}?"),
    "command-unknown": N_("There is no command “{name}”. See: {command} --help"),
    "choice-wanted": N_("{option} cannot be “{text}”. Use one of: {known}."),
    "answer-wanted": N_("{option} cannot be “{text}”. Say yes or no."),
    "content-blank": N_("The content of an item may not be blank."),
    "output-failed": N_("The output could not be written: {detail}. What the command had stored is stored."),
    "file-failed": N_("{path} could not be read or written: {detail}."),
}
