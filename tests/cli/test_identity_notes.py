"""What looks like an identity number is noted, with its place, whichever command it is typed to; nothing is stopped."""

import json
from pathlib import Path

import pytest

import small
from conftest import Thidua
from small import done

STAYS = "What is recorded stays: leave such numbers out."


@pytest.fixture
def ledger(thidua: Thidua) -> Thidua:
    return small.registered(thidua)


def test_a_typed_number_is_noted_by_its_option_and_recorded(ledger: Thidua) -> None:
    head = ("--head", "Nguyễn Văn Mẫu 079201001234", "--head-post", "CMND 123 456 789")
    ran = done(ledger("unit", "add", "9", "--name", "Xã Mẫu", "--kind", "commune", *head))
    assert ran.err == (
        "Recorded unit 9 Xã Mẫu (entry 5).\n"
        f"Note: --head has what looks like an identity number (079•••••••••). {STAYS}\n"
        f"Note: --head-post has what looks like an identity number (123••••••). {STAYS}\n"
        "Next: thidua register CODE --unit 9 …\n"
    )


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("score", "MH", "fields", "50", "--month", "2024-03", "--note", "079201001234"), "--note"),
        (("score", "MH", "fields", "50", "--month", "2024-03", "--reason", "079201001234"), "--reason"),
        (("register", "MH", "--supplement", "--content", "079201001234"), "--content"),
        (("register", "MH", "--supplement", "--item", "a | 079201001234"), "--item"),
        (("unit", "add", "9", "--name", "X", "--kind", "commune", "--actor", "Mẫu 079201001234"), "--actor"),
    ],
)
def test_every_verb_notes_it_in_its_receipt(ledger: Thidua, words: tuple[str, ...], option: str) -> None:
    why = ("--reason", "x") if words[0] == "register" else ()
    told = json.loads(done(ledger(*words, *why, "--json")).out)
    assert [(note["code"], note["facts"]) for note in told["notes"]] == [
        ("identity-number-typed", {"option": option, "number": "079•••••••••"})
    ]


def test_evaluating_notes_who_acts(ledger: Thidua) -> None:
    ran = done(ledger("evaluate", "--month", "2024-03", "--actor", "Mẫu 079201001234"))
    assert f"Note: --actor has what looks like an identity number (079•••••••••). {STAYS}\n" in ran.err


def test_values_codes_and_links_are_not_looked_at(ledger: Thidua) -> None:
    Path("small.yaml").write_text(small.campaign(), "utf-8")
    told = json.loads(done(ledger("score", "MH", "fields", "50", "--month", "2024-03", "--json")).out)
    assert told["notes"] == []


def test_a_file_is_noted_cell_by_cell_with_its_place(ledger: Thidua) -> None:
    Path("more.csv").write_text(
        "code,unit,on,content,person,person_kind\n"
        "F1,1,2024-02-14,Vườn 0912345678,Mẫu 079201001234,farmer\n"
        'F2,1,2024-02-14,"Vốn 120.000.000.000 đồng, CMND 123 456 789",Thử,farmer\n',
        "utf-8",
    )
    ran = done(ledger("import", "registrations", "more.csv"))
    assert ran.err == (
        "2 rows: 2 created, 0 unchanged, 0 superseded, 0 rejected.\n"
        "Note: Not counted, without goal or time of completion: F1, F2.\n"
        f"Note: more.csv:2:5: person has what looks like an identity number (079•••••••••). {STAYS}\n"
        f"Note: more.csv:3:4: content has what looks like an identity number (123••••••). {STAYS}\n"
        "Next: thidua report registrations\n"
    )


def test_of_many_the_first_ten_are_named(ledger: Thidua) -> None:
    rows = "".join(f"MH,fields,50,2024-{month:02},079201001234\n" for month in range(2, 13))
    Path("many.csv").write_text("registration,criterion,value,month,note\n" + rows, "utf-8")
    told = json.loads(done(ledger("import", "scores", "many.csv", "--json")).out)
    codes = [note["code"] for note in told["notes"]]
    assert codes == ["identity-number"] * 10 + ["identity-numbers-more"]
    assert told["notes"][0]["facts"] == {"place": "many.csv:2:5", "column": "note", "number": "079•••••••••"}
    assert told["notes"][-1]["facts"] == {"count": 1}


def test_units_and_votes_are_looked_at_too(ledger: Thidua) -> None:
    Path("more.csv").write_text("code,name,kind,head\n7,Xã Bảy,commune,Mẫu 079201001234\n", "utf-8")
    told = json.loads(done(ledger("import", "units", "more.csv", "--json")).out)
    assert [note["facts"]["place"] for note in told["notes"]] == ["more.csv:2:4"]
    small.scored(ledger, "2024-03", MH="50 30", AH="40 20", TT="45 15")
    Path("votes.csv").write_text(
        "month,on,present,valid,nominee,yes,no,reason\n2024-03,2024-04-04,5,5,MH,5,0,079201001234\n", "utf-8"
    )
    told = json.loads(done(ledger("import", "votes", "votes.csv", "--json")).out)
    assert [note["facts"]["place"] for note in told["notes"]] == ["votes.csv:2:8"]
