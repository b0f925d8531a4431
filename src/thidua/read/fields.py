"""What one value of a campaign file may be: each kind of field with its parser and its JSON Schema.

Parsers are those of ``domain``; the reason a parser gives is carried out unchanged in a pydantic error of type
``reason``. Which keys there are is told by ``shapes``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

from thidua.domain.dates import parse_date
from thidua.domain.points import ZERO, Points, parse_count, parse_number, parse_points
from thidua.domain.ranking import TieBreak, TieBy
from thidua.domain.score_table import WHOLE_WEIGHT
from thidua.domain.shares import Threshold, parse_share, parse_threshold
from thidua.errors import Reason, because

Read = TypeVar("Read")
Word = TypeVar("Word", bound=StrEnum)

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DUE = {
    "monthly": tuple(range(1, 13)),
    "quarterly": (3, 6, 9, 12),
    "half-yearly": (6, 12),
    "yearly": (12,),
}
_ABOVE = "above"
_NONE = "none"
_MOST_WEIGHT = 10 * WHOLE_WEIGHT
_TEXT = {"type": ["string", "number"]}
_MONTH = {"type": ["integer", "string"], "minimum": 1, "maximum": 12, "pattern": "^(0?[1-9]|1[0-2])$"}
_SHARE = r"([0-9]+ */ *[0-9]+|[0-9]+([.,][0-9]+)? *%)"
THRESHOLD_SCHEMA = {"type": "string", "pattern": rf"^(>=|≥|>) *{_SHARE}$", "examples": [">= 80%", "> 1/2"]}


def kept(value: Read | Reason) -> Read:
    """Give what a parser read, or carry its reason out through pydantic."""
    if isinstance(value, Reason):
        raise PydanticCustomError("reason", "{code}", {"code": value.code, "reason": value})
    return value


@dataclass(frozen=True, eq=False)
class Written:
    """Marks a field read from text by ``parse``; ``schema`` is what an editor is told of it."""

    parse: Callable[[str], object]
    schema: Mapping[str, Any]

    def read(self, value: object) -> object:
        """Parse text; anything else is refused as such."""
        if not isinstance(value, str):
            raise PydanticKnownError("string_type")
        return kept(self.parse(value))

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic to read the field by ``read`` alone."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Tell editors what may be written."""
        return dict(self.schema)


def written(text: str) -> Any:
    """Give a default as the file would write it; it is read like any other value."""
    return text


def choice(words: Mapping[str, Read]) -> Callable[[str], Read | Reason]:
    """Give a parser of one of these words, which names a near one when the word is none of them."""

    def parse(text: str) -> Read | Reason:
        if text in words:
            return words[text]
        known = tuple(words)
        near = get_close_matches(text, known, 1)
        if near:
            return because("choice-misspelt", word=text, meant=near[0], known=known)
        return because("choice-unknown", word=text, known=known)

    return parse


def one_of(words: type[Word], **synonyms: Word) -> Written:
    """Mark a field that holds one word of an enumeration, or a synonym of one."""
    return only({**{word.value: word for word in words}, **synonyms})


def only(words: Mapping[str, object]) -> Written:
    """Mark a field that holds one of these words."""
    return Written(choice(words), {"enum": list(words)})


def whole(least: int) -> Written:
    """Mark a field that holds a whole number from ``least`` up."""

    def parse(text: str) -> int | Reason:
        count = parse_count(text)
        if isinstance(count, int) and count < least:
            return because("count-too-small", text=text, least=least)
        return count

    return Written(parse, {"type": ["integer", "string"], "minimum": least, "pattern": "^[0-9]{1,9}$"})


def _text(text: str) -> str | Reason:
    return text if text.strip() else because("text-blank")


def _code(text: str) -> str | Reason:
    return text if _CODE.fullmatch(text) else because("code-malformed", text=text)


def _part(text: str) -> Fraction | Reason:
    share = parse_share(text)
    return because("share-over-whole", text=text) if isinstance(share, Fraction) and share > 1 else share


def _part_as_written(text: str) -> tuple[Fraction, str] | Reason:
    share = _part(text)
    return share if isinstance(share, Reason) else (share, text)


def _surpassed(text: str) -> Threshold | Reason | None:
    if text == _ABOVE:
        return None
    threshold = parse_threshold(text, at_most=None)
    return because("surpassed-malformed", text=text) if isinstance(threshold, Reason) else threshold


def _month(text: str) -> int | Reason:
    number = parse_count(text)
    return number if isinstance(number, int) and number in range(1, 13) else because("due-month-unknown", text=text)


