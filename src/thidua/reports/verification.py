"""What verifying a ledger found: every check with what it looked at, and every finding with its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from thidua.audit import audited, not_audited
from thidua.domain.occasion import Occasion
from thidua.ledger.database import OLDEST_VERSION, SCHEMA_VERSION, outdated
from thidua.ledger.verifying import Anchor, Check, Finding, Inspection, opened
from thidua.reports.document import Cell, Column, Document, Fact, Heading, Paragraph, Table
from thidua.words.findings import CHECKS, FINDINGS, LOOKED_AT
from thidua.words.language import Language
from thidua.words.refusals import sentence


@dataclass(frozen=True)
class Verification:
    """What was found, and whether nothing was wrong."""

    document: Document
    is_sound: bool


def verification(db: Path, anchors: Sequence[Anchor], *, language: Language, occasion: Occasion) -> Verification:
    """Verify a ledger, never changing it: the file first, then everything that was derived, derived again.

    One of an older schema is refused, for it is upgraded first; unless something is wrong with it, which is why it
    cannot be.
    """
    with opened(db, wait=occasion.wait, oldest=OLDEST_VERSION, anchors=anchors) as (connection, inspection):
        is_present = inspection.version == SCHEMA_VERSION
        if not is_present and inspection.is_sound:
            raise outdated(db, inspection.version)
        is_derivable = is_present and inspection.is_readable
        derived = audited(connection) if connection is not None and is_derivable else not_audited()
        checks = (*inspection.checks, *derived)
    is_sound = all(check.is_sound for check in checks)
    return Verification(_document(inspection, checks, language, is_sound=is_sound), is_sound)


def _document(inspection: Inspection, checks: Sequence[Check], language: Language, *, is_sound: bool) -> Document:
    say, head = language.say, inspection.head
    found = [(check.name, one) for check in checks for one in check.findings]
    faults = [(name, one) for name, one in found if not one.is_note]
    count = len(faults) + sum(check.more for check in checks)
    facts: dict[str, Fact] = {
        "ledger": str(inspection.path),
        "schema_version": inspection.version,
        "entries": head.entries,
        "last_entry": head.seq or None,
        "anchor": inspection.anchor or None,
        "sound": is_sound,
        "finding_count": count,
    }
    last = (
        say(
            "The ledger is sound: {entries} entries, last anchor {anchor}.",
            entries=head.entries,
            anchor=inspection.anchor,
        )
        if is_sound
        else say(
            "The ledger is NOT sound: {count} findings. Nothing was changed or repaired. Keep the file as it is, and "
            "do what stands beside each finding; where something was changed or lost, go back to a verified backup: "
            "thidua restore FILE",
            count=count,
        )
    )
    parts = (
        Heading(say("Verifying {ledger}", ledger=str(inspection.path))),
        _checks(language, checks),
        _findings(language, "findings", say("Findings"), faults),
        _findings(language, "notes", say("Notes"), [(name, one) for name, one in found if one.is_note]),
        Paragraph(last),
    )
    return Document("verify", language.code, facts, parts)


def _checks(language: Language, checks: Iterable[Check]) -> Table:
    say = language.say
    columns = (
        Column("check", say("Check"), shown=False),
        Column((), say("Check")),
        Column("looked_at", say("Looked at"), shown=False),
        Column((), say("Looked at")),
        Column("result", say("Result"), shown=False),
        Column("finding_count", say("Findings"), shown=False),
        Column((), say("Result")),
    )

    def cells(check: Check) -> tuple[Cell, ...]:
        count = len(check.faults) + check.more
        code, told = "ok", say("ok")
        if count:
            code, told = "found", say("{count} findings", count=count)
        elif not check.is_done:
            code, told = "not-done", say("not done")
        looked_at = say(LOOKED_AT[check.name], count=check.looked_at)
        return check.name, say(CHECKS[check.name]), check.looked_at, looked_at, code, count, told

    return Table("checks", None, columns, tuple(cells(check) for check in checks))


def _findings(language: Language, key: str, title: str, found: Sequence[tuple[str, Finding]]) -> Table:
    say = language.say
    columns = (
        Column("check", say("Check"), shown=False),
        Column("code", say("Finding")),
        Column("table", say("Table")),
        Column("entry", say("Entry")),
        Column("key", say("Where")),
        Column("expected", say("Expected")),
        Column("found", say("Found")),
        Column("message", say("What it means")),
    )
    rows = tuple(
        (name, one.code, one.table, one.entry, one.key, one.expected, one.found, _told(language, one))
        for name, one in found
    )
    return Table(key, title if rows else None, columns, rows)


def _told(language: Language, finding: Finding) -> str:
    why = "" if finding.why is None else sentence(language, finding.why)
    return language.say(FINDINGS[finding.code], why=why)
