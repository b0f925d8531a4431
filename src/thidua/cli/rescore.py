"""``thidua rescore``."""

from typing import Annotated

import typer

from thidua.cli.options import MonthOption, Why, count_of, month_of, needed, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.words.language import say

VersionOption = Annotated[str, typer.Option("--ruleset", metavar="VERSION", help="A version of the campaign: 2.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = 'thidua rescore --month 2024-03 --ruleset 2 --reason "bảng điểm sửa theo công văn"'
    verb(app, "rescore", example=example)(_rescore)


def _rescore(session: Session, month: MonthOption, ruleset: VersionOption, reason: Why = None) -> None:
    """Score a month again under a version of the campaign.

    What was reported stays as it is; its points are posted anew under that version, the old ones are kept, cancelled,
    and the month is evaluated under it from then on. thidua campaign compare shows beforehand who would move.
    """
    from thidua.actions.rescore import rescore

    why = needed(tidied(reason), "--reason")
    version = count_of(ruleset, "--ruleset")
    done = rescore(session.db, month_of(month), version, reason=why, occasion=session.occasion)
    facts = {"month": done.month, "before": done.before, "version": done.ruleset}
    if not done.is_new:
        session.receipt("rescore", done, say("Unchanged: {month} is under version {version} already.", **facts))
        return
    told = say(
        "{month} is under version {version} now, not {before}: {changed} of {scores} scores have other points.",
        **facts,
        changed=done.changed,
        scores=done.scores,
    )
    left = (
        [say("Version {version} does not have: {lines}.", version=done.ruleset, lines=done.left)] if done.left else []
    )
    following = say("Next: thidua evaluate --month {month}", month=str(done.month))
    session.receipt("rescore", done, told, *left, following)
