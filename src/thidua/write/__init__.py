"""Every file out: one module per format, each turning a document into text. Nothing of campaigns is known here.

``table`` and ``plain`` are for people: values in the document's language, whatever could move a cursor made visible.
``tsv``, ``csv`` and ``json`` are for programs: keys, codes and exact values, the same bytes for the same document.
``xlsx`` is a workbook for people; it is bytes, and goes to a file or into a pipe.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO, TypeAlias

if TYPE_CHECKING:
    from thidua.reports.document import Document

TEXTS = ("table", "plain", "tsv", "csv", "json")
FORMATS = (*TEXTS, "xlsx")


@dataclass(frozen=True)
class Frame:
    """What a terminal offers: its ``width`` in cells and whether it shows ``colour``."""

    width: int
    colour: bool


Writer: TypeAlias = Callable[["Document", TextIO, Frame], None]


def writer(name: str) -> Writer:
    """Give the writer of a format, importing only that one; a name not in ``FORMATS`` is a ``ValueError``."""
    match name:
        case "table":
            from thidua.write.table import write_table as write
        case "plain":
            from thidua.write.plain import write_plain as write
        case "tsv":
            from thidua.write.tsv import write_tsv as write
        case "csv":
            from thidua.write.csv import write_csv as write
        case "json":
            from thidua.write.json import write_json as write
        case "xlsx":
            from thidua.write.xlsx import write_xlsx as write
        case _:
            raise ValueError(f"no format {name}")
    return write
