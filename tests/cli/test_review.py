"""Step 4, bình xét: figures set the ceiling, the vote decides up to it, the minutes close it."""

import json
from decimal import Decimal

import pytest

import small
from conftest import Thidua
from small import CARRIED, FAILED, MINUTES, REVIEW, refused

FOLLOWED = small.LEARNING.replace("frozen", "followed")
BY_ROADS = small.LEARNING.replace("total", "roads")
SUMS = (
    "Show of hands: issued 5, returned 5, valid 5, invalid 0.\n"
    "Quorum: 5/5 = 100 % of all members; needed 1/2: met.\n"
    "AH: 5 for, 0 against; 5/5 = 100 % of all members; needed > 50%: carried.\n"
)
CLOSE = "Next: thidua review AH --from MH --minutes NUMBER --minutes-date DATE\n"


def told(figures: str, ceiling: str, result: str, *, by: str = "the total", bound: str = "") -> str:
    """Give the whole transcript of a review carried by all five and not yet closed."""
    return (
        f"{figures}\nCompared by {by}; the exemplar's figure is frozen at the commendation. "
        f"The figures allow: {ceiling}.\n{bound}{SUMS}Result: {result}.\n{CLOSE}"
    )


@pytest.mark.parametrize(
    ("points", "total", "result"),
    [
        ("50 29,99", "79.99", "following"),
        ("50 30", "80", "caught up"),
        ("40 40", "80", "caught up"),
        ("50 30.01", "80.01", "surpassed"),
    ],
)
def test_equal_catches_up_and_only_strictly_more_surpasses(
    thidua: Thidua, points: str, total: str, result: str
) -> None:
    small.june(thidua, points.replace(",", "."))
    ran = thidua(*REVIEW, *CARRIED)
    figures = f"AH (Xã An Hiệp) 2024-06: {total}; MH (Xã Mỹ Hòa) 2024-03: 80."
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == told(figures, result, result)


def test_the_receipt_carries_both_figures_the_rule_the_vote_and_the_result(thidua: Thidua) -> None:
    small.june(thidua, "50 30.5")
    ran = thidua(*REVIEW, *CARRIED, *MINUTES, "--as", "caught-up", "--json")
    whole = json.loads(ran.out, parse_float=Decimal)
    counted = whole.pop("counted")
    assert (ran.code, ran.err) == (0, "")
    assert whole == {
        "schema": "thidua.review/1",
        "learner": "AH",
        "learner_name": "Xã An Hiệp",
        "exemplar": "MH",
        "exemplar_name": "Xã Mỹ Hòa",
        "month": "2024-06",
        "exemplar_month": "2024-03",
        "by": "total",
        "benchmark": "frozen",
        "learner_points": Decimal("80.5"),
        "exemplar_points": 80,
        "bound": 100,
        "ceiling": "surpassed",
        "at_bound": False,
        "claim": "caught-up",
        "result": "caught-up",
        "minutes": "7/BB",
        "entry": 13,
    }
    assert counted["outcomes"] == [{"nominee": "AH", "yes": 5, "base": 5, "carried": True}]
    assert counted["approve"] == "> 50%"


def test_at_the_bound_nobody_can_surpass_and_it_says_so(thidua: Thidua) -> None:
    small.june(thidua, "60 40", learning=BY_ROADS, march="50 40")
    assert refused(thidua, *REVIEW, *CARRIED, "--as", "surpassed") == (
        "Error: The exemplar stands at the bound, where nobody can stand higher: "
        "the figures allow at most: caught up.\n"
    )
    figures = "AH (Xã An Hiệp) 2024-06: 40; MH (Xã Mỹ Hòa) 2024-03: 40."
    bound = "The exemplar is at the bound of 40: it cannot be surpassed.\n"
    assert thidua(*REVIEW, *CARRIED).err == told(figures, "caught up", "caught up", by="criterion roads", bound=bound)


@pytest.mark.parametrize("claim", ["caught-up", "surpassed"])
def test_a_claim_above_the_figures_is_refused(thidua: Thidua, claim: str) -> None:
    small.june(thidua, "50 29")
    said = claim.replace("-", " ")
    assert refused(thidua, *REVIEW, *CARRIED, "--as", claim) == (
        f"Error: The figures allow at most: following. They do not allow: {said}.\n"
    )