def _rate(text: str) -> Fraction | Reason:
    return Fraction(0) if text.strip() in {"0", "0%"} else parse_share(text)


def _cap(text: str) -> Points | Reason | None:
    if text.strip() == _NONE:
        return None
    cap = parse_points(text)
    return because("cap-below-zero", text=text) if isinstance(cap, Points) and cap < ZERO else cap


def _weight(text: str) -> int | Reason:
    share = parse_share(text) if text.strip().endswith("%") else parse_number(text)
    if isinstance(share, Reason):
        return share
    weight = share * WHOLE_WEIGHT
    if weight.denominator != 1 or not 0 < weight <= _MOST_WEIGHT:
        return because("weight-malformed", text=text)
    return int(weight)


def _places(text: str) -> tuple[Fraction | None, int | None, str] | Reason:
    """Read the most a quota allows: a share, or a number of places."""
    if text.strip().isdigit():
        count = parse_count(text)
        return count if isinstance(count, Reason) else (None, count, text)
    share = _part(text)
    return share if isinstance(share, Reason) else (share, None, text)


def _tie_break(text: str) -> TieBreak | Reason:
    by, colon, code = text.partition(":")
    known = [one.value for one in TieBy]
    if colon and by in known and _CODE.fullmatch(code.strip()):
        return TieBreak(TieBy(by), code.strip())
    if text in {TieBy.DEDUCTIONS, TieBy.BONUSES}:
        return TieBreak(TieBy(text))
    return because("code-malformed", text=text) if colon or not _CODE.fullmatch(text) else TieBreak(TieBy.PILLAR, text)


def _due_word(value: object) -> object:
    return [str(number) for number in kept(choice(DUE)(value))] if isinstance(value, str) else value


def _each_once(months: tuple[int, ...]) -> tuple[int, ...]:
    again = next((number for at, number in enumerate(months) if number in months[:at]), None)
    return kept(months if again is None else because("code-repeated", code=str(again)))


Text = Annotated[str, Written(_text, _TEXT)]
Code = Annotated[str, Written(_code, {**_TEXT, "pattern": f"^{_CODE.pattern}$"})]
Day = Annotated[
    date,
    Written(
        parse_date, {"type": "string", "pattern": "^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})$"}
    ),
]
Number = Annotated[
    Points, Written(parse_points, {"type": ["number", "string"], "pattern": r"^[+-]? *[0-9]{1,12}([.,][0-9]{1,12})?$"})
]
_PART = {"type": "string", "pattern": f"^{_SHARE}$", "examples": ["2/3", "80%"]}
Part = Annotated[Fraction, Written(_part, _PART)]
PartAsWritten = Annotated[tuple[Fraction, str], Written(_part_as_written, _PART)]
Majority = Annotated[Threshold, Written(parse_threshold, THRESHOLD_SCHEMA)]
Surpassed = Annotated[
    Threshold | None, Written(_surpassed, {"anyOf": [{"const": _ABOVE}, {**THRESHOLD_SCHEMA, "examples": [">= 110%"]}]})
]
Month = Annotated[int, Written(_month, _MONTH)]
Due = Annotated[
    tuple[Month, ...],
    Field(min_length=1),
    BeforeValidator(_due_word),
    AfterValidator(_each_once),
    WithJsonSchema({"anyOf": [{"enum": list(DUE)}, {"type": "array", "minItems": 1, "items": _MONTH}]}),
]
_NUMBER = {"type": ["number", "string"], "pattern": r"^[0-9]{1,12}([.,][0-9]{1,12})?$"}
Portion = Annotated[Fraction, Written(parse_share, {**_PART, "examples": ["120%"]})]
Rate = Annotated[Fraction, Written(_rate, {"type": ["string", "number"], "examples": ["85%", "0%"]})]
Cap = Annotated[Points | None, Written(_cap, {"anyOf": [{"const": _NONE}, _NUMBER]})]
Figure = Annotated[Fraction, Written(parse_number, _NUMBER)]
Weight = Annotated[int, Written(_weight, {"type": ["number", "string"], "examples": ["60%", "0.6"]})]
Places = Annotated[tuple[Fraction | None, int | None, str], Written(_places, {"type": ["integer", "string"]})]
TieBreakWord = Annotated[
    TieBreak,
    Written(
        _tie_break,
        {
            "type": "string",
            "pattern": f"^(((pillar|group|line): *)?{_CODE.pattern}|deductions|bonuses)$",
            "examples": ["line:tieu-chi-1", "group:tc-1", "deductions"],
        },
    ),
]
Truth = Annotated[bool, Written(choice({"true": True, "false": False}), {"type": "boolean"})]
