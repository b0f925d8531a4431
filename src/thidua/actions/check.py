"""Checking campaign files without a ledger, and the schema an editor checks them by."""

from dataclasses import dataclass
from pathlib import Path

from thidua.errors import Problem, ThiduaError
from thidua.read.campaign import canonical_digest, load, read_campaign
from thidua.read.shapes import schema


@dataclass(frozen=True)
class CheckedFile:
    """One file checked: what it is when it is sound, every problem when it is not."""

    file: Path
    campaign: str | None
    digest: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Checked:
    """Campaign files were checked."""

    files: tuple[CheckedFile, ...]


def check(files: list[Path]) -> Checked:
    """Check every file; a file that cannot be read is one problem among the others."""
    return Checked(tuple(_check(file) for file in files))


def campaign_schema() -> dict[str, object]:
    """Give the JSON Schema of a campaign file."""
    return schema()


def _check(file: Path) -> CheckedFile:
    try:
        content = load(file)
    except ThiduaError as error:
        return CheckedFile(file, None, None, error.problems)
    campaign = read_campaign(content, file=str(file))
    if isinstance(campaign, list):
        return CheckedFile(file, None, None, tuple(campaign))
    return CheckedFile(file, campaign.code, canonical_digest(content), ())