def test_a_claim_below_the_figures_is_taken(thidua: Thidua) -> None:
    small.june(thidua, "60 40")
    figures = "AH (Xã An Hiệp) 2024-06: 100; MH (Xã Mỹ Hòa) 2024-03: 80."
    assert thidua(*REVIEW, *CARRIED, "--as", "caught-up").err == told(figures, "surpassed", "caught up")


def test_a_claim_is_one_of_three_words(thidua: Thidua) -> None:
    small.learned(thidua)
    assert refused(thidua, *REVIEW, *CARRIED, "--as", "caught up", code=2) == (
        "Error: --as cannot be “caught up”. Use one of: following, caught-up, surpassed.\n"
    )


def test_a_vote_that_fails_records_following(thidua: Thidua) -> None:
    small.june(thidua, "60 40")
    ran = thidua(*REVIEW, *FAILED, *MINUTES)
    assert ran.code == 0
    assert ran.err == (
        "AH (Xã An Hiệp) 2024-06: 100; MH (Xã Mỹ Hòa) 2024-03: 80.\n"
        "Compared by the total; the exemplar's figure is frozen at the commendation. "
        "The figures allow: surpassed.\n"
        "Show of hands: issued 5, returned 5, valid 5, invalid 0.\n"
        "Quorum: 5/5 = 100 % of all members; needed 1/2: met.\n"
        "AH: 2 for, 3 against; 2/5 = 40 % of all members; needed > 50%: not carried.\n"
        "Result: following.\n"
        "Next: thidua review AH --from MH --month MONTH …, when it is reviewed again\n"
    )


def test_without_quorum_nothing_is_carried_and_following_is_recorded(thidua: Thidua) -> None:
    small.june(thidua, "60 40")
    ran = thidua(*REVIEW, "--present", "2", "--valid", "2", "--yes", "2", "--no", "0", "--json")
    whole = json.loads(ran.out)
    assert (whole["ceiling"], whole["result"], whole["counted"]["has_quorum"]) == ("surpassed", "following", False)


def test_counts_that_cannot_be_true_are_refused(thidua: Thidua) -> None:
    small.june(thidua)
    assert refused(thidua, *REVIEW, "--present", "6", "--valid", "5", "--yes", "5", "--no", "0", code=3) == (
        "Error: members present: 6 is more than members: 5. Check the minutes.\n"
    )


def test_minutes_may_come_later_and_close_the_review(thidua: Thidua) -> None:
    small.june(thidua)
    small.done(thidua(*REVIEW, *CARRIED))
    ran = thidua("review", "AH", "--from", "MH", *MINUTES)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "Review of AH beside MH closed by 7/BB.\nNext: thidua recognise AH --from MH --decision NUMBER --on DATE\n"
    )
    assert refused(thidua, "review", "AH", "--from", "MH", *MINUTES) == (
        "Error: The review of AH beside MH was already closed on 2024-07-04.\n"
    )


def test_closing_has_a_receipt(thidua: Thidua) -> None:
    small.june(thidua)
    small.done(thidua(*REVIEW, *CARRIED))
    assert json.loads(thidua("review", "AH", "--from", "MH", *MINUTES, "--json").out) == {
        "schema": "thidua.review-close/1",
        "learner": "AH",
        "exemplar": "MH",
        "result": "caught-up",
        "minutes": "7/BB",
        "on": "2024-07-04",
        "entry": 14,
    }


@pytest.mark.parametrize("at_once", [True, False])
def test_minutes_are_not_dated_before_the_review_but_may_be_of_its_day(
    thidua: Thidua,
    at_once: bool,
) -> None:
    small.june(thidua)
    begun: tuple[str, ...] = (*REVIEW, *CARRIED) if at_once else ("review", "AH", "--from", "MH")
    if not at_once:
        small.done(thidua(*REVIEW, *CARRIED))
    assert refused(thidua, *begun, "--minutes", "7/BB", "--minutes-date", "2024-07-02") == (
        "Error: 2024-07-02 is before the review on 2024-07-03.\n"
    )
    assert thidua(*begun, "--minutes", "7/BB", "--minutes-date", "2024-07-03").code == 0


