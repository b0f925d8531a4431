"""What a cell of a workbook reads as: the text a person saw in it, or what the spreadsheet turned it into.

A date, a time, a percentage and a yes/no are not what was typed and say so, as :class:`Turned`. Numbers are given with
the 15 digits Excel shows, not with the 17 it stores: 9.549999999999999 is 9.55.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import TypeVar

from thidua.errors import Reason, because
from thidua.read.records import Turned
from thidua.read.workbook_xml import Attributes, Listener, damaged, whole_number

T = TypeVar("T")
_DAY = 86_400  # seconds
_MOST_DAYS = 3_000_000  # past the year 9999
_LEAP_1900 = 60  # Excel has a 29 February 1900, and days before it are one off
_NEVER_SEEN = "########"
_MOST_ZEROS = 20  # before or after a number; one still further from 1 is given with an exponent
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DIGITS = re.compile("0|[1-9][0-9]{0,39}")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_DATE = re.compile("[dmyhs]", re.IGNORECASE)
_BUILT_IN = {
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), "date"),
    46: "elapsed",
}
_ANSWERS = {"1": "yes", "true": "yes", "0": "no", "false": "no"}


def unescaped(text: str) -> str:
    """Read characters that XML cannot hold from the way Excel writes them: ``_x000D_``."""
    if "_x" not in text:
        return text
    characters = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return characters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Texts(Listener):
    """Gathers texts that may be formatted in part, and leaves out the reading aids of Japanese ones."""

    def __init__(self) -> None:
        super().__init__()
        self._is_reading_aid = False
        self.starts = {"t": self.text_starts, "rPh": self._reading_aid}
        self.ends = {"t": self.stop_gathering, "rPh": self._reading_aid_ends}

    def text_starts(self, _: Attributes) -> None:
        """Gather what is inside, unless it is a reading aid."""
        self.is_gathering = not self._is_reading_aid

    def _reading_aid(self, _: Attributes) -> None:
        self._is_reading_aid = True

    def _reading_aid_ends(self) -> None:
        self._is_reading_aid = False


class SharedStrings(Texts):
    """The texts that cells refer to by number, without their formatting."""

    root = "sst"

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self.starts["si"] = self._string
        self.ends["si"] = self._string_ends

    def _string(self, _: Attributes) -> None:
        self.text = ""

    def _string_ends(self) -> None:
        self.strings.append(unescaped(self.text).strip())


class Styles(Listener):
    """What the number format of each style makes of a number: ``date``, ``elapsed``, ``percent`` or nothing."""

    root = "styleSheet"

    def __init__(self) -> None:
        super().__init__()
        self.shown_as: list[str | None] = []
        self._formats: dict[int, str | None] = dict(_BUILT_IN)
        self._inside = ""
        self.starts = {
            "numFmts": self._formats_start,
            "cellXfs": self._styles_start,
            "numFmt": self._format,
            "xf": self._style,
        }
        self.ends = {"numFmts": self._leave, "cellXfs": self._leave}

    def _formats_start(self, _: Attributes) -> None:
        self._inside = "formats"

    def _styles_start(self, _: Attributes) -> None:
        self._inside = "styles"

    def _leave(self) -> None:
        self._inside = ""

    def _format(self, attributes: Attributes) -> None:
        if self._inside == "formats":
            number = whole_number(attributes.get("numFmtId", ""))
            self._formats[number] = _shown_as(attributes.get("formatCode", ""))

    def _style(self, attributes: Attributes) -> None:
        if self._inside == "styles":
            self.shown_as.append(self._formats.get(whole_number(attributes.get("numFmtId", "0"))))


@dataclass(frozen=True)
class Cells:
    """What is needed to read the cells of every sheet; a cell that names no style has the first."""

    strings: Sequence[str]
    shown_as: Sequence[str | None]
    is_from_1904: bool = False

    def read(self, kind: str, written: str, style: str | None) -> str | Reason:
        """Give the text of a cell, stripped, or why it has none; ``kind`` and ``style`` as the file has them."""
        if kind == "s":
            text = _pick(self.strings, written)
        elif kind in {"str", "inlineStr"}:
            text = unescaped(written).strip()
        else:
            return self._value(kind, written.strip(), style)
        if "\0" in text:
            raise damaged("value")
        return text

    def _value(self, kind: str, written: str, style: str | None) -> str | Reason:
        if kind == "n":
            if not written:
                return ""
            return self._number(written, self.shown_as[0] if style is None else _pick(self.shown_as, style))
        if kind == "e":
            return because("cell-error", text=written)
        if kind == "b" and written in _ANSWERS:
            return Turned(_ANSWERS[written], into="answer")
        if kind == "d":
            return _iso(written)
        raise damaged("value")

    def _number(self, written: str, shown_as: str | None) -> str | Reason:
        if shown_as is None and _DIGITS.fullmatch(written):
            return written
        if not _NUMBER.fullmatch(written):
            raise damaged("value")
        number = float(written)
        if not isfinite(number):
            raise damaged("value")
        if shown_as is None:
            text = _plain(number)
            return Turned(text, into="number") if "." in text else text
        if shown_as == "percent":
            return Turned(f"{_plain(number, shifted=2)}%", into="percent")
        if not 0 <= number < _MOST_DAYS:
            return because("cell-error", text=_NEVER_SEEN)
        return _elapsed(number) if shown_as == "elapsed" else self._moment(number)

    def _moment(self, days: float) -> str | Reason:
        whole, seconds = divmod(round(days * _DAY), _DAY)
        clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60).isoformat()
        if not whole:
            return Turned(clock, into="time")
        if whole == _LEAP_1900 and not self.is_from_1904:
            day = "1900-02-29"
        else:
            first = date(1904, 1, 1) if self.is_from_1904 else date(1899, 12, 30 + (whole < _LEAP_1900))
            number = first.toordinal() + whole
            if number > date.max.toordinal():
                return because("cell-error", text=_NEVER_SEEN)
            day = date.fromordinal(number).isoformat()
        return Turned(f"{day}T{clock}", into="time") if seconds else Turned(day, into="date")


def _pick(from_: Sequence[T], number: str) -> T:
    at = whole_number(number)
    if at >= len(from_):
        raise damaged("reference")
    return from_[at]


def _plain(number: float, *, shifted: int = 0) -> str:
    text = f"{number:.15g}"
    if shifted or "e" in text:
        exact = Decimal(text).scaleb(shifted)
        text = f"{exact:f}" if -_MOST_ZEROS <= exact.adjusted() <= _MOST_ZEROS else str(exact)
    return "0" if text == "-0" else text


def _elapsed(days: float) -> Turned:
    seconds = round(days * _DAY)
    return Turned(f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}", into="time")


def _iso(written: str) -> Turned:
    try:
        if ":" in written and "-" not in written:
            return Turned(time.fromisoformat(written).isoformat("seconds"), into="time")
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise damaged("value") from None
    if moment.time() == time():
        return Turned(moment.date().isoformat(), into="date")
    return Turned(moment.replace(tzinfo=None).isoformat(timespec="seconds"), into="time")


def _shown_as(number_format: str) -> str | None:
    letters = _LITERAL.sub("", number_format)
    if _ELAPSED.search(letters):
        return "elapsed"
    if _DATE.search(letters):
        return "date"
    return "percent" if "%" in letters else None
