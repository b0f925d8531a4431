"""Files that are big, or seem small and are not: each must be told in 10 seconds of the processor and 512 MB."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from corpus.books import GOOD, MAIN, parts, row, sheet, under_head, zipped
from corpus.case import MARCH

LINE = "registration,criterion,value\n"
WHO = '{"registration": "MH", "criterion": "fields", "value": '
MANY, LESS = 100_000, 40_000


@dataclass(frozen=True)
class Heavy:
    """A file, where its first problem is, and how many there are; none, and ``stored`` rows, when it is good."""

    name: str
    about: str
    make: Callable[[], bytes | str]
    first: str = ""
    problems: int = 1
    stored: int = 0
    kind: str = "scores"
    options: tuple[str, ...] = MARCH


def _noise() -> str:
    """Give text that cannot be packed, within remarks."""
    text = "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=1_500_000))
    return "".join(f"<!--{text[at : at + 250_000]}-->" for at in range(0, len(text), 250_000))


def _spacious() -> bytes:
    return zipped(
        parts(f'<worksheet xmlns="{MAIN}">{_noise()}<sheetData>{GOOD}{" " * 190_000_000}</sheetData></worksheet>')
    )


def _elements() -> bytes:
    return zipped(
        parts(f'<worksheet xmlns="{MAIN}">{_noise()}<sheetData>{GOOD}{"<x/>" * 30_000_000}</sheetData></worksheet>')
    )


def _strings() -> bytes:
    return zipped(parts(sheet(GOOD), strings=f"<si><t>{'x' * 100_000}</t></si>" * 650), packed=0)


def _errors() -> bytes:
    wrong = '<c t="e"><v>#N/A</v></c>' * 3
    return under_head("".join(f'<row r="{line}">{wrong}</row>' for line in range(2, LESS + 2)))


def _rows() -> bytes:
    return under_head("".join(row(line, "MH", "fields", -1) for line in range(2, LESS + 2)))


def _columns() -> str:
    headings = ",".join(f"cột lạ {number}" for number in range(10_000))
    return f"registration,criterion,value,{headings}\nMH,fields,50{',' * 10_000}\n"


def _criteria() -> str:
    headings = ",".join(f"cột lạ {number}" for number in range(2_000))
    return f"registration,{headings}\nMH{',1' * 2_000}\n"


def _keys() -> str:
    others = "".join(f', "k{number}": {number}' for number in range(297))
    return f"{WHO}50{others}}}\n" + f'{WHO}"x"}}\n' * 10_000


def _good() -> str:
    lines = [("fields", 50), ("roads", 30)]
    months = [(month, who) for month in ("2024-03", "2024-06", "2024-09") for who in ("MH", "AH", "TT")]
    rows = "".join(f"{who},{line},{value},{month}\n" for month, who in months for line, value in lines)
    return "registration,criterion,value,month\n" + rows + "\n" * 1_000_000


CASES = [
    Heavy("field-long.csv", "a cell of a million characters", lambda: f"{LINE}MH,fields,{'9' * 1_000_000}\n", "2"),
    Heavy(
        "field-high.csv", "a cell of half a million lines", lambda: LINE + 'MH,fields,"' + "9\n" * 500_000 + '"\n', "2"
    ),
    Heavy("line-long.csv", "a line of three million characters", lambda: f"{LINE}MH,fields,{'9' * 3_000_000}\n", "2"),
    Heavy("line-only.csv", "a file that is one line", lambda: "x" * 30_000_000, "1"),
    Heavy(
        "header-long.csv",
        "a heading of a hundred thousand characters",
        lambda: f"{LINE[:-1]},{'x' * 100_000}\nMH,fields,50,\n",
        problems=0,
        stored=1,
    ),
    Heavy(
        "quote-open.csv",
        "a quote that is never closed above half a million lines",
        lambda: f'{LINE}MH,"fields,50\n' + "AH,roads,30\n" * 500_000,
        "2",
    ),
    Heavy("quotes.csv", "nothing but quotes", lambda: ('"' * 100 + "\n") * 100_000, "1", 3),
    Heavy("blank.csv", "a million blank lines", lambda: "\n" * 1_000_000, "1"),
    Heavy("blank-below.csv", "a million blank lines below good rows", _good, problems=0, stored=18, options=()),
    Heavy("columns.csv", "ten thousand columns nobody asked for", _columns, problems=0, stored=1),
    Heavy("criteria.csv", "two thousand columns of no criterion", _criteria, "1:2", 2_000),
    Heavy(
        "wrong.csv",
        "a hundred thousand rows, all wrong",
        lambda: LINE + "".join(f"MH,fields,x{number}\n" for number in range(MANY)),
        "2:3",
        MANY,
    ),
    Heavy("twice.csv", "forty thousand times one row", lambda: LINE + "MH,fields,50\n" * LESS, "3:3", LESS - 1),
    Heavy("ragged.csv", "forty thousand rows too short", lambda: LINE + "MH,fields\n" * LESS, "2", LESS),
    Heavy("stray.csv", "forty thousand stray quotes", lambda: LINE + 'MH,"fields"!,50\n' * LESS, "2", LESS),
    Heavy("lost.csv", "forty thousand lost letters", lambda: LINE + "M?H,fields,50\n" * LESS, "2:1", LESS),
    Heavy(
        "units.csv",
        "forty thousand codes that are none",
        lambda: "code,name,kind\n" + "c c,x,commune\n" * LESS,
        "2:1",
        LESS,
        kind="units",
        options=(),
    ),
    Heavy(
        "utf-16.csv",
        "forty thousand wrong rows in UTF-16",
        lambda: (LINE + "MH,fields,x\n" * LESS).encode("utf-16"),
        "2:3",
        LESS,
    ),
    Heavy(
        "nul-below.csv",
        "a NUL under forty thousand wrong rows",
        lambda: LINE + "MH,fields\n" * LESS + "\0",
        "2",
        LESS + 1,
    ),
    Heavy(
        "malformed.jsonl",
        "forty thousand lines that are no JSON",
        lambda: '{"registration": MH}\n' * LESS,
        "1:18",
        LESS,
    ),
    Heavy("wrong.jsonl", "forty thousand wrong objects", lambda: f'{WHO}"x"}}\n' * LESS, "1:3", LESS),
    Heavy("keys.jsonl", "ten thousand objects, of which one has 300 keys", _keys, "2:3", 10_000),
    Heavy("rows.xlsx", "a sheet of forty thousand wrong rows", _rows, "S!C2", LESS),
    Heavy("errors.xlsx", "a sheet of more than a hundred thousand errors", _errors, "S!A2", 120_000),
    Heavy("bomb.xlsx", "two hundred megabytes of blanks in one", _spacious, problems=0, stored=1),
    Heavy("elements.xlsx", "thirty million elements of no cell", _elements, "S!1"),
    Heavy("strings.xlsx", "more texts than are kept in memory", _strings, "1"),
]
