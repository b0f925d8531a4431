"""A document that could not be written whole cannot be made."""

import pytest

from thidua.reports.document import Column, Document, Table


def columns(*keys):
    return tuple(Column(key, "x") for key in keys)


def test_a_row_as_long_as_its_columns_is_asked_for():
    with pytest.raises(ValueError, match=r"^table t, row 2: 1 cells in 2 columns$"):
        Table("t", None, columns("a", "b"), ((1, 2), (1,)))


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        (("a", "a"), "a"),
        ((("p", "x"), ("p", "x")), "p.x"),
        (("p.x", ("p", "x")), "p.x"),
        (("p", ("p", "x")), "p"),
        ((("p", "x", "y"), ("p", "x")), "p.x"),
    ],
)
def test_two_values_for_one_key_are_refused(keys, named):
    with pytest.raises(ValueError, match=rf"^table t: {named} would stand twice in a row$"):
        Table("t", None, columns(*keys), ())


def test_several_columns_may_be_for_people_only():
    table = Table("t", "T", columns((), (), "a"), ((1, 2, 3),))
    assert table.for_programs() == Table("t", "T", columns("a"), ((3,),))
    assert table.for_people() == table


def test_two_tables_of_one_key_may_not_hold_a_value_and_an_object_under_one_name():
    tables = (Table("t", None, columns("p"), ()), Table("t", None, columns(("p", "x")), ()))
    with pytest.raises(ValueError, match=r"^table t: p would stand twice in a row$"):
        Document("d", "vi", {}, tables)


@pytest.mark.parametrize(("facts", "key"), [({"t": 1}, "t"), ({"schema": 1}, "schema"), ({}, "schema")])
def test_a_fact_and_a_table_of_one_name_are_refused(facts, key):
    with pytest.raises(ValueError, match=rf"^document d: {key} would stand twice on top$"):
        Document("d", "vi", facts, (Table(key, None, columns("a"), ()),))


def test_tables_of_one_key_are_one_table_for_programs():
    first = Table("t", "T", columns("a", (), "b"), ((1, 2, 3),))
    other = Table("u", "U", columns("a"), ((9,),))
    second = Table("t", None, columns("c", "a"), ((4, 5),))
    joined = Table("t", "T", columns("a", "b", "c"), ((1, 3, None), (5, None, 4)))
    assert Document("d", "vi", {}, (first, other, second)).tables() == (joined, other)
