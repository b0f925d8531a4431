"""``withdraw``: a registration ends or is held, takes no new step from its day on, and keeps what it did before."""

import json
from pathlib import Path
from typing import Any

import pytest

import small
from conftest import Ran, Thidua
from small import CARRIED, MINUTES, REVIEW, done, refused

WHY = ("--reason", "đơn xin rút")
END = ("withdraw", "MH", "--on", "2024-06-20", *WHY)
HOLD = (*END, "--ground", "verification")
LIFT = ("withdraw", "MH", "--lift", "--on", "2024-08-20", "--reason", "không có sai phạm")
SINCE = "MH was withdrawn on 2024-06-20 (at its own request: đơn xin rút)"
HELD = "MH is on hold since 2024-06-20 (under verification: đơn xin rút)"


def body(thidua: Thidua, *words: str) -> dict[str, Any]:
    """Give a command's one JSON object."""
    return json.loads(done(thidua(*words, "--json")).out)


def withdrawn(entry: int, on: str) -> str:
    """Say that a step comes too late, and how a wrong withdrawal is taken back."""
    return (
        f"Error: {SINCE} and takes no new step; {on} is not before that. "
        f"If the withdrawal was wrong: thidua void {entry} --reason TEXT\n"
    )


def test_a_registration_is_withdrawn_and_said_to_be(thidua: Thidua) -> None:
    small.registered(thidua)
    told = (
        "MH (Xã Mỹ Hòa) is withdrawn from 2024-06-20 on (at its own request). What it did before stays.\n"
        "Next: thidua status MH\n"
    )
    assert thidua(*END) == Ran(0, "", told)


def test_the_receipt_for_scripts(thidua: Thidua) -> None:
    small.publicised(thidua)
    ground = ("--ground", "false-declaration")
    assert body(thidua, "withdraw", "xã mỹ hòa", "--on", "2024-04-12", *WHY, *ground) == {
        "schema": "thidua.withdraw/1",
        "registration": "MH",
        "name": "Xã Mỹ Hòa",
        "state": "withdrawn",
        "on": "2024-04-12",
        "ground": "false-declaration",
        "reason": "đơn xin rút",
        "entry": 10,
        "notes": [
            {
                "code": "steps-on-record",
                "message": "Steps of MH dated 2024-04-12 or later are on record and stay (1). See: thidua status MH; "
                "void what should not stand with: thidua void ENTRY --reason TEXT",
                "facts": {"code": "MH", "count": 1, "on": "2024-04-12"},
            }
        ],
    }


def test_steps_on_record_that_are_dated_later_stay_and_are_told(thidua: Thidua) -> None:
    small.recognised(thidua)
    ran = thidua("withdraw", "AH", "--on", "2024-07-01", *WHY)
    assert ran.err.splitlines()[-1] == (
        "Note: Steps of AH dated 2024-07-01 or later are on record and stay (3). See: thidua status AH; "
        "void what should not stand with: thidua void ENTRY --reason TEXT"
    )
    assert body(thidua, "status")["exemplars"][0]["recognised"] == 1


def test_it_is_held_while_something_is_verified_until_it_is_lifted(thidua: Thidua) -> None:
    small.commended(thidua)
    told = (
        "MH (Xã Mỹ Hòa) is on hold from 2024-06-20 on (under verification).\n"
        "When it is verified: thidua withdraw MH --lift --on DATE --reason TEXT\n"
    )
    assert thidua(*HOLD) == Ran(0, "", told)
    radio = ("publicise", "MH", "--channel", "radio", "--on")
    lift = "When it is verified: thidua withdraw MH --lift --on DATE --reason TEXT\n"
    assert refused(thidua, *radio, "2024-06-20") == f"Error: {HELD}; 2024-06-20 is within the hold. {lift}"
    assert thidua(*LIFT) == Ran(0, "", "MH (Xã Mỹ Hòa) goes on from 2024-08-20.\nNext: thidua status MH\n")
    assert refused(thidua, *radio, "2024-08-19") == (
        "Error: MH was on hold from 2024-06-20 (under verification: đơn xin rút) until 2024-08-20; "
        "2024-08-19 is within the hold. Give a day from 2024-08-20 on.\n"
    )
    done(thidua(*radio, "2024-08-20"))


