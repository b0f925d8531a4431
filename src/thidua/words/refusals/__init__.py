"""What each reason code says: one English sentence per code, with the facts it needs in braces.

A sentence says what is wrong, where, and the next thing to type.
"""

from thidua.errors import Reason
from thidua.words.language import Language
from thidua.words.refusals import campaigns, ledgers, rows, rules

SENTENCES = {**campaigns.SENTENCES, **rows.SENTENCES, **rules.SENTENCES, **ledgers.SENTENCES}


def sentence(language: Language, reason: Reason) -> str:
    """Say one reason in a language."""
    return language.say(SENTENCES[reason.code], **reason.facts)