def test_votes_without_a_month_are_not_taken_for_minutes_alone(thidua: Thidua) -> None:
    small.june(thidua)
    small.done(thidua(*REVIEW, *CARRIED))
    assert refused(thidua, "review", "AH", "--from", "MH", *CARRIED, *MINUTES, code=2) == (
        "Error: Option --month is missing. See --help.\n"
    )


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ((), "--month"),
        (("--minutes", "7/BB"), "--minutes-date"),
        (("--minutes-date", "2024-07-04"), "--minutes"),
        (("--month", "2024-06"), "--present"),
        (("--month", "2024-06", "--present", "5"), "--valid"),
        (("--month", "2024-06", "--present", "5", "--valid", "5", "--yes", "5"), "--no"),
    ],
)
def test_what_is_left_out_is_asked_for_by_name(thidua: Thidua, words: tuple[str, ...], option: str) -> None:
    small.learned(thidua)
    assert refused(thidua, "review", "AH", "--from", "MH", *words, code=2) == (
        f"Error: Option {option} is missing. See --help.\n"
    )


def test_there_is_nothing_to_close_before_a_review(thidua: Thidua) -> None:
    small.learned(thidua)
    assert refused(thidua, "review", "AH", "--from", "MH", *MINUTES) == (
        "Error: AH has not been reviewed beside MH (step 4). Run: thidua review AH --from MH --month MONTH …\n"
    )


def test_a_pair_is_not_reviewed_again_while_its_last_review_waits_for_minutes(thidua: Thidua) -> None:
    small.june(thidua)
    small.done(thidua(*REVIEW, *CARRIED))
    assert refused(thidua, *REVIEW, *CARRIED) == (
        "Error: The last review of AH beside MH is not closed. "
        "Run: thidua review AH --from MH --minutes NUMBER --minutes-date DATE\n"
    )


def test_after_following_the_pair_is_reviewed_again_not_before_the_minutes(thidua: Thidua) -> None:
    small.june(thidua, "60 40")
    small.done(thidua(*REVIEW, *FAILED, *MINUTES))
    assert refused(thidua, *REVIEW[:-1], "2024-07-03", *CARRIED) == (
        "Error: 2024-07-03 is before the minutes of 2024-07-04.\n"
    )
    assert json.loads(thidua(*REVIEW[:-1], "2024-07-04", *CARRIED, "--json").out)["result"] == "surpassed"


def test_who_did_not_learn_is_not_reviewed(thidua: Thidua) -> None:
    small.learned(thidua)
    assert refused(thidua, "review", "TT", *REVIEW[2:], *CARRIED) == (
        "Error: TT has no learning from MH on record (step 3). Run: thidua learn TT --from MH --on DATE --form TEXT\n"
    )
    assert refused(thidua, "review", "TT", "--from", "MH", *MINUTES) == (
        "Error: TT has no learning from MH on record (step 3). Run: thidua learn TT --from MH --on DATE --form TEXT\n"
    )


def test_nobody_is_reviewed_beside_itself(thidua: Thidua) -> None:
    small.learned(thidua)
    assert refused(thidua, "review", "MH", *REVIEW[2:], *CARRIED) == (
        "Error: MH cannot learn from itself, catch up with itself or surpass itself.\n"
    )


@pytest.mark.parametrize(
    ("month", "on", "reasons"),
    [
        (
            "2024-04",
            "2024-05-09",
            [
                "AH learned from MH on 2024-05-10; 2024-04 is before that.",
                "2024-05-09 is before the learning on 2024-05-10.",
            ],
        ),
        ("2024-06", "2024-05-31", ["2024-05-31 is before 2024-06; a review of a month is not held before it."]),
        ("2025-01", "2025-02-01", ["2025-01 is not a month of the campaign, which runs from 2024-02 to 2024-12."]),
    ],
)
def test_a_review_is_of_a_month_after_the_learning_and_not_held_before_it(
    thidua: Thidua, month: str, on: str, reasons: list[str]
) -> None:
    small.learned(thidua)
    words = ("review", "AH", "--from", "MH", "--month", month, "--on", on, "--quiet")
    assert refused(thidua, *words, *CARRIED) == "".join(f"Error: {reason}\n" for reason in reasons)


def test_the_month_of_the_learning_and_its_day_are_accepted(thidua: Thidua) -> None:
    small.scored(small.learned(thidua, learning=FOLLOWED), "2024-05", MH="50", AH="50")
    words = ("review", "AH", "--from", "MH", "--month", "2024-05", "--on", "2024-05-10")
    assert thidua(*words, *CARRIED).code == 0


def test_a_month_not_evaluated_has_no_figure(thidua: Thidua) -> None:
    small.learned(thidua)
    assert refused(thidua, *REVIEW, *CARRIED) == (
        "Error: AH has no figure: 2024-06 has not been evaluated. Run: thidua evaluate --month 2024-06\n"
    )


