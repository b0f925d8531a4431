"""``revoke``: commendations and recognitions are taken back by a dated act; what came before stays visible."""

import json
from typing import Any

import pytest

import small
from conftest import Ran, Thidua
from small import CARRIED, done, refused

WHY = ("--reason", "khai sai số liệu")
FALSE = (*WHY, "--ground", "false-declaration")
END = ("revoke", "MH", "--on", "2024-06-20", *FALSE)
HOLD = ("revoke", "MH", "--on", "2024-06-20", *WHY, "--ground", "verification")
LIFT = ("revoke", "MH", "--lift", "--on", "2024-08-20", "--reason", "không có sai phạm")
PAIR = ("revoke", "AH", "--from", "MH", "--on", "2024-08-01", *WHY, "--ground", "discipline")
PAPER = ("--decision", "20/QĐ", "--decision-date", "2024-06-19", "--signatory", "Nguyễn Văn Mẫu")
REWARD = ("--reward", "--decision", "1/QĐ", "--decision-date", "2024-04-12", "--form", "giấy khen")
SINCE = "The commendation of MH was revoked on 2024-06-20 (false declaration: khai sai số liệu)"


def body(thidua: Thidua, *words: str) -> dict[str, Any]:
    """Give a command's one JSON object."""
    return json.loads(done(thidua(*words, "--json")).out)


def no_exemplar(entry: int, on: str) -> str:
    """Say that whose commendation was revoked is no exemplar on a day."""
    return (
        f"Error: {SINCE}: it is no exemplar on {on}. If the revocation was wrong: thidua void {entry} --reason TEXT; "
        "or commend it anew for another month.\n"
    )


def rewarded(thidua: Thidua) -> Thidua:
    """Go on to Mỹ Hòa praised on 10 April, rewarded on 12 April, and publicised."""
    small.publicised(thidua)
    done(thidua("commend", "MH", "--month", "2024-03", "--on", "2024-04-12", *REWARD))
    return thidua


def test_every_commendation_in_force_is_revoked_by_one_decision(thidua: Thidua) -> None:
    rewarded(thidua)
    told = (
        "MH (Xã Mỹ Hòa): praise for 2024-03 revoked from 2024-06-20 on (false declaration).\n"
        "MH (Xã Mỹ Hòa): reward for 2024-03 revoked from 2024-06-20 on (false declaration).\n"
        "MH is no exemplar for new steps from 2024-06-20 on; its past steps stay.\n"
        "Next: thidua status MH\n"
    )
    assert thidua(*END, *PAPER) == Ran(0, "", told)


def test_the_receipt_for_scripts(thidua: Thidua) -> None:
    rewarded(thidua)
    assert body(thidua, *END, *PAPER, "--kind", "reward", "--month", "2024-03") == {
        "schema": "thidua.revoke/1",
        "registration": "MH",
        "name": "Xã Mỹ Hòa",
        "state": "revoked",
        "on": "2024-06-20",
        "ground": "false-declaration",
        "reason": "khai sai số liệu",
        "decision": "20/QĐ",
        "commendations": [{"kind": "reward", "month": "2024-03", "given_on": "2024-04-12", "decision": "1/QĐ"}],
        "is_exemplar": True,
        "entry": 11,
        "notes": [],
    }


def test_with_one_commendation_left_it_stays_an_exemplar(thidua: Thidua) -> None:
    rewarded(thidua)
    done(thidua(*END, "--kind", "reward"))
    assert body(thidua, "status")["exemplars"][0]["state"] is None
    done(thidua("publicise", "MH", "--channel", "club", "--on", "2024-06-20"))
    told = thidua(*END)  # the rest
    assert told.err.splitlines()[0] == (
        "MH (Xã Mỹ Hòa): praise for 2024-03 revoked from 2024-06-20 on (false declaration)."
    )
    assert refused(thidua, "publicise", "MH", "--channel", "club", "--on", "2024-06-21") == no_exemplar(
        13, "2024-06-21"
    )


