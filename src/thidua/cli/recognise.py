"""``thidua recognise``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.options import Exemplar, On, Signatory, SignatoryPost, day_of, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.errors import Misuse, because
from thidua.words.language import say, screen
from thidua.words.terms import term

if TYPE_CHECKING:
    from thidua.actions.recognise import Recognised

Learners = Annotated[list[str], typer.Argument(metavar="LEARNER…", help="One or several learners of the exemplar.")]


@dataclass(frozen=True)
class DecisionOptions:
    """The decision, its day, and who signed it."""

    decision: Annotated[str, typer.Option("--decision", metavar="NUMBER", help="Number of the decision.")]
    on: On = None
    signatory: Signatory = None
    signatory_post: SignatoryPost = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = (
        "thidua recognise TH-01 --from MH-01 --decision 310/QĐ-UBND --on 2024-10-10 \\\n"
        '  --signatory "Nguyễn Văn Mẫu" --signatory-post "Chủ tịch UBND huyện"'
    )
    verb(app, "recognise", example=example)(_recognise)


def _recognise(session: Session, learners: Learners, exemplar: Exemplar, paper: DecisionOptions) -> None:
    """Recognise who caught up or surpassed (step 5, công nhận).

    Takes closed reviews that say caught up or surpassed. One decision may cover many learners and exemplars.
    """
    from thidua.actions.recognise import recognise
    from thidua.domain.recognition import Decision

    number = tidied(paper.decision)
    if number is None:
        raise Misuse(because("option-missing", option="--decision"))
    signed = Decision(number, day_of(paper.on, session), tidied(paper.signatory), tidied(paper.signatory_post))
    named = tuple(tidy(code) for code in learners)
    done = recognise(session.db, named, tidy(exemplar), signed, occasion=session.occasion)
    session.receipt("recognise", done, *_told(done))


def _told(done: "Recognised") -> list[str]:
    lines = []
    for one in done.learners:
        facts = {"learner": one.learner, "name": one.learner_name, "exemplar": done.exemplar, "number": done.decision}
        result = term(screen(), "result", one.result.value)
        lines.append(
            say("{learner} ({name}) recognised beside {exemplar} by {number}: {result}.", **facts, result=result)
        )
        if one.new_exemplar:
            lines.append(
                say(
                    "{learner} surpassed {exemplar} and may be a new exemplar: by its own vote, or "
                    "thidua commend {learner} --month MONTH --ad-hoc --reason …",
                    **facts,
                )
            )
    return [*lines, say("Next: thidua status {code}", code=done.exemplar)]
