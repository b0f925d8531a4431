"""A campaign of one page, in English: three communes, a monthly line and a quarterly one, a council of five.

What a test is about stands in it; everything else comes from here. Every function runs commands and gives ``thidua``.
"""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from conftest import Ran, Thidua

LEDGER = Path("thidua.db")
LEARNING = '{benchmark: frozen, by: total, caught_up: 100%, surpassed: above, vote: "> 50%"}'
_CAMPAIGN = """\
code: small
name: Small drive
kind: peak
organiser: {{name: People's Committee, kind: government}}
basis: [Plan 1]
motive: To begin.
objective: To do well.
scope: The district.
participants: Its communes.
content: Fields and roads.
launched: 2024-02-01
closes: 2024-12-31
language: {language}
scale: 100
tracks:
  - code: communes
    name: Communes
    unit_kinds: [commune]
    pillars:
      - {{code: work, family: leg, name: Work}}
      - {{code: unity, family: prong, name: Unity}}
    criteria:
      - {{code: fields, name: Fields, pillars: [work], points: 60, due: monthly}}
      - {{code: roads, name: Roads, pillars: [work, unity], points: 40, due: quarterly}}
  - code: farmers
    name: Farmers
    person_kinds: [farmer]
    pillars: [{{code: work, family: leg, name: Work}}]
    criteria: [{{code: harvest, name: Harvest, pillars: [work], points: 100, due: monthly}}]
grades:
  - {{code: good, name: Good, from: 80}}
  - {{code: fair, name: Fair, from: 0}}
ranking: {{within: [track]}}
shortlist: {{top: 1}}
members: [{{from: 2024-02-01, council: 5}}]
vote: {{mode: hands, quorum: 1/2, approve: ">= 60%", of: members}}
publicise: {{at_least: {publicise}}}
learning: {learning}
"""
UNITS = """\
code,name,kind,cluster
1,Xã Mỹ Hòa,commune,North
2,Xã An Hiệp,commune,North
3,Xã Tân Thủy,commune,South
"""
REGISTRATIONS = """\
code,unit,on,speciality,content,goal,deadline,person,person_kind
MH,1,2024-02-10,fields,Fields,60 ha,2024-11-30,,
AH,2,2024-02-11,fields,Fields,50 ha,2024-11-30,,
TT,3,2024-02-12,fishing,Boats,20 boats,2024-11-30,,
"""
HANDS = ("--present", "5", "--valid", "5")
CARRIED = (*HANDS, "--yes", "5", "--no", "0")
FAILED = (*HANDS, "--yes", "2", "--no", "3")


def campaign(*, language: str = "en", learning: str = LEARNING, publicise: int = 1) -> str:
    """Give the campaign file's text."""
    return _CAMPAIGN.format(language=language, learning=learning, publicise=publicise)


def done(ran: Ran) -> Ran:
    """Insist that a command succeeded."""
    assert ran.code == 0, ran.err
    return ran


def registered(
    thidua: Thidua, *, text: str | None = None, units: str = UNITS, registrations: str = REGISTRATIONS, **changes: str
) -> Thidua:
    """Make a ledger with the campaign launched, or that of ``text``, and its communes registered."""
    Path("small.yaml").write_text(text or campaign(**changes), "utf-8")
    Path("units.csv").write_text(units, "utf-8")
    Path("registrations.csv").write_text(registrations, "utf-8")
    done(thidua("init"))
    done(thidua("launch", "small.yaml"))
    done(thidua("import", "units", "units.csv"))
    done(thidua("import", "registrations", "registrations.csv"))
    return thidua


def scored(thidua: Thidua, month: str, **points: str) -> Thidua:
    """Score a month and evaluate it: ``MH="50 30"`` is fields, then roads; ``-`` leaves a line out."""
    lines = ["registration,criterion,value"]
    for code, text in points.items():
        named = zip(("fields", "roads"), text.split(), strict=False)
        lines += [f"{code},{criterion},{value}" for criterion, value in named if value != "-"]
    Path("scores.csv").write_text("\n".join(lines) + "\n", "utf-8")
    done(thidua("import", "scores", "scores.csv", "--month", month))
    done(thidua("evaluate", "--month", month))
    return thidua


def voted(thidua: Thidua, *, march: str = "50 30", **changes: object) -> Thidua:
    """Go on to March scored and evaluated, and Mỹ Hòa, with ``march``, carried by all on 4 April."""
    scored(registered(thidua, **changes), "2024-03", MH=march, AH="40 20", TT="45 15")
    done(thidua("vote", "MH", "--month", "2024-03", "--on", "2024-04-04", *CARRIED))
    return thidua


