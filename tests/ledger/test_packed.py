"""Packed scores: whatever goes in comes out once, in the order of the keys, and no line is ever divided."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.ledger import packed
from thidua.ledger.packed import PackedScores

REGISTRATIONS, CRITERIA = [3, 4, 9, 17, 18, 1000], [1, 2, 7]
FIRST = 24_280
SCORES = st.lists(
    st.tuples(
        st.integers(FIRST, FIRST + 400),
        st.sampled_from(REGISTRATIONS),
        st.sampled_from(CRITERIA),
        st.integers(1, 3),
        st.sampled_from(["a", "b", None]),
    ),
    max_size=200,
)


@pytest.fixture(autouse=True)
def short_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "_RUN", 7)
    monkeypatch.setattr(packed, "_SLICE", 10)


def filled(scores: list[tuple[int, int, int, int, str | None]]) -> PackedScores:
    made = PackedScores(REGISTRATIONS, CRITERIA, FIRST)
    for month, registration, criterion, stage, value in scores:
        made.add(made.who(month, registration) + made.what(criterion, stage, value))
    return made


@given(SCORES)
def test_everything_comes_out_once_in_the_order_of_the_keys(
    scores: list[tuple[int, int, int, int, str | None]],
) -> None:
    made = filled(scores)
    slices = list(made.slices())
    out = [
        (made.month(one), registration, criterion, stage, made.values[place])
        for taken in slices
        for one, (registration, criterion, stage, place) in zip(taken, made.unpacked(taken), strict=True)
    ]
    assert sorted(out, key=repr) == sorted(scores, key=repr)
    keys = [made.key(one) for taken in slices for one in taken]
    assert keys == sorted(keys)
    assert [one[:4] for one in out] == sorted(one[:4] for one in scores)
    assert made.count == len(scores)


@given(SCORES)
def test_no_line_is_divided_between_two_slices(scores: list[tuple[int, int, int, int, str | None]]) -> None:
    made = filled(scores)
    for before, after in pairwise(made.slices()):
        assert made.line(before[-1]) < made.line(after[0])


@given(SCORES)
def test_twins_are_lines_with_several_stages_or_one_twice(scores: list[tuple[int, int, int, int, str | None]]) -> None:
    made = filled(scores)
    lines = [one[:3] for one in scores]
    taken = [one for part in made.slices() for one in part]
    assert made.has_twins(taken) == (len(set(lines)) < len(lines))
    assert made.stages(taken) == {one[3] for one in scores}
    assert sum(made.places(taken).values()) == len(scores)


def test_more_values_than_fit_are_not_mixed_up() -> None:
    made = PackedScores(list(range(1 << 20)), list(range(1 << 14)), FIRST)
    made.value_bits = 2
    for value in "abcd":
        made.what(1, 1, value)
    with pytest.raises(OverflowError):
        made.what(1, 1, "e")
