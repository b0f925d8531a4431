"""Workbooks: what stands in their cells, where their rows are, and everything that can be broken in them."""

import pytest

from corpus import workbook_cells, workbook_damage, workbook_sheets
from corpus.case import Case, named
from corpus.conftest import Staged
from corpus.trying import tried


@pytest.mark.parametrize("case", workbook_cells.CASES, ids=named(workbook_cells.CASES))
def test_what_a_spreadsheet_made_of_a_cell_is_read_or_named(case: Case, staged: Staged) -> None:
    tried(case, staged(case.stage))


@pytest.mark.parametrize("case", workbook_sheets.CASES, ids=named(workbook_sheets.CASES))
def test_the_rows_are_found_or_it_is_said_why_not(case: Case, staged: Staged) -> None:
    tried(case, staged(case.stage))


@pytest.mark.parametrize("case", workbook_damage.CASES, ids=named(workbook_damage.CASES))
def test_a_broken_workbook_is_refused_and_no_more_of_it_is_read(case: Case, staged: Staged) -> None:
    tried(case, staged(case.stage))
