"""Holding the stages of one line of a month against what is in force: new, the same, superseding, or refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thidua.domain.stages import Stage, unexplained
from thidua.errors import Reason, because
from thidua.ledger.scores import ScoreInForce, ScoreValue


@dataclass(frozen=True)
class Said:
    """What is said of a line at a stage: its value, None when nothing is reported, with its reason and note."""

    value: ScoreValue | None
    reason: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Permit:
    """Whether values that differ may supersede; ``by_hand`` tells entries whose scores a batch leaves alone."""

    may_supersede: bool
    by_hand: Callable[[int], bool] | None = None


def outcomes(
    said: Mapping[Stage, Said], there: Mapping[Stage, ScoreInForce], permit: Permit
) -> dict[Stage, str | tuple[Reason, ...]]:
    """Give for each stage said ``created``, ``unchanged`` or ``superseded``, or every reason why it is refused.

    Without reasons it is refused beside another: it would be unexplained once that one is not there. The reasons do not
    name the line: whoever asks does.
    """
    found: dict[Stage, str | tuple[Reason, ...]] = {
        stage: _compared(one, there.get(stage), permit) for stage, one in said.items()
    }
    entered = [stage for stage, outcome in found.items() if isinstance(outcome, str) and outcome != "unchanged"]
    if len(said) == 1 and not there:
        return found
    refused = _unexplained(said, there, entered)
    found |= refused
    while refused:
        entered = [stage for stage in entered if stage not in refused]
        refused = dict.fromkeys(_unexplained(said, there, entered), ())
        found |= refused
    return found


def _unexplained(
    said: Mapping[Stage, Said], there: Mapping[Stage, ScoreInForce], entered: list[Stage]
) -> dict[Stage, tuple[Reason, ...]]:
    """Give the reasons why some of the stages entered must be explained, once all of them are stored."""
    after = _after(said, there, entered)
    present = {stage: reported for stage, (reported, _) in after.items()}
    found: dict[Stage, tuple[Reason, ...]] = {}
    for stage in entered:
        for other, (reported, why) in after.items():
            if other == stage or (other > stage and other not in entered):
                missing = unexplained(other, reported, present, why or said[stage].reason)
                found[stage] = (*found.get(stage, ()), *([] if missing is None else [missing]))
    return {stage: reasons for stage, reasons in found.items() if reasons}


def _after(
    said: Mapping[Stage, Said], there: Mapping[Stage, ScoreInForce], entered: list[Stage]
) -> dict[Stage, tuple[str, str | None]]:
    """Give what the stages report once everything here is stored, and the reason each gives."""
    after: dict[Stage, tuple[str, str | None]] = {}
    for stage in Stage:
        new, old = said.get(stage), there.get(stage)
        if stage in entered and new is not None and new.value is not None:
            after[stage] = (new.value.reported, new.reason)
        elif stage not in entered and old is not None:
            after[stage] = (old.reported, old.reason)
    return after


def _compared(one: Said, old: ScoreInForce | None, permit: Permit) -> str | tuple[Reason, ...]:
    new = one.value
    if old is None:
        return "unchanged" if new is None else "created"
    is_same = new is not None and (old.reported, old.points, old.is_met) == (new.reported, new.points, new.is_met)
    if is_same and one.note in {None, old.note}:
        return "unchanged"
    if permit.by_hand is not None and permit.by_hand(old.entry):
        return (because("score-by-hand", before=old.reported, entry=old.entry),)
    return "superseded" if permit.may_supersede and one.reason else (_refusal(new, old, is_same=is_same),)


def _refusal(new: ScoreValue | None, old: ScoreInForce, *, is_same: bool) -> Reason:
    if is_same:
        return because("score-note-differs")
    if new is None:
        return because("score-take-back", before=old.reported)
    return because("score-differs", before=old.reported, value=new.reported)
