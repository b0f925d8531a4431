"""Peers that are Python packages: what each does with the same file, as scripts run by this Python."""

from pathlib import Path

from generated import Line
from peers import DB, GRADES, python
from timing import Command

EVALUATING = {
    "duckdb": "DuckDB, fed through pandas",
    "polars": "polars, from the SQLite file",
    "pandas": "pandas, from the SQLite file",
}
_OPEN = f"import sqlite3\ncon = sqlite3.connect({DB!r})\n"
_READ_CSV = """
import pandas
pandas.read_csv(file).to_sql("t", con, index=False)
"""
_READ_XLSX = """
from openpyxl import load_workbook
for row in load_workbook(file, read_only=True).worksheets[0].iter_rows(values_only=True):
    pass
"""
_CELLS = """
import marshal
from openpyxl import load_workbook
book = load_workbook(made + "/standings.xlsx", read_only=True)
sheets = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
with open("cells", "wb") as file:
    marshal.dump(sheets, file)
"""
_WRITE_XLSX = """
import marshal
from xlsxwriter import Workbook
with open(kept + "/cells", "rb") as file:
    sheets = marshal.load(file)
with Workbook("standings.xlsx", {"constant_memory": True}) as book:
    for rows in sheets:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell)
                elif cell is not None:
                    sheet.write_number(at, column, cell)
"""
_VERB = """
from datetime import UTC, date, datetime
from pathlib import Path
from thidua.actions.evaluate import evaluate
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
occasion = Occasion("Bench", datetime.now(UTC), date(2024, 5, 1))
evaluate(Path("thidua.db"), Month.of(date(2024, 3, 1)), occasion=occasion)
"""
_ASKED = """
scores = "SELECT registration, criterion, points, turn FROM score WHERE month = 24290"
who = '''SELECT r.id AS registration, r.track, COALESCE(u.cluster, '') AS cluster
         FROM registration AS r JOIN unit_state AS u ON u.unit = r.unit'''
ids = dict(con.execute("SELECT code, id FROM criterion WHERE track = 'xa-thi-tran'"))
labels = [(ids[code], pillar) for code, pillar in named]
"""
_WRITE = """
con.executemany("INSERT INTO standing_pillar VALUES (1, ?, ?, 1, ?)", pillars)
con.executemany('''INSERT INTO standing VALUES (1, ?1, 1, ?2, ?3, 0, 0, 10000, ?4, 0, 0, ?4, NULL, ?5, ?5, NULL, ?6,
                   ?6 <= 1 AND ?5 IN ('xuat-sac', 'tot'))''', standings)
con.commit()
"""
_PANDAS = """
import pandas
rows, who = pandas.read_sql(scores, con), pandas.read_sql(who, con)
labels = pandas.DataFrame(labels, columns=["criterion", "pillar"])
one = rows.merge(labels, on="criterion").groupby(["registration", "pillar"], as_index=False)["points"].sum()
two = rows.groupby("registration", as_index=False).agg(total=("points", "sum"), scored=("turn", "sum"))
two = two.merge(who, on="registration")
two["rank"] = two.groupby(["track", "cluster"])["total"].rank("min", ascending=False).astype(int)
codes, floors = zip(*grades[::-1])
ends = [*(floor * 100 for floor in floors), 1 << 60]
two["grade"] = pandas.cut(two["total"], ends, right=False, labels=list(codes)).astype(str)
pillars = one.itertuples(index=False, name=None)
standings = two[["registration", "cluster", "total", "scored", "grade", "rank"]].itertuples(index=False, name=None)
"""
_POLARS = """
import polars
from polars import col
rows, who = polars.read_database(scores, con), polars.read_database(who, con)
labels = polars.DataFrame(labels, schema=["criterion", "pillar"], orient="row")
one = rows.join(labels, on="criterion").group_by("registration", "pillar").agg(col("points").sum())
grade = polars.when(False).then(None)
for code, floor in grades:
    grade = grade.when(col("total") >= floor * 100).then(polars.lit(code))
two = rows.group_by("registration").agg(total=col("points").sum(), scored=col("turn").sum())
two = two.join(who, on="registration").with_columns(
    grade.alias("grade"), col("total").rank("min", descending=True).over("track", "cluster").alias("rank")
)
pillars = one.sort("registration", "pillar").iter_rows()
standings = two.sort("registration").select("registration", "cluster", "total", "scored", "grade", "rank").iter_rows()
"""
_DUCKDB = """
import duckdb
import pandas
rows, who = pandas.read_sql(scores, con), pandas.read_sql(who, con)
labels = pandas.DataFrame(labels, columns=["criterion", "pillar"])
grade = " ".join(f"WHEN total >= {floor * 100} THEN '{code}'" for code, floor in grades)
duck = duckdb.connect()
pillars = duck.sql('''SELECT registration, pillar, CAST(SUM(points) AS BIGINT) FROM rows JOIN labels USING (criterion)
                      GROUP BY ALL ORDER BY ALL''').fetchall()
standings = duck.sql(f'''SELECT registration, cluster, total, scored, CASE {grade} END,
                                rank() OVER (PARTITION BY track, cluster ORDER BY total DESC)
                         FROM (SELECT registration, CAST(SUM(points) AS BIGINT) AS total,
                                      CAST(SUM(turn) AS BIGINT) AS scored
                               FROM rows GROUP BY registration) JOIN who USING (registration)
                         ORDER BY registration''').fetchall()
"""
_HOW = {"pandas": _PANDAS, "polars": _POLARS, "duckdb": _DUCKDB}


def read_csv(script: Path, file: Path) -> Command:
    """Give pandas' import of a CSV file into a table."""
    return python(script, _OPEN + _READ_CSV, file=str(file))


def read_xlsx(script: Path, file: Path) -> Command:
    """Give openpyxl's reading of every cell of a workbook."""
    return python(script, _READ_XLSX, file=str(file))


def cells_of(script: Path, folder: Path) -> Command:
    """Give what keeps the cells of the workbook in a folder, quickly read again, in its own folder's ``cells``."""
    return python(script, _CELLS, made=str(folder))


def write_xlsx(script: Path, folder: Path) -> Command:
    """Give XlsxWriter's writing of the cells kept in a folder."""
    return python(script, _WRITE_XLSX, kept=str(folder))


def verb(script: Path) -> Command:
    """Give thidua's evaluation as a function called from Python: what is asked of the ledger, and nothing printed."""
    return python(script, _VERB)


def evaluated(script: Path, package: str, lines: list[Line]) -> Command:
    """Give a package's sums by pillar, grades and ranks of a month, from the ledger and into its tables."""
    named = [(line.code, pillar) for line in lines for pillar in line.pillars]
    return python(script, _OPEN + _ASKED + _HOW[package] + _WRITE, named=named, grades=GRADES)
