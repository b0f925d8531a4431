"""``thidua recognise``."""

from typing import Annotated

import typer

from thidua.cli.options import Exemplar, On, Signatory, SignatoryPost, day_of, tidied
from thidua.cli.session import Session
from thidua.cli.verbs import verb
from thidua.domain.names import tidy
from thidua.errors import Misuse, because
from thidua.words.language import say, screen
from thidua.words.terms import term

Learners = Annotated[list[str], typer.Argument(metavar="LEARNER…", help="One or several learners of the exemplar.")]
Number = Annotated[str, typer.Option("--decision", metavar="NUMBER", help="Number of the decision.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    example = (
        "thidua recognise TH-01 --from MH-01 --decision 310/QĐ-UBND --on 2024-10-10 \\\n"
        '  --signatory "Nguyễn Văn Mẫu" --signatory-post "Chủ tịch UBND huyện"'
    )
    verb(app, "recognise", example=example)(_recognise)


def _recognise(
    session: Session,
    learners: Learners,
    exemplar: Exemplar,
    decision: Number,
    on: On = None,
    signatory: Signatory = None,
    signatory_post: SignatoryPost = None,
) -> None:
    """Recognise who caught up or surpassed (step 5, công nhận).

    Takes closed reviews that say caught up or surpassed. One decision may cover many learners and exemplars.
    """
    from thidua.actions.recognise import recognise
    from thidua.ledger.decisions import Paper

    number = tidied(decision)
    if number is None:
        raise Misuse(because("option-missing", option="--decision"))
    occasion = session.occasion
    paper = Paper(number, day_of(on, session), tidied(signatory), tidied(signatory_post))
    done = recognise(session.db, tuple(tidy(code) for code in learners), tidy(exemplar), paper, occasion=occasion)
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
    lines.append(say("Next: thidua status {code}", code=done.exemplar))
    session.receipt("recognise", done, *lines)