def commended(thidua: Thidua, **changes: object) -> Thidua:
    """Go on to Mỹ Hòa commended on 10 April, with 80 points of March."""
    voted(thidua, **changes)
    done(thidua("commend", "MH", "--month", "2024-03", "--on", "2024-04-10"))
    return thidua


def publicised(thidua: Thidua, **changes: object) -> Thidua:
    """Go on to Mỹ Hòa publicised on 15 April."""
    commended(thidua, **changes)
    done(thidua("publicise", "MH", "--channel", "radio", "--on", "2024-04-15"))
    return thidua


def learned(thidua: Thidua, **changes: object) -> Thidua:
    """Go on to An Hiệp learning from Mỹ Hòa on 10 May."""
    publicised(thidua, **changes)
    done(thidua("learn", "AH", "--from", "MH", "--form", "visit", "--on", "2024-05-10"))
    return thidua


def june(thidua: Thidua, points: str = "50 30", *, exemplar: str = "55 35", **changes: object) -> Thidua:
    """Go on to June scored and evaluated: ``points`` are An Hiệp's, beside Mỹ Hòa's 80 of March."""
    return scored(learned(thidua, **changes), "2024-06", MH=exemplar, AH=points, TT="10 10")


REVIEW = ("review", "AH", "--from", "MH", "--month", "2024-06", "--on", "2024-07-03")
MINUTES = ("--minutes", "7/BB", "--minutes-date", "2024-07-04")


def reviewed(thidua: Thidua, points: str = "50 30", **changes: object) -> Thidua:
    """Go on to An Hiệp reviewed on 3 July by all five, and the minutes signed on 4 July."""
    done(june(thidua, points, **changes)(*REVIEW, *CARRIED, *MINUTES))
    return thidua


def recognised(thidua: Thidua, points: str = "50 30", **changes: object) -> Thidua:
    """Go on to An Hiệp recognised on 10 July."""
    reviewed(thidua, points, **changes)
    done(thidua("recognise", "AH", "--from", "MH", "--decision", "9/QĐ", "--on", "2024-07-10"))
    return thidua


def refused(thidua: Thidua, *words: str | Path, code: int = 5) -> str:
    """Insist that a command is refused, says nothing on stdout and leaves the ledger byte for byte; give its words."""
    before = LEDGER.read_bytes()
    ran = thidua(*words)
    assert (ran.code, ran.out) == (code, ""), ran
    assert LEDGER.read_bytes() == before
    return ran.err


def table(lines: str, *, groups: str = "", caps: str = "") -> str:
    """Give the ``tracks`` of ``make.campaign_yaml``: one table of the communes with these lines, one in a row."""
    parts = {"caps": caps, "groups": groups, "criteria": lines}
    listed = "".join(f"    {key}:\n{_indented(text)}" for key, text in parts.items() if text)
    return f"\n  - code: xa\n    name: Communes\n    unit_kinds: [commune]\n{listed}"


def _indented(text: str) -> str:
    return "".join(f"      - {line.strip()}\n" for line in text.strip().splitlines())


def entered(thidua: Thidua, month: str, rows: str, *options: str) -> Ran:
    """Import a month's results: ``RA late 5 waived 2; RB late 0`` has everything after the line as its value."""
    cells = [row.split(maxsplit=2) for row in rows.split(";")]
    text = "".join(f'{code},{line},"{value}"\n' for code, line, value in cells)
    Path("entered.csv").write_text(f"registration,criterion,value\n{text}", "utf-8")
    return done(thidua("import", "scores", "entered.csv", "--month", month, *options))


def answered(thidua: Thidua, *words: str | Path) -> dict[str, Any]:
    """Give a command's one JSON object, its numbers exact."""
    return json.loads(done(thidua(*words, "--json")).out, parse_float=Decimal)


def standing(thidua: Thidua, month: str, *columns: str, options: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
    """Evaluate a month and give these columns of its rows."""
    rows = answered(thidua, "evaluate", "--month", month, *options)["rows"]
    return [tuple(row[column] for column in columns) for row in rows]


def line_of(thidua: Thidua, code: str, line: str, *columns: str, month: str = "2024-01") -> tuple[Any, ...]:
    """Give these columns of one line of an explanation."""
    lines = answered(thidua, "explain", code, "--month", month)["lines"]
    found = next(one for one in lines if one["criterion"] == line)
    return tuple(found[column] for column in columns)


def copied(name: str, thidua: Thidua, folder: Path, make: Callable[[Thidua], object]) -> Thidua:
    """Give a ledger that the first test makes and the others copy."""
    saved = folder / f"{name}.db"
    if not saved.exists():
        make(thidua)
        shutil.copy(LEDGER, saved)
    shutil.copy(saved, LEDGER)
    return thidua
