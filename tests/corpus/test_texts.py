"""Texts kept as they are in csv/, with their outcomes in the tables beside them."""

import pytest
import yaml

from corpus.case import TEXTS, Case, kept, named
from corpus.conftest import Staged
from corpus.trying import tried

TABLES = ("records.yaml", "headers.yaml", "values.yaml", "rules.yaml", "kinds.yaml", "json.yaml")
CASES = [case for table in TABLES for case in kept(table)]


@pytest.mark.parametrize("case", CASES, ids=named(CASES))
def test_a_text_comes_to_what_the_table_says(case: Case, staged: Staged) -> None:
    tried(case, staged(case.stage))


def test_every_text_is_in_a_table() -> None:
    listed = [one for table in TABLES for one in yaml.safe_load((TEXTS / table).read_text("utf-8"))["cases"]]
    used = {one["file"] for one in listed} | {name for one in listed for name in one.get("beside", ())}
    assert used | set(TABLES) == {path.name for path in TEXTS.iterdir()}