@pytest.mark.parametrize("on", ["2024-06-20", "2024-06-21"])
def test_without_one_it_is_neither_publicised_nor_learned_from(thidua: Thidua, on: str) -> None:
    small.publicised(thidua)
    done(thidua(*END))
    assert refused(thidua, "publicise", "MH", "--channel", "club", "--on", on) == no_exemplar(10, on)
    learn = ("learn", "AH", "--from", "MH", "--form", "visit", "--on")
    assert refused(thidua, *learn, on) == no_exemplar(10, on)
    done(thidua(*learn, "2024-06-19"))


def test_without_one_nobody_is_reviewed_or_recognised_beside_it(thidua: Thidua) -> None:
    small.reviewed(thidua)
    done(thidua(*END))
    again = ("review", "AH", "--from", "MH", "--month", "2024-06", "--on", "2024-07-12")
    assert refused(thidua, *again, *CARRIED) == no_exemplar(14, "2024-07-12")
    decided = ("recognise", "AH", "--from", "MH", "--decision", "9/QĐ", "--on", "2024-07-10")
    assert refused(thidua, *decided) == no_exemplar(14, "2024-07-10")


def test_it_still_takes_part_and_may_be_commended_anew_for_another_month(thidua: Thidua) -> None:
    small.publicised(thidua)
    done(thidua(*END))
    small.scored(thidua, "2024-06", MH="50 30", AH="40 20", TT="1 1")
    done(thidua("vote", "MH", "--month", "2024-06", "--on", "2024-07-04", *CARRIED))
    ran = done(thidua("commend", "MH", "--month", "2024-06", "--on", "2024-07-10"))
    assert ran.err.splitlines()[1] == "MH is an exemplar from here on."
    assert body(thidua, "status")["exemplars"][0]["state"] is None
    done(thidua("publicise", "MH", "--channel", "club", "--on", "2024-07-10"))
    assert refused(thidua, "publicise", "MH", "--channel", "club", "--on", "2024-07-09") == no_exemplar(
        10, "2024-07-09"
    )


def test_the_figure_of_a_revoked_commendation_is_nobody_s_benchmark(thidua: Thidua) -> None:
    small.learned(thidua)
    ad_hoc = ("--ad-hoc", "--reason", "cứu người")
    small.scored(thidua, "2024-06", MH="35 20", AH="40 20", TT="10 10")
    done(thidua("commend", "MH", "--month", "2024-06", "--on", "2024-07-01", *ad_hoc))
    done(thidua("revoke", "MH", "--month", "2024-03", "--on", "2024-07-01", *FALSE))
    review = ("review", "AH", "--from", "MH", "--month", "2024-06", "--on", "2024-07-03", *CARRIED)
    whole = body(thidua, *review)
    assert (whole["exemplar_month"], whole["exemplar_points"], whole["learner_points"]) == ("2024-06", 55, 60)


def test_the_same_achievement_is_not_commended_again(thidua: Thidua) -> None:
    small.commended(thidua)
    done(thidua(*END))
    assert refused(thidua, "commend", "MH", "--month", "2024-03", "--on", "2024-07-10") == (
        "Error: The praise of MH for 2024-03 was revoked on 2024-06-20 (false declaration: khai sai số liệu); "
        "the same achievement is not commended again. If the revocation was wrong: thidua void 9 --reason TEXT\n"
    )


