"""Ledgers and files of any size, the same from the same seed: ``python tests/bench/generated.py REGISTRATIONS FOLDER``.

The units are numbered hamlets (ấp) below the communes and towns that the project ships, in their clusters; the campaign
is the shipped one, from January, every line of the communes' table due each month. Rows are streamed to disk.
"""

import csv
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import Process
from pathlib import Path
from random import Random

from timing import CAMPAIGN, CAMPAIGNS, run, thidua

SEED = 20240117
HEAD = ("registration", "criterion", "month", "value", "note")
_LAUNCHED, _JANUARY, _REGISTERED = "2024-02-15", "2024-01-01", "2024-01-02"
_WORD = (1 << 64) - 1
_STEP = 25  # hundredths: values are a quarter of a point apart, from half of what a line is worth up to all of it
_ROUNDS = 4


@dataclass(frozen=True)
class Line:
    """A line of the score table: what it is worth in hundredths, and the pillars it is shown under."""

    code: str
    points: int
    pillars: tuple[str, ...]

    @property
    def values(self) -> list[str]:
        """Give every value that is generated for the line."""
        return [f"{points / 100:g}" for points in range(self.points // 2, self.points + 1, _STEP)]


def campaign() -> str:
    """Give the shipped campaign as it is measured: from January, hamlets, every line due each month."""
    text = CAMPAIGN.read_text("utf-8").replace(_LAUNCHED, _JANUARY)
    text = re.sub(r"(?m)^(\s+due:) .*$", r"\1 monthly", text)
    return text.replace("unit_kinds: [commune, town]", "unit_kinds: [hamlet]")


def _table() -> str:
    text = campaign()
    return text[text.index("code: xa-thi-tran") : text.index("code: ca-nhan")]


def pillars() -> list[str]:
    """Give the pillars of the table, in its order."""
    return re.findall(r"- code: (\S+)\n +family:", _table())


def lines() -> list[Line]:
    """Give the lines that every registration is scored by."""
    table = _table()
    entry = re.compile(r"- code: (\S+)\n +name: .*\n +pillars: \[(.*)\]\n +points: (\S+)")
    found = entry.findall(table[table.index("criteria:") :])
    return [Line(code, round(float(points) * 100), tuple(under.split(", "))) for code, under, points in found]


def places(count: int) -> Iterator[tuple[str, dict[str, str], int]]:
    """Give so many hamlets: the code of each, the row of the unit above, its number there."""
    above = [unit for unit in _shipped_units() if unit["kind"] != "district"]
    each = -(-count // len(above))
    for at in range(count):
        unit, number = above[at // each], at % each + 1
        yield f"{unit['code']}-{number:05}", unit, number


def _shipped_units() -> list[dict[str, str]]:
    with (CAMPAIGNS / "units-ba-tri-2024.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shuffled(count: int, seed: int = SEED) -> Iterator[int]:
    """Give 0 to count-1 as if by chance, without holding them: a Feistel network walked in cycles."""
    half = max(1, (count - 1).bit_length() + 1 >> 1)
    mask, random = (1 << half) - 1, Random(seed)
    keys = [random.getrandbits(64) | 1 for _ in range(_ROUNDS)]
    for number in range(count):
        at = number
        while True:
            left, right = at >> half, at & mask
            for key in keys:
                left, right = right, left ^ ((right + key) * key >> 29 & mask)
            at = left << half | right
            if at < count:
                break
        yield at


@dataclass(frozen=True)
class Scores:
    """A file of a month's scores: every line of so many registrations.

    With ``noted`` n every n-th row has a note; with ``corrected`` n only every n-th row is there, with another value.
    """

    registrations: int
    month: str = "2024-03"
    is_shuffled: bool = False
    noted: int = 0
    corrected: int = 0
    lines: list[Line] = field(default_factory=lines)

    @property
    def count(self) -> int:
        """Give how many rows there are."""
        return len(range(0, self.registrations * len(self.lines), self.corrected or 1))

    @property
    def name(self) -> str:
        """Give the file a name of its own."""
        told = ("-shuffled" * self.is_shuffled, f"-noted{self.noted}", f"-corrected{self.corrected}")
        return f"{self.registrations}-{self.month}{''.join(told)}"

    def rows(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Give the rows, in the order of registrations and lines or shuffled."""
        codes = [f"R{code}" for code, _, _ in places(self.registrations)]
        wide, each, month = len(self.lines), self.corrected or 1, self.month
        values, salt = [line.values for line in self.lines], Random(f"{SEED}{month}").getrandbits(64)
        is_corrected, noted = bool(self.corrected), self.noted or _WORD
        order: Iterable[int] = shuffled(self.count) if self.is_shuffled else range(self.count)
        for nth in order:
            at = nth * each
            which, line = divmod(at, wide)
            chance = (at ^ salt) * 0x9E3779B97F4A7C15 & _WORD
            among = values[line]
            value = among[((chance >> 33) + is_corrected) % len(among)]
            note = f"Biên bản số {nth}" if nth % noted == noted - 1 else ""
            yield codes[which], self.lines[line].code, month, value, note

    def write_csv(self, path: Path) -> None:
        """Stream the rows into a CSV file."""
        with path.open("w", encoding="utf-8") as file:
            file.write(",".join(HEAD) + "\n")
            file.writelines(f"{','.join(row)}\n" for row in self.rows())

    def write_xlsx(self, path: Path) -> None:
        """Stream the rows into a workbook; values are numbers there."""
        from xlsxwriter import Workbook

        with Workbook(path, {"constant_memory": True}) as book:
            sheet = book.add_worksheet("Scores")
            sheet.write_row(0, 0, HEAD)
            for at, (*texts, value, note) in enumerate(self.rows(), start=1):
                sheet.write_row(at, 0, (*texts, float(value), note or None))


class Workshop:
    """A folder in which ledgers and files are made when they are first asked for, and kept."""

    def __init__(self, top: Path) -> None:
        self.top = top

    def file(self, scores: Scores, kind: str = "csv") -> Path:
        """Give a file of scores."""
        path = self.top / f"{scores.name}.{kind}"
        if not path.exists():
            # in a process of its own: what this one holds would count as the least that each command holds
            making = Process(target=scores.write_csv if kind == "csv" else scores.write_xlsx, args=(path,))
            making.start()
            making.join()
            if making.exitcode:
                sys.exit(f"no file could be made: {path}")
        return path

    def ledger(self, registrations: int, *stored: Scores) -> Path:
        """Give a ledger of so many registrations, with files of scores imported one after the other."""
        if not stored:
            return self._empty(registrations)
        *before, last = stored
        path = self.top / f"{registrations}-{len(stored)}-{last.name}.db"
        if not path.exists():
            words = ("import", "scores", self.file(last), "--db", path, "--quiet")
            shutil.copyfile(self.ledger(registrations, *before), path)
            run(thidua(*words, *(("--update", "--reason", "Counted again") if last.corrected else ())), self.top)
        return path

    def evaluated(self, registrations: int) -> Path:
        """Give a ledger whose month of scores is evaluated."""
        path = self.top / f"{registrations}-evaluated.db"
        if not path.exists():
            shutil.copyfile(self.ledger(registrations, Scores(registrations)), path)
            run(thidua("evaluate", "--month", "2024-03", "--db", path), self.top)
        return path

    def _empty(self, registrations: int) -> Path:
        path = self.top / f"{registrations}.db"
        if path.exists():
            return path
        texts = {"campaign.yaml": [campaign()], "units.csv": _units(registrations), "r.csv": _register(registrations)}
        for name, text in texts.items():
            with (self.top / name).open("w", encoding="utf-8") as file:
                file.writelines(text)
        for words in (
            ("init",),
            ("launch", "campaign.yaml"),
            ("import", "units", "units.csv"),
            ("import", "registrations", "r.csv"),
        ):
            run(thidua(*words, "--db", path), self.top)
        return path


def _units(count: int) -> Iterator[str]:
    yield "code,name,kind,parent,cluster\n"
    for unit in _shipped_units():
        yield f"{unit['code']},{unit['name']},{unit['kind']},{unit['parent']},{unit['cluster']}\n"
    for code, above, number in places(count):
        place = above["name"][:1].lower() + above["name"][1:]
        yield f"{code},Ấp {number} {place},hamlet,{above['code']},{above['cluster']}\n"


def _register(count: int) -> Iterator[str]:
    yield "code,unit,on,content,goal,deadline\n"
    for code, _, number in places(count):
        yield f"R{code},{code},{_REGISTERED},Ấp kiểu mẫu,Giữ {number % 19 + 1} tiêu chí,2024-12-01\n"


def main() -> None:
    """Make a ledger and a month's file, in order, shuffled and as a workbook when it is small enough for one."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    workshop = Workshop(folder)
    made = [workshop.ledger(count), workshop.file(Scores(count)), workshop.file(Scores(count, is_shuffled=True))]
    if Scores(count).count < 1 << 20:
        made.append(workshop.file(Scores(count), "xlsx"))
    sys.stdout.write("".join(f"{path}\n" for path in made))


if __name__ == "__main__":
    main()
