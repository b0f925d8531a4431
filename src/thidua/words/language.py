"""The two languages: choosing one, translating a sentence, and writing numbers and dates as its readers do.

The screen follows ``THIDUA_LANG`` or the locale; a report follows its campaign. ``say`` and ``Language.say`` are the
names by which sentences are collected for translation; ``N_`` marks a sentence that is translated later.
"""

import gettext
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from thidua.domain.month import Month
from thidua.domain.points import Points

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("en", "vi")
_VARIABLES = ("THIDUA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def N_(message: str) -> str:
    """Mark a sentence for the catalogue."""
    return message


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("thidua", str(LOCALE), [code], fallback=code == "en")


@dataclass(frozen=True)
class Language:
    """One language of the screen or of a report: ``en`` or ``vi``."""

    code: str

    def say(self, message: str, /, **facts: object) -> str:
        """Translate a sentence and put its facts in, each in this language's notation."""
        shown = {name: self.show(value) for name, value in facts.items()}
        return _catalogue(self.code).gettext(message).format_map(shown)

    def show(self, value: object) -> str:
        """Write one value: ``9,5`` and ``31/03/2024`` in Vietnamese, ``9.5`` and ``2024-03-31`` in English."""
        if type(value) is str:  # most of what is shown
            return value
        vietnamese = self.code == "vi"
        if isinstance(value, Points):
            return str(value).replace(".", ",") if vietnamese else str(value)
        if isinstance(value, Month):
            return f"{value.number:02d}/{value.year}" if vietnamese else str(value)
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}" if vietnamese else value.isoformat()
        if isinstance(value, tuple | list):
            return ", ".join(self.show(part) for part in value)
        return "" if value is None else str(value)


def language_named(code: str | None) -> Language:
    """Give the language of a code; anything but Vietnamese is English."""
    return Language("vi" if (code or "").lower().startswith("vi") else "en")


def language_of(environment: Mapping[str, str]) -> Language:
    """Choose by ``THIDUA_LANG``, then the locale's variables in their usual order."""
    name = language_source(environment)
    return language_named(environment[name] if name else None)


def language_source(environment: Mapping[str, str]) -> str | None:
    """Give the variable that chooses the screen's language, None when none does."""
    return next((name for name in _VARIABLES if environment.get(name)), None)


class _Screen:
    """The language this process speaks to its user; set once by ``main``."""

    language = Language("en")


def speak(language: Language) -> None:
    """Choose the screen's language, for what the command line's library says through gettext too."""
    _Screen.language = language
    os.environ["LANGUAGE"] = language.code
    gettext.bindtextdomain("thidua", str(LOCALE))
    gettext.textdomain("thidua")


def screen() -> Language:
    """Give the screen's language."""
    return _Screen.language


def say(message: str, /, **facts: object) -> str:
    """Say a sentence in the screen's language."""
    return _Screen.language.say(message, **facts)