def test_it_is_held_while_something_is_verified_until_it_is_lifted(thidua: Thidua) -> None:
    rewarded(thidua)
    told = (
        "MH (Xã Mỹ Hòa): praise for 2024-03 on hold from 2024-06-20 on (under verification).\n"
        "MH (Xã Mỹ Hòa): reward for 2024-03 on hold from 2024-06-20 on (under verification).\n"
        "MH is no exemplar for new steps from 2024-06-20 on; its past steps stay.\n"
        "When it is verified: thidua revoke MH --lift --on DATE --reason TEXT\n"
    )
    assert thidua(*HOLD) == Ran(0, "", told)
    held = (
        "Error: The commendation of MH is on hold since 2024-06-20 (under verification: khai sai số liệu); "
        "{} is within the hold. When it is verified: thidua revoke MH --lift --on DATE --reason TEXT\n"
    )
    club = ("publicise", "MH", "--channel", "club", "--on")
    assert refused(thidua, *club, "2024-06-20") == held.format("2024-06-20")
    row = body(thidua, "status")["exemplars"][0]
    assert (row["state"], row["lacks"]) == ("held", "stands-held-commendation")
    assert row["next"] == (
        "on hold since 2024-06-20 (under verification); thidua revoke MH --lift --on DATE --reason TEXT"
    )
    told = (
        "MH (Xã Mỹ Hòa): praise for 2024-03 is in force again from 2024-08-20.\n"
        "MH (Xã Mỹ Hòa): reward for 2024-03 is in force again from 2024-08-20.\n"
        "Next: thidua status MH\n"
    )
    assert thidua(*LIFT) == Ran(0, "", told)
    assert body(thidua, "status")["exemplars"][0]["state"] is None
    assert refused(thidua, *club, "2024-08-19") == (
        "Error: The commendation of MH was on hold from 2024-06-20 (under verification: khai sai số liệu) until "
        "2024-08-20; 2024-08-19 is within the hold. Give a day from 2024-08-20 on.\n"
    )
    done(thidua(*club, "2024-08-20"))


def test_a_hold_ends_for_good_by_another_ground(thidua: Thidua) -> None:
    small.commended(thidua)
    done(thidua(*HOLD))
    done(thidua("revoke", "MH", "--on", "2024-07-01", "--reason", "kết luận", "--ground", "unlawful-appraisal"))
    row = body(thidua, "status")["exemplars"][0]
    assert (row["state"], row["state_since"], row["ground"]) == ("revoked", "2024-07-01", "unlawful-appraisal")
    assert refused(thidua, *LIFT).startswith("Error: What MH was commended with was already revoked, the last on")


def test_a_recognition_is_revoked_and_the_step_is_done_no_more(thidua: Thidua) -> None:
    small.recognised(thidua)
    told = (
        "Recognition of AH beside MH for 2024-06 revoked from 2024-08-01 on (discipline).\n"
        "A new review may be recognised: thidua review AH --from MH …\n"
    )
    assert thidua(*PAIR) == Ran(0, "", told)
    row = body(thidua, "status")["exemplars"][0]
    assert (row["reached"], row["recognised"], row["reviewed"], row["lacks"]) == (4, 0, 1, "lacks-review")
    again = ("recognise", "AH", "--from", "MH", "--decision", "10/QĐ", "--on", "2024-08-02")
    assert refused(thidua, *again) == (
        "Error: The recognition of AH beside MH was revoked on 2024-08-01 (discipline: khai sai số liệu); the same "
        "review is not recognised again. Run: thidua review AH --from MH --month MONTH …\n"
    )
    review = ("review", "AH", "--from", "MH", "--month", "2024-06", "--on", "2024-08-05", *CARRIED)
    done(thidua(*review, "--minutes", "8/BB", "--minutes-date", "2024-08-05"))
    done(thidua(*again[:-1], "2024-08-06"))
    assert body(thidua, "status")["exemplars"][0]["reached"] == 5


def test_the_receipt_of_a_recognition_for_scripts(thidua: Thidua) -> None:
    small.recognised(thidua)
    assert body(thidua, *PAIR, "--decision", "30/QĐ", "--decided", "2024-08-01") == {
        "schema": "thidua.revoke-recognition/1",
        "learner": "AH",
        "learner_name": "Xã An Hiệp",
        "exemplar": "MH",
        "month": "2024-06",
        "result": "caught-up",
        "recognised_by": "9/QĐ",
        "state": "revoked",
        "on": "2024-08-01",
        "ground": "discipline",
        "reason": "khai sai số liệu",
        "decision": "30/QĐ",
        "entry": 15,
    }


