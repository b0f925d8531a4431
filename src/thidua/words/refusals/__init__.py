"""What each reason code says: one English sentence per code, with the facts it needs in braces.

A sentence says what is wrong, where, and the next thing to type.
"""

from thidua.domain.comparison import Result
from thidua.errors import Reason
from thidua.words.findings import FINDINGS
from thidua.words.language import Language
from thidua.words.refusals import (
    campaigns,
    copies,
    formats,
    health,
    journal,
    ledgers,
    measures,
    rows,
    rules,
    stops,
    tables,
    texts,
)
from thidua.words.terms import term

SENTENCES = {
    **campaigns.SENTENCES,
    **tables.SENTENCES,
    **rows.SENTENCES,
    **formats.SENTENCES,
    **texts.SENTENCES,
    **measures.SENTENCES,
    **rules.SENTENCES,
    **ledgers.SENTENCES,
    **journal.SENTENCES,
    **health.SENTENCES,
    **stops.SENTENCES,
    **copies.SENTENCES,
}
_TOPICS = {
    "part": "count",
    "whole": "count",
    "count": "count",
    "award": "award",
    "ground": "ground",
    "stage": "stage",
    "wanted": "stage",
    "before_stage": "stage",
    "given_stage": "stage",
    "damage": "damage",
    "into": "into",
}


def sentence(language: Language, reason: Reason) -> str:
    """Say one reason in a language; codes of the domain among its facts are said in the field's terms."""
    facts = {name: _fact(language, name, value) for name, value in reason.facts.items()}
    return language.say(SENTENCES[reason.code], **facts)


def remedied(language: Language, reason: Reason) -> str:
    """Say why something was refused: the reason, and what to do about it where its sentence does not say so itself."""
    remedy = journal.REMEDIES.get(reason.code)
    told = sentence(language, reason)
    return told if remedy is None else f"{told} {language.say(remedy, **reason.facts)}"


def _fact(language: Language, name: str, value: object) -> object:
    if isinstance(value, Reason):
        return sentence(language, value)
    if name == "finding":
        return language.say(FINDINGS[str(value)])
    if isinstance(value, Result):
        return term(language, "result", value.value)
    return term(language, _TOPICS[name], value) if name in _TOPICS else value
