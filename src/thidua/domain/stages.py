"""The path of a score: what the unit claims, what the appraisers accept, what is agreed in the minutes; side by side.

A later stage that differs from the one before it says why. Which stage an evaluation looks at is told with it.
"""

from collections.abc import Mapping
from enum import IntEnum

from thidua.domain.names import matching_key
from thidua.errors import Reason, because


class Stage(IntEnum):
    """Self-scored (tự chấm), appraised (thẩm định), agreed (thống nhất); the number is what the ledger stores."""

    SELF = 1
    APPRAISED = 2
    AGREED = 3

    @property
    def word(self) -> str:
        """``self``, ``appraised`` or ``agreed``, as files and options have it."""
        return self.name.lower()


HIGHEST = "highest"  # of each line the highest stage it has
STAGES = tuple(stage.word for stage in Stage)
_WORDS = {stage.word: stage for stage in Stage} | {
    matching_key(name): stage
    for name, stage in (("tự chấm", Stage.SELF), ("thẩm định", Stage.APPRAISED), ("thống nhất", Stage.AGREED))
}


def parse_stage(text: str) -> Stage | Reason:
    """Read ``self``, ``appraised`` or ``agreed``, or their Vietnamese names."""
    found = _WORDS.get(text) or _WORDS.get(matching_key(text))
    return found or because("stage-unknown", text=text, known=STAGES)


def previous(stage: Stage, present: Mapping[Stage, str]) -> Stage | None:
    """Give the last stage before this one at which something is reported."""
    return max((one for one in present if one < stage), default=None)


def _counts(reported: str) -> str:
    """Give what is reported without the percentage stated beside it."""
    return reported.partition(" = ")[0]


def differ(before: str, after: str) -> bool:
    """True when two stages report other things; a percentage stated beside the same counts is no difference."""
    return _counts(before) != _counts(after)


def unexplained(stage: Stage, reported: str, present: Mapping[Stage, str], reason: str | None) -> Reason | None:
    """Refuse a score that differs from the previous stage's without a reason."""
    before = previous(stage, present)
    if before is None or not differ(present[before], reported) or reason:
        return None
    facts = {"stage": stage.word, "before_stage": before.word, "before": present[before], "value": reported}
    return because("stage-needs-reason", **facts)