def test_who_surpassed_and_lost_its_recognition_is_offered_no_more(thidua: Thidua) -> None:
    small.recognised(thidua, "60 40")
    assert [row["registration"] for row in body(thidua, "status")["awaiting"]] == ["AH"]
    assert body(thidua, "status", "MH")["surpassed_by"] == ["AH"]
    done(thidua(*PAIR))
    assert body(thidua, "status")["awaiting"] == []
    assert body(thidua, "status", "MH")["surpassed_by"] == []


def test_of_two_recognitions_the_last_is_revoked_first(thidua: Thidua) -> None:
    small.recognised(thidua)
    small.scored(thidua, "2024-09", MH="50 30", AH="50 31")
    again = ("review", "AH", "--from", "MH", "--month", "2024-09", "--on", "2024-10-01", *CARRIED)
    done(thidua(*again, "--minutes", "8/BB", "--minutes-date", "2024-10-01"))
    done(thidua("recognise", "AH", "--from", "MH", "--decision", "10/QĐ", "--on", "2024-10-02"))
    late = (*PAIR[:5], "2024-10-03", *PAIR[6:])
    assert body(thidua, *late)["month"] == "2024-09"
    assert body(thidua, "status")["exemplars"][0]["recognised"] == 1
    assert body(thidua, *late)["month"] == "2024-06"
    assert body(thidua, "status")["exemplars"][0]["recognised"] == 0


