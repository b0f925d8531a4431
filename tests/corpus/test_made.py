"""Texts made in code: what no editor would keep as it is."""

import pytest

from corpus import characters, encodings, objects, odd_bytes
from corpus.case import Case, named
from corpus.conftest import Staged
from corpus.trying import tried


@pytest.mark.parametrize("case", characters.CASES, ids=named(characters.CASES))
def test_text_that_is_not_what_it_seems_is_named(case: Case, staged: Staged) -> None:
    tried(case, staged(case.stage))


@pytest.mark.parametrize("case", encodings.CASES, ids=named(encodings.CASES))
def test_every_encoding_is_read_or_refused_by_name(case: Case, staged: Staged) -> None:
    tried(case, staged(case.stage))


@pytest.mark.parametrize("case", odd_bytes.CASES, ids=named(odd_bytes.CASES))
def test_a_file_that_is_no_table_is_refused(case: Case, staged: Staged) -> None:
    tried(case, staged(case.stage))


@pytest.mark.parametrize("case", objects.CASES, ids=named(objects.CASES))
def test_json_lines_are_read_or_refused(case: Case, staged: Staged) -> None:
    tried(case, staged(case.stage))