def test_a_hold_ends_for_good_by_another_ground(thidua: Thidua) -> None:
    small.commended(thidua)
    done(thidua(*HOLD))
    done(thidua("withdraw", "MH", "--on", "2024-07-01", "--reason", "kết luận", "--ground", "discipline"))
    row = body(thidua, "status")["exemplars"][0]
    assert (row["state"], row["state_since"], row["ground"]) == ("withdrawn", "2024-07-01", "discipline")
    assert refused(thidua, *LIFT).startswith("Error: MH was already withdrawn on 2024-07-01 (discipline: kết luận).")


@pytest.mark.parametrize("on", ["2024-06-20", "2024-06-21"])
def test_it_is_neither_publicised_nor_learned_from_nor_commended_from_its_day_on(thidua: Thidua, on: str) -> None:
    small.publicised(thidua)
    done(thidua(*END))
    told = withdrawn(10, on)
    assert refused(thidua, "publicise", "MH", "--channel", "club", "--on", on) == told
    assert refused(thidua, "learn", "TT", "--from", "MH", "--form", "visit", "--on", on) == told
    ad_hoc = ("--month", "2024-06", "--ad-hoc", "--reason", "cứu người")
    assert refused(thidua, "commend", "MH", *ad_hoc, "--on", on) == told


def test_steps_dated_before_its_day_may_still_be_recorded_late(thidua: Thidua) -> None:
    small.publicised(thidua)
    done(thidua(*END))
    done(thidua("publicise", "MH", "--channel", "club", "--on", "2024-06-19"))
    done(thidua("learn", "AH", "--from", "MH", "--form", "visit", "--on", "2024-06-19"))
    ad_hoc = ("--month", "2024-06", "--ad-hoc", "--reason", "cứu người")
    done(thidua("commend", "MH", *ad_hoc, "--on", "2024-06-19"))


def test_a_learner_that_was_withdrawn_learns_no_more_and_is_neither_reviewed_nor_recognised(thidua: Thidua) -> None:
    small.june(thidua)
    done(thidua("withdraw", "AH", "--on", "2024-07-04", *WHY))
    told = withdrawn(13, "2024-07-04").replace("MH was", "AH was").replace("2024-06-20", "2024-07-04")
    assert refused(thidua, "learn", "AH", "--from", "MH", "--form", "club", "--on", "2024-07-04") == told
    assert refused(thidua, *REVIEW[:-1], "2024-07-04", *CARRIED) == told
    assert refused(thidua, *REVIEW, *CARRIED, *MINUTES) == told  # minutes of the day itself
    done(thidua(*REVIEW, *CARRIED))
    assert refused(thidua, "review", "AH", "--from", "MH", *MINUTES) == told
    done(thidua("review", "AH", "--from", "MH", "--minutes", "7/BB", "--minutes-date", "2024-07-03"))
    decided = ("recognise", "AH", "--from", "MH", "--decision", "9/QĐ", "--on")
    assert refused(thidua, *decided, "2024-07-04") == told
    done(thidua(*decided, "2024-07-03"))


def test_an_exemplar_that_was_withdrawn_is_not_what_others_are_reviewed_beside(thidua: Thidua) -> None:
    small.reviewed(thidua)
    done(thidua(*END))
    assert refused(thidua, "recognise", "AH", "--from", "MH", "--decision", "9/QĐ", "--on", "2024-07-10") == withdrawn(
        14, "2024-07-10"
    )
    again = ("review", "AH", "--from", "MH", "--month", "2024-06", "--on", "2024-07-12")
    assert refused(thidua, *again, *CARRIED) == withdrawn(14, "2024-07-12")