def test_a_recognition_is_held_and_lifted(thidua: Thidua) -> None:
    small.recognised(thidua)
    hold = (*PAIR[:-1], "verification")
    told = (
        "Recognition of AH beside MH for 2024-06 on hold from 2024-08-01 on (under verification).\n"
        "When it is verified: thidua revoke AH --from MH --lift --on DATE --reason TEXT\n"
    )
    assert thidua(*hold) == Ran(0, "", told)
    assert refused(thidua, *hold) == (
        "Error: The recognition of AH beside MH is already on hold since 2024-08-01. Lift the hold with: "
        "thidua revoke AH --from MH --lift --on DATE --reason TEXT; or end it with another --ground.\n"
    )
    row = body(thidua, "status")["exemplars"][0]
    assert (row["reached"], row["lacks"]) == (4, "lacks-lifting")
    assert row["next"] == "step 5: on hold; thidua revoke AH --from MH --lift --on DATE --reason TEXT"
    again = ("recognise", "AH", "--from", "MH", "--decision", "10/QĐ", "--on", "2024-08-02")
    assert refused(thidua, *again) == (
        "Error: The recognition of AH beside MH is on hold since 2024-08-01 (under verification: khai sai số liệu). "
        "When it is verified: thidua revoke AH --from MH --lift --on DATE --reason TEXT\n"
    )
    lift = ("revoke", "AH", "--from", "MH", "--lift", "--reason", "sạch", "--on")
    assert (
        refused(thidua, *lift, "2024-07-31")
        == "Error: 2024-07-31 is before the hold since 2024-08-01. Lift it on that day or later.\n"
    )
    told = "Recognition of AH beside MH for 2024-06 is in force again from 2024-08-20.\nNext: thidua status AH\n"
    assert thidua(*lift, "2024-08-20") == Ran(0, "", told)
    assert body(thidua, "status")["exemplars"][0]["reached"] == 5


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("NOPE", *FALSE), 3, "There is no registration “NOPE”. See: thidua report registrations"),
        (("MH", "--ground", "discipline"), 2, "Option --reason is missing. See --help."),
        (("MH", *WHY), 2, "Option --ground is missing. See --help."),
        (
            ("MH", *WHY, "--ground", "request"),
            2,
            (
                "--ground cannot be “request”. "
                "Use one of: false-declaration, discipline, unlawful-appraisal, verification, other."
            ),
        ),
        (("MH", *FALSE, "--kind", "medal"), 2, "--kind cannot be “medal”. Use one of: praise, reward."),
        (
            ("AH", *FALSE, "--from", "MH", "--month", "2024-03"),
            2,
            "--from and --month do not go together. Give one of them.",
        ),
        (
            ("AH", *FALSE, "--from", "MH", "--kind", "praise"),
            2,
            "--from and --kind do not go together. Give one of them.",
        ),
        (("MH", *FALSE, "--lift"), 2, "--lift and --ground do not go together. Give one of them."),
        (
            ("AH", *FALSE),
            5,
            "AH has no such commendation: there is nothing to revoke. See: thidua status AH",
        ),
        (
            ("MH", *FALSE, "--month", "2024-04"),
            5,
            "MH has no such commendation: there is nothing to revoke. See: thidua status MH",
        ),
        (
            ("MH", *FALSE, "--kind", "reward"),
            5,
            "MH has no such commendation: there is nothing to revoke. See: thidua status MH",
        ),
        (
            ("MH", *FALSE, "--on", "2024-04-09"),
            5,
            (
                "2024-04-09 is before the commendation on 2024-04-10. "
                "Give a later day, or choose with --month and --kind."
            ),
        ),
        (
            ("MH", *WHY, "--lift"),
            5,
            "No such commendation of MH is on hold: there is nothing to lift. See: thidua status MH",
        ),
        (
            ("AH", *FALSE, "--from", "MH"),
            5,
            "AH has no recognition beside MH: there is nothing to revoke. See: thidua status AH",
        ),
        (
            ("MH", *FALSE, "--on", "2024-06-20", "--decision", "20/QĐ", "--decision-date", "2024-06-21"),
            5,
            "2024-06-20 is before the decision of 2024-06-21.",
        ),
        (
            ("MH", *FALSE, "--decision", "20/QĐ"),
            5,
            (
                "A decision is recorded by its number and its date, whoever signed it. "
                "Add --decision NUMBER --decision-date DATE."
            ),
        ),
    ],
)
def test_what_cannot_be_revoked_is_told(thidua: Thidua, words: tuple[str, ...], code: int, told: str) -> None:
    small.reviewed(thidua)
    assert refused(thidua, "revoke", *words, code=code) == f"Error: {told}\n"


def test_a_recognition_is_not_revoked_before_it_was_given_nor_twice(thidua: Thidua) -> None:
    small.recognised(thidua)
    assert refused(thidua, *PAIR[:5], "2024-07-09", *PAIR[6:]) == (
        "Error: 2024-07-09 is before the recognition on 2024-07-10. Give that day or a later one.\n"
    )
    done(thidua(*PAIR))
    assert refused(thidua, *PAIR) == (
        "Error: The recognition of AH beside MH was already revoked on 2024-08-01 (discipline: khai sai số liệu). "
        "If that was wrong: thidua void 15 --reason TEXT\n"
    )


def test_a_decision_number_is_of_one_paper(thidua: Thidua) -> None:
    rewarded(thidua)
    other = ("--decision", "1/QĐ", "--decision-date", "2024-06-19")
    assert refused(thidua, *END, *other, code=3) == (
        "Error: Decision 1/QĐ is already recorded, dated 2024-04-12, signed by -. "
        "Use the same date and signatory, or another number.\n"
    )


def test_a_wrong_revocation_is_voided_and_everything_goes_on(thidua: Thidua) -> None:
    small.recognised(thidua)
    before = done(thidua("status", "MH")).out
    entries = [body(thidua, *END)["entry"], body(thidua, *PAIR)["entry"]]
    for entry in reversed(entries):
        done(thidua("void", str(entry), "--reason", "nhầm"))
    assert done(thidua("status", "MH")).out == before
    done(thidua("publicise", "MH", "--channel", "club", "--on", "2024-06-20"))