def test_a_followed_exemplar_needs_a_figure_of_that_month_too(thidua: Thidua) -> None:
    small.june(thidua, "50", exemplar="50", learning=FOLLOWED)
    lacking = (
        "Error: {} has no total for 2024-06 to compare: these lines are missing: roads. "
        "Enter them, then run: thidua evaluate --month 2024-06\n"
    )
    assert refused(thidua, *REVIEW, *CARRIED) == lacking.format("AH") + lacking.format("MH")
    for code in ("AH", "MH"):
        small.done(thidua("score", code, "roads", "30", "--month", "2024-06"))
    small.done(thidua("evaluate", "--month", "2024-06"))
    assert thidua(*REVIEW, *CARRIED).err.splitlines()[:2] == [
        "AH (Xã An Hiệp) 2024-06: 80; MH (Xã Mỹ Hòa) 2024-06: 80.",
        "Compared by the total; the exemplar's figure is followed month by month. The figures allow: caught up.",
    ]


def test_a_frozen_figure_does_not_move_when_the_month_is_scored_anew(thidua: Thidua) -> None:
    small.june(thidua, "50 30")
    small.done(thidua("score", "MH", "roads", "10", "--month", "2024-03", "--reason", "recount"))
    small.done(thidua("evaluate", "--month", "2024-03"))
    assert thidua(*REVIEW, *CARRIED).err.splitlines()[0] == ("AH (Xã An Hiệp) 2024-06: 80; MH (Xã Mỹ Hòa) 2024-03: 80.")


def test_totals_over_other_lines_are_refused_by_name(thidua: Thidua) -> None:
    small.scored(small.learned(thidua), "2024-07", AH="60", MH="60")
    words = ("review", "AH", "--from", "MH", "--month", "2024-07", "--on", "2024-08-01")
    assert refused(thidua, *words, *CARRIED) == (
        "Error: The totals of AH for 2024-07 and of MH for 2024-03 are not over the same lines: roads differ. "
        "They cannot be compared; review another month.\n"
    )


def test_by_one_criterion_only_that_line_counts(thidua: Thidua) -> None:
    small.june(thidua, "- 31", learning=BY_ROADS)
    figures = "AH (Xã An Hiệp) 2024-06: 31; MH (Xã Mỹ Hòa) 2024-03: 30."
    assert thidua(*REVIEW, *CARRIED).err == told(figures, "surpassed", "surpassed", by="criterion roads")


def test_points_moved_from_line_to_line_make_another_figure_though_the_total_stays(thidua: Thidua) -> None:
    canals = "      - {code: canals, name: Canals, pillars: [work], points: 30, due: monthly}\n"
    text = small.campaign(learning=BY_ROADS.replace("roads", "canals")).replace("points: 60", "points: 30")
    head, mark, rest = text.partition("      - {code: roads")
    small.registered(thidua, text=head + canals + mark + rest)

    def scored(month: str, code: str, fields: str, points: str, *why: str) -> None:
        small.done(thidua("score", code, "fields", fields, "--month", month, *why))
        small.done(thidua("score", code, "canals", points, "--month", month, *why))
        small.done(thidua("evaluate", "--month", month))

    scored("2024-03", "MH", "20", "20")
    small.done(thidua("commend", "MH", "--month", "2024-03", "--on", "2024-04-10", "--ad-hoc", "--reason", "flood"))
    small.done(thidua("publicise", "MH", "--channel", "radio", "--on", "2024-04-15"))
    small.done(thidua("learn", "AH", "--from", "MH", "--form", "visit", "--on", "2024-05-10"))
    scored("2024-06", "AH", "25", "15")
    scored("2024-06", "AH", "15", "25", "--reason", "taken for one another")
    assert thidua(*REVIEW, *CARRIED).err.splitlines()[0] == ("AH (Xã An Hiệp) 2024-06: 25; MH (Xã Mỹ Hòa) 2024-03: 20.")


def test_a_criterion_without_a_score_is_refused_by_name(thidua: Thidua) -> None:
    small.june(thidua, "60", learning=BY_ROADS)
    assert refused(thidua, *REVIEW, *CARRIED) == (
        "Error: AH has no score of roads in the evaluation of 2024-06. "
        "Enter it, then run: thidua evaluate --month 2024-06\n"
    )


