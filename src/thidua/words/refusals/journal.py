"""What the codes of the journal say: of entries and what may become of them, of months closed, of looking back."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "entry-unknown": N_("There is no entry {entry} in the ledger; the last is {last}. See: thidua log"),
    "entry-malformed": N_("“{text}” is not an entry. Write its number, such as: thidua log 12"),
    "point-malformed": N_("“{text}” is neither an entry nor a day. Write a number such as 12, or a day such as {day}."),
    "between-backwards": N_(
        "{first} is entry {after} and {second} is entry {upto}, which comes first. Write the earlier one first."
    ),
    "since-after-until": N_("{since} comes after {until}. Write the earlier day with --since, the later with --until."),
    "rows-wanted": N_("--rows cannot be “{text}”. Write a whole number, or all."),
    "last-of-none": N_("--last 0 would show nothing. Write how many entries to show."),
    "verb-unknown": N_("No entry is of the verb “{text}”. The verbs in this ledger: {known}."),
    "verb-misspelt": N_("No entry is of the verb “{text}”. Did you mean {meant}? The verbs in this ledger: {known}."),
    "actor-unknown": N_("Nobody called “{text}” made an entry. See who did: thidua log"),
    "actor-unlike": N_("Nobody called “{text}” made an entry. Did you mean {candidates}?"),
    "actor-ambiguous": N_("“{text}” may be several people: {candidates}. Type the name with its marks."),
    "as-of-to-come": N_("{day} is yet to come; today is {today}. Give a day that is over, or an entry."),
    "as-of-before-ledger": N_("The ledger had no entry by the end of {day}. See: thidua log"),
    "anchor-malformed": N_("“{text}” is not an anchor. An anchor is 16 hex digits, as in 1a2b-3c4d-5e6f-7a8b."),
    "void-already": N_("Entry {entry} is void already, by entry {by}."),
    "void-never-close": N_("Entry {entry} closed a month. To open it again: thidua reopen --month MONTH --reason TEXT"),
    "void-never-reopen": N_("Entry {entry} opened a month again. To close it: thidua close --month MONTH"),
    "void-never-other": N_(
        "Entry {entry} ({verb}) cannot be voided: it is about the ledger itself. See what can be: thidua log"
    ),
    "void-never-void": N_("Entry {entry} is itself a voiding and stays. Enter again what it took back."),
    "void-moves-evaluated": N_(
        "evaluation {evaluation} of {month}, and whatever was voted, commended or reviewed on it, "
        "stands on figures that have changed; it is marked stale."
    ),
    "void-recounts-evaluated": N_(
        "evaluation {evaluation} of {month} lists others than count in it now. Run: thidua evaluate --month {month}"
    ),
    "entry-of-another": N_("Entry {entry} is of campaign {campaign}. Say --campaign {campaign}, or leave it out."),
    "void-depended-on": N_(
        "Entry {by} depends on entry {entry}: {summary}. Void it first: thidua void {by} --reason TEXT"
    ),
    "void-depended-on-for-good": N_(
        "Entry {by} depends on entry {entry} and is never voided: {summary}. Entry {entry} stays."
    ),
    "void-depended-on-more": N_("And {more} earlier entries depend on entry {entry}."),
    "template-empty": N_("In {month} nobody is to be scored, or no line is due: there is nothing to fill in."),
    "month-closed": N_(
        "{month} is closed, since entry {entry}: it takes nothing more. "
        "To open it again: thidua reopen --month {month} --reason TEXT"
    ),
    "unsettled-not-over": N_("{month} is not over: it ends on {last}."),
    "unsettled-not-evaluated": N_("{month} has not been evaluated."),
    "unsettled-stale": N_("Scores, rules or registrations of {month} have changed since its evaluation {evaluation}."),
    "unsettled-missing": N_("{code} has lines of {month} that are due and not scored: {missing}."),
    "unsettled-stage": N_("{code} has {lines} lines of {month} at the stage “{stage}” only, not “{wanted}”."),
    "unsettled-vote": N_("{code} is shortlisted for {month} and was not put to the vote at a sitting with a quorum."),
    "unsettled-vote-stale": N_("The figures of {month} have moved since the vote of {held} on {code}: it is stale."),
    "unsettled-vote-moved": N_(
        "The figures of {month} have moved since the vote of {held} that carried {code}: it stands, on other figures."
    ),
    "unsettled-commendation": N_("{code} was carried for {month} and is not commended."),
    "close-unsettled": N_(
        "{month} is not settled, and stays open. Settle it, or close it as it is: "
        "thidua close --month {month} --force --reason TEXT"
    ),
    "closed-not-backed-up": N_(
        "no backup with the closing in it was made: {why} When that is mended, run: thidua backup"
    ),
    "month-not-closed": N_("{month} is not closed: nothing has to be opened again."),
    "month-closed-already": N_(
        "{month} is closed already, since entry {entry}; anchor {anchor}. "
        "To open it again: thidua reopen --month {month} --reason TEXT"
    ),
}

# what to do about it while the month is open; a month closed by force lists what was left, and there it is too late
REMEDIES = {
    "unsettled-not-evaluated": N_("Run: thidua evaluate --month {month}"),
    "unsettled-stale": N_("Run: thidua evaluate --month {month}"),
    "unsettled-stage": N_("See: thidua report differences --month {month}"),
    "unsettled-vote": N_("Run: thidua vote {code} --month {month} …"),
    "unsettled-vote-stale": N_("Vote again: thidua vote {code} --month {month} --reason TEXT …"),
    "unsettled-vote-moved": N_("Close with --force, and say why."),
    "unsettled-commendation": N_("Run: thidua commend {code} --month {month}"),
}
