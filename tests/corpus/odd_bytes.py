"""Line ends, NULs, and files of other kinds under the name of a text."""

import gzip
import io
import tarfile
import zipfile

from corpus.case import Case

LINES = ("registration,criterion,value", "MH,fields,50", "AH,fields,40")
HEAD = "registration,criterion,value\n"
GOOD = HEAD + "MH,fields,50\n"


def _lines(*ends: str) -> str:
    return "".join(line + end for line, end in zip(LINES, ends, strict=True))


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("diem.csv"), GOOD)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        about = tarfile.TarInfo("diem.csv")
        about.size = len(GOOD)
        archive.addfile(about, io.BytesIO(GOOD.encode()))
    return out.getvalue()


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
HTML = "<html><table><tr><td>registration</td><td>criterion</td><td>value</td></tr></table></html>"
MISSING = ("1 column-missing",) * 3
BOTH = (2, 2, 0, 0, 0)

CASES = [
    Case("lf.csv", "lines as on Linux", _lines("\n", "\n", "\n"), counts=BOTH),
    Case("crlf.csv", "lines as on Windows", _lines("\r\n", "\r\n", "\r\n"), counts=BOTH),
    Case("cr.csv", "lines as on old Macs", _lines("\r", "\r", "\r"), counts=BOTH),
    Case("ends-mixed.csv", "three ways of ending a line", _lines("\r\n", "\r", "\n"), counts=BOTH),
    Case("end-missing.csv", "no end at the last line", _lines("\r\n", "\r\n", ""), counts=BOTH),
    Case("end-half.csv", "half an end at the last line", _lines("\r\n", "\r\n", "\r"), counts=BOTH),
    Case("ends-doubled.csv", "lines that were converted twice", _lines("\r\r\n", "\r\r\n", "\r\r\n"), counts=BOTH),
    Case(
        "cr-wrong.csv",
        "the wrong row is named by its line",
        HEAD.replace("\n", "\r") + "MH,fields,x\r",
        ("2:3 number-malformed",),
    ),
    Case("form-feed.csv", "a page break between rows", GOOD + "\fAH,fields,40\n", counts=BOTH),
    Case("control-z.csv", "the end of a file as in DOS", GOOD + "\x1a", ("3 row-too-short",)),
    Case("empty.csv", "nothing at all", b"", ("1 rows-empty",)),
    Case("blank.csv", "blank lines only", "\n  \n\t\r\n", ("1 rows-empty",)),
    Case("bom-only.csv", "a byte order mark and nothing", b"\xef\xbb\xbf", ("1 rows-empty",)),
    Case("utf-16-only.csv", "a byte order mark of UTF-16 and nothing", b"\xff\xfe", ("1 rows-empty",)),
    Case("separators-only.csv", "separators and nothing between", ",,,\n,,,\n", ("1 rows-empty",)),
    Case("nul.csv", "a NUL in a cell", HEAD + "MH,fie\0lds,50\n", ("2 text-nul",)),
    Case("nul-in-header.csv", "a NUL in the header", "registration,criterion,val\0ue\n", ("1 text-nul",)),
    Case(
        "nuls-at-the-end.csv", "a file with the NULs of a broken disk at its end", GOOD + "\0" * 4096, ("3 text-nul",)
    ),
    Case(
        "nul-good-rows-wanted.csv",
        "good rows before a NUL are not stored",
        GOOD + "AH,fields,\0\n",
        ("3 text-nul",),
        options=("--month", "2024-03", "--accept-valid"),
    ),
    Case(
        "nul-left-out.csv",
        "a NUL in a column that is left out",
        "registration,criterion,value,x\nMH,fields,50,\0\n",
        ("2 text-nul",),
    ),
    Case(
        "columns-many.csv",
        "more columns than the widest sheet has",
        "registration,criterion,value" + ",x" * 20_000 + "\n",
        ("1 columns-too-many",),
    ),
    Case("nuls.csv", "NULs only", b"\0" * 1000, ("1 text-nul",)),
    Case("gzip.csv", "a packed file", gzip.compress(GOOD.encode(), mtime=0), ("1 text-encoding-unknown",)),
    Case("tar.csv", "an archive of files", _tar(), ("1 text-nul",)),
    Case("zip.csv", "an archive of files that is no workbook", _zip(), ("1 workbook-foreign",)),
    Case("report.pdf", "a page to print", PDF, ("2 text-encoding-unknown",)),
    Case("saved.xls", "a page of a site under the name of a workbook", HTML, MISSING),
    Case("text.xlsx", "a text under the name of a workbook is read", GOOD, counts=(1, 1, 0, 0, 0)),
    Case("image.csv", "a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(64)), ("1 text-encoding-unknown",)),
    Case("sqlite.csv", "a ledger", b"SQLite format 3\0" + b"\0" * 100, ("1 text-nul",)),
]
