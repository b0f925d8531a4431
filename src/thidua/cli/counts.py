"""A sitting's counts as typed, and as said: exact numbers first, then percent, with the base they are of."""

from dataclasses import astuple, dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import answer, count_of, optional_count
from thidua.words.language import say, screen
from thidua.words.terms import term

if TYPE_CHECKING:
    from thidua.actions.counting import Counted
    from thidua.domain.voting import Counts


_DASH = "–"  # a share of nothing


@dataclass(frozen=True)
class BallotOptions:
    """The counts of a sitting, and the votes for and against one nominee or learner."""

    present: Annotated[str | None, typer.Option("--present", metavar="N", help="Members present.")] = None
    eligible: Annotated[
        str | None,
        typer.Option("--eligible", metavar="N", help="Members who may vote. [default: all but the recused]"),
    ] = None
    recused: Annotated[
        str | None, typer.Option("--recused", metavar="N", help="Members who may not vote. [default: 0]")
    ] = None
    issued: Annotated[str | None, typer.Option("--issued", metavar="N", help="Ballots issued.")] = None
    returned: Annotated[str | None, typer.Option("--returned", metavar="N", help="Ballots returned.")] = None
    valid: Annotated[str | None, typer.Option("--valid", metavar="N", help="Valid ballots.")] = None
    yes: Annotated[str | None, typer.Option("--yes", metavar="N", help="Votes for.")] = None
    no: Annotated[str | None, typer.Option("--no", metavar="N", help="Votes against.")] = None
    chair: Annotated[
        str | None, typer.Option("--chair", metavar="yes|no", help="Whether the chair agrees, as the minutes say.")
    ] = None

    @property
    def is_given(self) -> bool:
        """True when any of them was typed."""
        return any(typed is not None for typed in astuple(self))

    def votes(self) -> tuple[int, int]:
        """Read the votes for and against."""
        return count_of(self.yes, "--yes"), count_of(self.no, "--no")

    def counts(self, on: date) -> "Counts":
        """Read the counts of the sitting held on a day."""
        from thidua.domain.voting import Counts

        return Counts(
            on=on,
            present=count_of(self.present, "--present"),
            valid=count_of(self.valid, "--valid"),
            eligible=optional_count(self.eligible),
            recused=optional_count(self.recused) or 0,
            issued=optional_count(self.issued),
            returned=optional_count(self.returned),
            chair=answer(self.chair, "--chair"),
        )


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