def test_it_is_not_put_to_the_vote_on_its_day_nor_later_and_is_before(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-06", MH="50 30", AH="40 20", TT="1 1")
    done(thidua("withdraw", "MH", "--on", "2024-07-05", *WHY))
    vote = ("vote", "MH", "--month", "2024-06", *CARRIED, "--on")
    late = withdrawn(7, "2024-07-05").replace("2024-06-20", "2024-07-05")
    assert refused(thidua, *vote, "2024-07-05") == late
    Path("votes.csv").write_text(
        "month,on,present,valid,nominee,yes,no\n2024-06,2024-07-06,5,5,MH,5,0\n2024-06,2024-07-06,5,5,AH,1,4\n", "utf-8"
    )
    told = refused(thidua, "import", "votes", "votes.csv")
    assert told.splitlines()[0] == "votes.csv:2: " + late[len("Error: ") : -1].replace(
        "2024-07-05 is not before", "2024-07-06 is not before"
    )
    done(thidua(*vote, "2024-07-04"))


def test_the_month_of_its_day_counts_and_no_later_one(thidua: Thidua) -> None:
    small.registered(thidua)
    done(thidua(*END))
    small.scored(thidua, "2024-06", MH="50 30", AH="40 20", TT="1 1")
    told = f"{SINCE}; 2024-07 is after that. If the withdrawal was wrong: thidua void 5 --reason TEXT\n"
    assert refused(thidua, "score", "MH", "fields", "5", "--month", "2024-07") == f"Error: {told}"
    Path("july.csv").write_text("registration,criterion,value\nMH,fields,5\nAH,fields,6\n", "utf-8")
    assert refused(thidua, "import", "scores", "july.csv", "--month", "2024-07") == (
        f"july.csv:2: {told}Problems: 1. Nothing was stored.\n"
        "The refused rows are in july.csv.rejected.csv: correct them there and import that file.\n"
    )
    done(thidua("score", "AH", "fields", "5", "--month", "2024-07"))
    done(thidua("score", "MH", "fields", "51", "--month", "2024-06", "--reason", "đếm lại"))
    assert [row["registration"] for row in body(thidua, "evaluate", "--month", "2024-06")["rows"]] == ["MH", "AH", "TT"]
    rows = body(thidua, "evaluate", "--month", "2024-07")["rows"]
    assert sorted(row["registration"] for row in rows) == ["AH", "TT"]


def test_months_wait_while_it_is_held_and_count_when_it_is_lifted(thidua: Thidua) -> None:
    small.registered(thidua)
    done(thidua(*HOLD))
    assert refused(thidua, "score", "MH", "fields", "5", "--month", "2024-07") == (
        f"Error: {HELD}; 2024-07 is after that and counts once the hold is lifted. "
        "When it is verified: thidua withdraw MH --lift --on DATE --reason TEXT\n"
    )
    small.scored(thidua, "2024-07", AH="40", TT="30")
    done(thidua(*LIFT))
    done(thidua("score", "MH", "fields", "50", "--month", "2024-07"))
    rows = body(thidua, "evaluate", "--month", "2024-07")["rows"]
    assert [(row["rank"], row["registration"]) for row in rows] == [(1, "MH"), (2, "AH"), (3, "TT")]


def test_what_was_evaluated_before_stays_as_it_was(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-06", MH="50 30", AH="40 20", TT="1 1")
    before = done(thidua("report", "standings", "--month", "2024-06")).out
    done(thidua("withdraw", "MH", "--on", "2024-03-01", *WHY))
    assert done(thidua("report", "standings", "--month", "2024-06")).out == before


def test_content_is_not_replaced_after_the_end_and_the_unit_does_not_register_again(thidua: Thidua) -> None:
    small.registered(thidua)
    done(thidua(*END))
    content = ("--content", "c", "--goal", "g", "--deadline", "2024-11-30")
    assert refused(thidua, "register", "MH", "--supplement", *content) == withdrawn(5, "2024-10-31")
    assert refused(thidua, "register", "MH2", "--unit", "1", *content, "--on", "2024-10-01", code=3) == (
        "Error: Xã Mỹ Hòa registered as MH, which was withdrawn on 2024-06-20 (at its own request: đơn xin rút); "
        "a unit registers once. If the withdrawal was wrong: thidua void 5 --reason TEXT\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("NOPE", *WHY), 3, "There is no registration “NOPE”. See: thidua report registrations"),
        (("MH",), 2, "Option --reason is missing. See --help."),
        (("MH", "--reason", " "), 2, "Option --reason is missing. See --help."),
        (("MH", "--lift"), 2, "Option --reason is missing. See --help."),
        (("MH", *WHY, "--on", "20/6"), 2, "“20/6” is not a date. Write 2024-03-31 or 31/03/2024."),
        (
            ("MH", *WHY, "--ground", "unlawful-appraisal"),
            2,
            (
                "--ground cannot be “unlawful-appraisal”. "
                "Use one of: request, false-declaration, discipline, verification, other."
            ),
        ),
        (
            ("MH", *WHY, "--lift", "--ground", "verification"),
            2,
            "--lift and --ground do not go together. Give one of them.",
        ),
        (("MH", *WHY, "--on", "2024-02-09"), 5, "2024-02-09 is before the registration on 2024-02-10."),
        (
            ("MH", *WHY, "--lift"),
            5,
            (
                "MH is not on hold: there is nothing to lift. See: thidua status MH; "
                "to put it on hold, use --ground verification instead of --lift."
            ),
        ),
    ],
)
def test_what_cannot_be_withdrawn_is_told(thidua: Thidua, words: tuple[str, ...], code: int, told: str) -> None:
    small.registered(thidua)
    assert refused(thidua, "withdraw", *words, code=code) == f"Error: {told}\n"


def test_it_is_withdrawn_and_held_once(thidua: Thidua) -> None:
    small.registered(thidua)
    done(thidua(*HOLD))
    assert refused(thidua, *HOLD) == (
        "Error: MH is already on hold since 2024-06-20. Lift the hold with: "
        "thidua withdraw MH --lift --on DATE --reason TEXT; or end it with another --ground.\n"
    )
    assert refused(thidua, *LIFT[:4], "2024-06-19", *LIFT[5:]) == (
        "Error: 2024-06-19 is before the hold since 2024-06-20. Lift it on that day or later.\n"
    )
    done(thidua(*END))
    again = f"Error: {SINCE.replace('was', 'was already')}. If that was wrong: thidua void 6 --reason TEXT\n"
    assert refused(thidua, *END) == again
    assert refused(thidua, *HOLD) == again
    assert refused(thidua, *LIFT) == again


def test_a_wrong_withdrawal_is_voided_and_everything_goes_on(thidua: Thidua) -> None:
    small.commended(thidua)
    before = done(thidua("status", "MH")).out
    entry = body(thidua, *END)["entry"]
    done(thidua("void", str(entry), "--reason", "nhầm đơn vị"))
    assert done(thidua("status", "MH")).out == before
    done(thidua("publicise", "MH", "--channel", "radio", "--on", "2024-06-20"))


def test_a_day_yet_to_come_is_taken_and_the_state_begins_then(thidua: Thidua) -> None:
    small.commended(thidua)
    ran = done(thidua(*END[:3], "2024-11-05", *WHY))
    assert ran.err.splitlines()[0] == "Warning: 2024-11-05 is yet to come; today is 2024-10-31."
    assert body(thidua, "status")["exemplars"][0]["state"] is None
    done(thidua("publicise", "MH", "--channel", "radio", "--on", "2024-11-04"))
    assert thidua("publicise", "MH", "--channel", "radio", "--on", "2024-11-05").code == 5


STATUS = """\
Small drive

Exemplars
Exemplar\tName\tStep\t1 Built\t2 Publicised\t3 Learners\t4 Reviewed\t5 Recognised\tState\tNext
MH\tXã Mỹ Hòa\t3\t2024-04-10\t2024-04-15\t1\t0\t0\t{state}\t{next}
"""


@pytest.mark.parametrize(
    ("words", "state", "told"),
    [
        (
            END,
            "withdrawn since 2024-06-20 (at its own request)",
            "withdrawn on 2024-06-20 (at its own request): no new step",
        ),
        (
            HOLD,
            "on hold since 2024-06-20 (under verification)",
            "on hold since 2024-06-20 (under verification); thidua withdraw MH --lift --on DATE --reason TEXT",
        ),
    ],
)
def test_status_keeps_its_steps_and_says_why_there_is_no_next(
    thidua: Thidua, words: tuple[str, ...], state: str, told: str
) -> None:
    small.learned(thidua)
    done(thidua(*words))
    assert done(thidua("status")).out == STATUS.format(state=state, next=told)


def test_a_learner_that_was_withdrawn_is_not_what_comes_next(thidua: Thidua) -> None:
    small.learned(thidua)
    done(thidua("withdraw", "AH", "--on", "2024-06-20", *WHY))
    assert (
        done(thidua("status"))
        .out.splitlines()[-1]
        .endswith("step 3: a learner; thidua learn LEARNER --from MH --on DATE --form TEXT")
    )


def test_the_story_tells_each_act_with_its_ground_and_reason(thidua: Thidua) -> None:
    small.registered(thidua)
    for words in (
        HOLD,
        LIFT,
        ("withdraw", "MH", "--on", "2024-09-01", "--reason", "kết luận", "--ground", "discipline"),
    ):
        done(thidua(*words))
    assert done(thidua("status", "MH")).out == (
        "MH · Xã Mỹ Hòa\n\n"
        "Date\tStep\tWhat happened\tPaper\n"
        "2024-02-10\t1\tregistered: Fields – 60 ha – 2024-11-30\t–\n"
        "2024-06-20\t1\tregistration on hold (under verification): đơn xin rút\t–\n"
        "2024-08-20\t1\tregistration: hold lifted – không có sai phạm\t–\n"
        "2024-09-01\t1\tregistration withdrawn (discipline): kết luận\t–\n\n"
        "withdrawn on 2024-09-01 (discipline): no new step\n"
    )
    whole = body(thidua, "status", "MH")
    assert [one["event"] for one in whole["events"]] == ["registered", "held", "lifted", "withdrawn"]
    assert (whole["state"], whole["state_since"], whole["ground"], whole["lacks"]) == (
        "withdrawn",
        "2024-09-01",
        "discipline",
        "stands-withdrawn",
    )


def test_who_was_carried_and_withdrew_awaits_nothing(thidua: Thidua) -> None:
    small.voted(thidua)
    assert [row["registration"] for row in body(thidua, "status")["awaiting"]] == ["MH"]
    done(thidua(*HOLD))
    assert body(thidua, "status")["awaiting"] == []
    rows = {row["item"]: row for row in body(thidua, "report")["rows"]}
    assert "MH" not in rows
    assert (rows["held"]["value"], rows["held"]["of"], rows["held"]["detail"]) == (1, 3, "MH")
    done(thidua(*END))
    rows = {row["item"]: row for row in body(thidua, "report")["rows"]}
    assert (rows["withdrawn"]["value"], rows["withdrawn"]["detail"], rows["held"]["value"]) == (1, "MH", 0)
    assert (rows["units_missing"]["value"], rows["units_missing"]["detail"]) == (1, "Xã Mỹ Hòa (1)")


def test_the_register_says_who_was_withdrawn_and_not_on_what_ground(thidua: Thidua) -> None:
    small.registered(thidua)
    done(thidua("withdraw", "MH", "--on", "2024-06-20", "--reason", "vi phạm", "--ground", "discipline"))
    done(thidua("withdraw", "TT", "--on", "2024-07-01", "--reason", "có đơn", "--ground", "verification"))
    text = done(thidua("report", "registrations")).out
    shown = [(row.split("\t")[0], row.split("\t")[6], row.split("\t")[-1]) for row in text.splitlines()[4:7]]
    assert shown == [
        ("AH", "✓", "–"),
        ("MH", "", "withdrawn since 2024-06-20"),
        ("TT", "✓", "on hold since 2024-07-01"),
    ]
    assert "discipline" not in text
    whole = body(thidua, "report", "registrations")
    assert [(row["state"], row["state_since"]) for row in whole["rows"]] == [
        (None, None),
        ("withdrawn", "2024-06-20"),
        ("held", "2024-07-01"),
    ]
    assert (whole["counted"], whole["units_counted"], whole["missing"]) == (2, 2, ["1"])


def test_the_journey_keeps_its_rows_and_says_the_state(thidua: Thidua) -> None:
    small.recognised(thidua)
    assert [row["state"] for row in body(thidua, "report", "journey")["rows"]] == [None]
    done(thidua("withdraw", "MH", "--on", "2024-08-01", "--reason", "vi phạm", "--ground", "discipline"))
    (row,) = body(thidua, "report", "journey")["rows"]
    kept = ("exemplar", "learner", "result", "recognised_on", "state", "state_since", "recognition_state")
    assert [row[key] for key in kept] == ["MH", "AH", "caught-up", "2024-07-10", "withdrawn", "2024-08-01", None]
    assert done(thidua("report", "journey")).out.splitlines()[4].endswith("2024-07-10\twithdrawn since 2024-08-01")


def test_as_of_an_earlier_entry_it_had_not_withdrawn(thidua: Thidua) -> None:
    small.commended(thidua)
    done(thidua(*END))
    assert body(thidua, "status", "--as-of", "8")["exemplars"][0]["state"] is None
    assert body(thidua, "status", "--as-of", "9")["exemplars"][0]["state"] == "withdrawn"


def test_closing_a_month_does_not_wait_for_whoever_withdrew(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40 20", TT="45 15")
    assert "MH" in refused(thidua, "close", "--month", "2024-03")
    done(thidua("withdraw", "MH", "--on", "2024-04-02", *WHY))
    assert "MH" not in thidua("close", "--month", "2024-03").err


def test_in_vietnamese(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    small.registered(thidua)
    monkeypatch.setenv("THIDUA_LANG", "vi")
    assert thidua(*END).err == (
        "MH (Xã Mỹ Hòa) rút đăng ký từ 20/06/2024 (theo đề nghị của bên đăng ký). "
        "Những gì đã làm trước đó được giữ nguyên.\nTiếp theo: thidua status MH\n"
    )
    assert refused(thidua, "score", "MH", "fields", "5", "--month", "2024-07") == (
        "Lỗi: MH đã rút đăng ký ngày 20/06/2024 (theo đề nghị của bên đăng ký: đơn xin rút); 07/2024 sau đó. "
        "Nếu rút sai: thidua void 5 --reason TEXT\n"
    )


def test_months_evaluated_already_without_it_are_named(september: Thidua) -> None:
    leave = ("withdraw", "AN-NGAI-TAY", "--on", "2024-05-01", *WHY)
    told = "Note: 2024-09 was evaluated before this, with AN-NGAI-TAY as it was. Run: thidua evaluate --month 2024-09"
    assert september(*leave).err.splitlines()[-1] == told
    ranked = september("evaluate", "--month", "2024-09", "--format", "csv").out
    assert "AN-NGAI-TAY" not in ranked


def test_a_closed_month_is_not_named_since_it_is_not_evaluated_again(september: Thidua) -> None:
    assert september("close", "--month", "2024-09", "--force", "--reason", "x").code == 0
    assert "2024-09" not in september("withdraw", "AN-NGAI-TAY", "--on", "2024-05-01", *WHY).err