def test_a_criterion_not_due_is_refused_by_name(thidua: Thidua) -> None:
    small.scored(small.learned(thidua, learning=BY_ROADS), "2024-07", AH="60", MH="60")
    words = ("review", "AH", "--from", "MH", "--month", "2024-07", "--on", "2024-08-01")
    assert refused(thidua, *words, *CARRIED) == (
        "Error: roads is not due for AH in 2024-07: there is no figure to compare.\n"
    )


def test_totals_of_two_tracks_are_refused_by_name(thidua: Thidua) -> None:
    person = "NG,3,2024-02-12,fields,Rice,9 tons,2024-11-30,Nguyễn Văn Mẫu,farmer\n"
    small.publicised(thidua, registrations=small.REGISTRATIONS + person)
    small.done(thidua("learn", "NG", "--from", "MH", "--form", "visit", "--on", "2024-05-10"))
    small.done(thidua("score", "NG", "harvest", "100", "--month", "2024-06"))
    small.done(thidua("evaluate", "--month", "2024-06"))
    assert refused(thidua, "review", "NG", *REVIEW[2:], *CARRIED) == (
        "Error: NG is of track farmers and MH of communes: their totals cannot be compared.\n"
    )


def _ad_hoc(thidua: Thidua) -> None:
    """Let An Hiệp be an exemplar of May, a month never evaluated, with Tân Thủy its learner."""
    small.registered(thidua)
    words = ("commend", "AH", "--month", "2024-05", "--on", "2024-05-20", "--ad-hoc", "--reason", "flood")
    small.done(thidua(*words))
    small.done(thidua("publicise", "AH", "--channel", "radio", "--on", "2024-05-21"))
    small.done(thidua("learn", "TT", "--from", "AH", "--form", "visit", "--on", "2024-05-22"))
    small.scored(thidua, "2024-07", TT="41", AH="60")


def test_an_exemplar_of_a_month_never_evaluated_has_no_figure_until_that_month_is(thidua: Thidua) -> None:
    _ad_hoc(thidua)
    words = ("review", "TT", "--from", "AH", "--month", "2024-07", "--on", "2024-08-01", *CARRIED)
    assert refused(thidua, *words) == (
        "Error: AH has no figure: 2024-05 has not been evaluated. Run: thidua evaluate --month 2024-05\n"
    )
    small.done(thidua("evaluate", "--month", "2024-05"))
    assert refused(thidua, *words) == (
        "Error: AH has no total for 2024-05 to compare: these lines are missing: fields. "
        "Enter them, then run: thidua evaluate --month 2024-05\n"
    )
    small.done(thidua("score", "AH", "fields", "40", "--month", "2024-05"))
    small.done(thidua("evaluate", "--month", "2024-05"))
    assert thidua(*words).err.splitlines()[0] == "TT (Xã Tân Thủy) 2024-07: 41; AH (Xã An Hiệp) 2024-05: 40."


def test_a_review_is_no_selection_vote(thidua: Thidua) -> None:
    small.reviewed(thidua)
    assert refused(thidua, "commend", "AH", "--month", "2024-06", "--on", "2024-07-05") == (
        "Error: AH has no carried vote for 2024-06. Run: thidua vote AH --month 2024-06 …, "
        "or commend outside the monthly cycle with --ad-hoc --reason TEXT\n"
    )


def test_the_review_of_the_real_campaign(september: Thidua) -> None:
    ballots = ("--present", "9", "--issued", "9", "--returned", "9", "--valid", "9", "--yes", "5", "--no", "4")
    words = ("review", "Xã Tân Thuỷ", "--from", "xã mỹ hoà", "--month", "9/2024", "--on", "3/10/2024", *ballots)
    ran = september(*words)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "TAN-THUY (Xã Tân Thủy) 2024-09: 83.75; MY-HOA (Xã Mỹ Hòa) 2024-03: 81.5.\n"
        "Compared by the total; the exemplar's figure is frozen at the commendation. "
        "The figures allow: surpassed.\n"
        "Secret ballot: issued 9, returned 9, valid 9, invalid 0.\n"
        "Quorum: 9/9 = 100 % of all members; needed 2/3: met.\n"
        "TAN-THUY: 5 for, 4 against; 5/9 = 55.56 % of all members; needed > 50%: carried.\n"
        "Result: surpassed.\n"
        "Next: thidua review TAN-THUY --from MY-HOA --minutes NUMBER --minutes-date DATE\n"
    )
