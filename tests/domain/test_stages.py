"""The path of a score: self-scored, appraised, agreed; a later stage that differs says why."""

from unicodedata import normalize

import pytest

from thidua.domain.stages import STAGES, Stage, parse_stage, previous, unexplained
from thidua.errors import because

SELF, APPRAISED, AGREED = Stage


def test_there_are_three_stages_in_their_order_with_their_words():
    assert [(stage.value, stage.word) for stage in Stage] == [(1, "self"), (2, "appraised"), (3, "agreed")]
    assert STAGES == ("self", "appraised", "agreed")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("self", SELF),
        ("Appraised", APPRAISED),
        (" agreed ", AGREED),
        ("tự chấm", SELF),
        ("Thẩm  định", APPRAISED),
        (normalize("NFD", "thống nhất"), AGREED),
    ],
)
def test_a_stage_is_read_by_its_word_in_either_language(text, stage):
    assert parse_stage(text) == stage


@pytest.mark.parametrize("text", ["", "1", "tham dinh", "final"])
def test_a_word_that_is_no_stage_is_refused_with_those_there_are(text):
    assert parse_stage(text) == because("stage-unknown", text=text, known=("self", "appraised", "agreed"))


@pytest.mark.parametrize(
    ("stage", "present", "before"),
    [
        (SELF, (), None),
        (SELF, (SELF, APPRAISED, AGREED), None),
        (APPRAISED, (SELF, AGREED), SELF),
        (APPRAISED, (APPRAISED,), None),
        (AGREED, (SELF,), SELF),
        (AGREED, (SELF, APPRAISED, AGREED), APPRAISED),
        (AGREED, (AGREED,), None),
    ],
)
def test_the_previous_stage_is_the_last_one_before_at_which_something_is_reported(stage, present, before):
    assert previous(stage, dict.fromkeys(present, "5")) == before


@pytest.mark.parametrize(
    ("stage", "reported", "present", "reason"),
    [
        (SELF, "5", {}, None),
        (SELF, "5", {SELF: "4", APPRAISED: "3"}, None),
        (APPRAISED, "5", {SELF: "5"}, None),
        (APPRAISED, "5", {}, None),
        (APPRAISED, "3", {SELF: "5"}, "two cases not proved"),
        (AGREED, "3", {SELF: "5", APPRAISED: "3"}, None),
        (AGREED, "5", {AGREED: "4"}, None),
    ],
)
def test_a_score_like_the_one_before_or_with_a_reason_is_taken(stage, reported, present, reason):
    assert unexplained(stage, reported, present, reason) is None


@pytest.mark.parametrize("reason", [None, ""])
@pytest.mark.parametrize(
    ("stage", "reported", "present", "before_stage", "before"),
    [
        (APPRAISED, "3", {SELF: "5"}, SELF, "5"),
        (APPRAISED, "5 waived 2", {SELF: "5", APPRAISED: "5 waived 2"}, SELF, "5"),
        (AGREED, "5", {SELF: "5", APPRAISED: "3"}, APPRAISED, "3"),
        (AGREED, "0", {SELF: "5"}, SELF, "5"),
    ],
)
def test_a_score_different_from_the_stage_before_needs_a_reason(stage, reported, present, before_stage, before, reason):
    facts = {"stage": stage.word, "before_stage": before_stage.word, "before": before, "value": reported}
    assert unexplained(stage, reported, present, reason) == because("stage-needs-reason", **facts)
