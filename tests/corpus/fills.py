"""What is put into the sheets of ``workbook_cells``."""

from datetime import datetime
from typing import Any

from corpus.books import HEAD, Fill

REGISTRATION = ["code", "unit", "on", "person", "person_kind"]
PERSON = ["P", "1", None, "Nguyễn Văn Mẫu", "farmer"]


def formats(*cells: tuple[str, object], head: list[str] | None = None) -> Fill:
    """Fill a row for each of MH, AH, TT: a value shown by a number format."""

    def fill(book: Any, page: Any) -> None:
        page.write_row(0, 0, head or HEAD)
        for line, (shown, value) in enumerate(cells, 1):
            page.write_row(line, 0, [("MH", "AH", "TT")[line - 1], "fields"])
            put = page.write_datetime if isinstance(value, datetime) else page.write_number
            put(line, 2, value, book.add_format({"num_format": shown}))

    return fill


def months(*days: datetime) -> Fill:
    """Fill a row for each of MH, AH: a day shown as a month."""

    def fill(book: Any, page: Any) -> None:
        page.write_row(0, 0, [*HEAD, "month"])
        for line, day in enumerate(days, 1):
            page.write_row(line, 0, [("MH", "AH")[line - 1], "fields", 50])
            page.write_datetime(line, 3, day, book.add_format({"num_format": "yyyy-mm"}))

    return fill


def registered_on(*, day: str) -> Fill:
    """Fill a registration whose day is a day."""

    def fill(book: Any, page: Any) -> None:
        page.write_row(0, 0, REGISTRATION)
        page.write_row(1, 0, PERSON)
        page.write_datetime(1, 2, datetime.fromisoformat(day), book.add_format({"num_format": "d/m/yyyy"}))

    return fill


def answers(_: Any, page: Any) -> None:
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, ["MH", "fields"])
    page.write_boolean(1, 2, True)
    page.write_row(2, 0, ["AH", "fields", 40])


def computed(_: Any, page: Any) -> None:
    page.write_row(0, 0, HEAD)
    page.write_formula(1, 0, '="M"&"H"', None, "MH")
    page.write(1, 1, "fields")
    page.write_formula(1, 2, "=100/2", None, 50)


def errors(_: Any, page: Any) -> None:
    page.write_row(0, 0, HEAD)
    for line, error in enumerate(("#DIV/0!", "#REF!", "#N/A"), 1):
        page.write_row(line, 0, [("MH", "AH", "TT")[line - 1], "fields"])
        page.write_formula(line, 2, "=1/0", None, error)


def bordered(book: Any, page: Any) -> None:
    border = book.add_format({"border": 1})
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, ["MH", "fields", 50])
    for line in range(60):
        for at in range(12):
            if line > 1 or at > 2:
                page.write_blank(line, at, None, border)


def beyond(_: Any, page: Any) -> None:
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, ["MH", "fields", 50])
    page.write(1, 3, "nhớ hỏi lại")


def linked(book: Any, page: Any) -> None:
    bold = book.add_format({"bold": True})
    page.write_row(0, 0, HEAD)
    page.write_rich_string(1, 0, "Xã ", bold, "Mỹ Hòa")
    page.write_url(1, 1, "https://example.org", None, "fields")
    page.write_comment(1, 1, "không phải ô này")
    page.write(1, 2, 50)
