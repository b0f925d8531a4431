"""Saying a sitting's counts: exact numbers first, then percent, with the base they are of."""

from typing import TYPE_CHECKING

from thidua.words.language import say, screen
from thidua.words.terms import term

if TYPE_CHECKING:
    from thidua.actions.counting import Counted

_DASH = "–"  # a share of nothing


def tell_counts(counted: "Counted") -> list[str]:
    """Say quorum and share of every nominee, each with the rule it was held against."""
    sitting, language = counted.sitting, screen()
    lines = [
        say(
            "{mode}: issued {issued}, returned {returned}, valid {valid}, invalid {invalid}.",
            mode=term(language, "mode", counted.mode).capitalize(),
            issued=sitting.issued,
            returned=sitting.returned,
            valid=sitting.valid,
            invalid=sitting.returned - sitting.valid,
        ),
        say(
            "Quorum: {present}/{base} = {percent} % of {of}; needed {needed}: {met}.",
            present=sitting.present,
            base=counted.quorum_base,
            percent=_DASH if counted.present_share is None else counted.present_share,
            of=term(language, "base", counted.quorum_of),
            needed=counted.quorum,
            met=say("met") if counted.has_quorum else say("not met"),
        ),
    ]
    if counted.chair == "must-agree":
        lines.append(say("The chair agrees.") if sitting.chair_agrees else say("The chair must agree and does not."))
    for outcome, no, share in zip(counted.outcomes, counted.noes, counted.shares, strict=True):
        lines.append(
            say(
                "{nominee}: {yes} for, {no} against; {yes}/{base} = {percent} % of {of}; needed {needed}: {result}.",
                nominee=outcome.nominee,
                yes=outcome.yes,
                no=no,
                base=outcome.base,
                percent=_DASH if share is None else share,
                of=term(language, "base", counted.base_of),
                needed=counted.approve,
                result=say("carried") if outcome.carried else say("not carried"),
            )
        )
    return lines