def test_what_was_revoked_since_is_voided_only_after_the_revocation(thidua: Thidua) -> None:
    small.recognised(thidua)
    done(thidua(*PAIR))
    told = refused(thidua, "void", "14", "--reason", "nhầm")
    assert told.startswith("Error: Entry 15 depends on entry 14: revoke AH beside MH")


def test_the_story_tells_what_was_revoked_with_its_ground_reason_and_decision(thidua: Thidua) -> None:
    small.recognised(thidua)
    done(thidua(*PAIR))
    done(thidua("revoke", "MH", "--on", "2024-08-02", *FALSE, "--decision", "31/QĐ", "--decided", "2024-08-02"))
    assert done(thidua("status", "MH")).out.splitlines()[-5:] == [
        "2024-07-10\t5\tAH recognised beside MH: caught up\t9/QĐ",
        "2024-08-01\t5\trecognition of AH beside MH for 2024-06 revoked (discipline): khai sai số liệu\t–",
        "2024-08-02\t1\tpraise for 2024-03 revoked (false declaration): khai sai số liệu\t31/QĐ",
        "",
        "commendation revoked on 2024-08-02 (false declaration): no new step",
    ]
    assert "revoked (discipline)" in done(thidua("status", "AH")).out


STATUS = """\
Exemplar\tName\tStep\t1 Built\t2 Publicised\t3 Learners\t4 Reviewed\t5 Recognised\tState\tNext
MH\tXã Mỹ Hòa\t5\t2024-04-10\t2024-04-15\t1\t1\t1\trevoked since 2024-08-02 (false declaration)\t\
commendation revoked on 2024-08-02 (false declaration): no new step
"""


def test_reports_keep_past_steps_and_say_the_state(thidua: Thidua) -> None:
    small.recognised(thidua)
    done(thidua("revoke", "MH", "--on", "2024-08-02", *FALSE))
    assert done(thidua("status")).out.endswith(STATUS)
    rows = {row["item"]: row for row in body(thidua, "report")["rows"]}
    assert "MH" not in rows
    assert (rows["revoked"]["value"], rows["revoked"]["of"], rows["revoked"]["detail"]) == (1, 1, "MH")
    assert rows["step_5"]["detail"] == "MH"
    done(thidua(*PAIR))
    (row,) = body(thidua, "report", "journey")["rows"]
    assert (row["recognised_on"], row["recognition_state"], row["state"]) == ("2024-07-10", "revoked", "revoked")
    text = done(thidua("report", "journey")).out
    assert text.splitlines()[4].endswith("\t2024-07-10\trevoked since 2024-08-01\trevoked since 2024-08-02")
    assert "declaration" not in text


def test_in_vietnamese(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    small.commended(thidua)
    monkeypatch.setenv("THIDUA_LANG", "vi")
    assert thidua(*END).err == (
        "MH (Xã Mỹ Hòa): thu hồi biểu dương tháng 03/2024 từ 20/06/2024 (kê khai gian dối).\n"
        "Từ 20/06/2024 MH không còn là điển hình cho các bước mới; các bước đã qua được giữ nguyên.\n"
        "Tiếp theo: thidua status MH\n"
    )
    assert refused(thidua, "publicise", "MH", "--channel", "đài", "--on", "2024-06-20") == (
        "Lỗi: Biểu dương, khen thưởng của MH đã bị thu hồi ngày 20/06/2024 (kê khai gian dối: khai sai số liệu): "
        "ngày 20/06/2024 không còn là điển hình. Nếu thu hồi sai: thidua void 9 --reason TEXT; "
        "hoặc biểu dương, khen thưởng lại cho tháng khác.\n"
    )
