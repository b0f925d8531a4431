"""Rot: a ledger's file damaged at random, and what a program that knows nothing of thidua still reads in it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random


def page_size(content: bytes) -> int:
    size = int.from_bytes(content[16:18], "big")
    return 65536 if size == 1 else size


def _pages(content: bytes) -> int:
    return len(content) // page_size(content)


def _page(content: bytes, number: int) -> slice:
    size = page_size(content)
    return slice(number * size, (number + 1) * size)


def flip(content: bytearray, random: Random) -> str:
    at, bit = random.randrange(len(content)), random.randrange(8)
    content[at] ^= 1 << bit
    return f"bit {bit} of byte {at} flipped"


def scribble(content: bytearray, random: Random) -> str:
    at, length = random.randrange(len(content)), random.randrange(1, 200)
    content[at : at + length] = random.randbytes(min(length, len(content) - at))
    return f"{length} bytes from {at} written over"


def cut(content: bytearray, random: Random) -> str:
    length = random.choice([random.randrange(len(content)), random.randrange(_pages(content)) * page_size(content)])
    del content[length:]
    return f"cut at {length}"


def zero(content: bytearray, random: Random) -> str:
    number = random.randrange(_pages(content))
    content[_page(content, number)] = bytes(page_size(content))
    return f"page {number + 1} zeroed"


def swap(content: bytearray, random: Random) -> str:
    one, other = random.sample(range(_pages(content)), 2)
    first, second = content[_page(content, one)], content[_page(content, other)]
    content[_page(content, one)], content[_page(content, other)] = second, first
    return f"pages {one + 1} and {other + 1} swapped"


def double(content: bytearray, random: Random) -> str:
    one, other = random.sample(range(_pages(content)), 2)
    content[_page(content, other)] = content[_page(content, one)]
    return f"page {one + 1} written over page {other + 1}"


def append(content: bytearray, random: Random) -> str:
    length = random.choice([1, 100, page_size(content)])
    content += random.randbytes(length)
    return f"{length} bytes appended"


Damage = Callable[[bytearray, Random], str]
# a flipped bit is the hardest to see, and the likeliest
DAMAGES: tuple[Damage, ...] = (*(flip,) * 12, *(scribble,) * 2, cut, zero, swap, double, append)


def damaged(content: bytes, seed: str) -> tuple[bytes, str]:
    """Damage a file as a seed says, and tell how."""
    random, changed = Random(seed), bytearray(content)
    told = random.choice(DAMAGES)(changed, random)
    return bytes(changed), told


def logical(path: Path) -> list[tuple[object, ...]] | None:
    """Dump everything a ledger says by plain sqlite3, or None where it cannot be read to the end."""
    found: list[tuple[object, ...]] = []
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            connection.text_factory = bytes
            for pragma in ("application_id", "user_version", "encoding"):
                found += connection.execute(f"PRAGMA {pragma}").fetchall()
            schema = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
            listed = schema.fetchall()
            found += listed
            for kind, name, *_ in listed:
                if kind == b"table":
                    table = name.decode()
                    # without the indexes, which are no content: what a damaged one says is not what is there
                    rows = connection.execute(f"SELECT '{table}', * FROM {table} NOT INDEXED").fetchall()
                    found += sorted(rows, key=repr)
    except (sqlite3.Error, UnicodeError, MemoryError):
        return None
    return found
