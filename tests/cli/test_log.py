"""The journal listed: who, when, what and why, its anchor, what became of each entry; and every way of asking."""

import json
import re
import shlex
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import small
from conftest import Ran, Thidua
from thidua.domain.anchors import anchor_of

HEAD = "Entry\tTime (UTC+7)\tWho\tVerb\tWhat\tWhy\tRows\tAnchor"
ANCHOR = re.compile(r"\b[0-9a-f]{4}(?:-[0-9a-f]{4}){3}\b")
MARCH = ("--month", "2024-03")


def listed(ran: Ran) -> str:
    """Give what was listed, its anchors (which no two ledgers share) put aside."""
    assert (ran.code, ran.err) == (0, ""), ran
    return ANCHOR.sub("ANCHOR", ran.out)


def numbers(thidua: Thidua, *words: str) -> list[int]:
    """Give the numbers of the entries listed."""
    return [one["entry"] for one in small.answered(thidua, "log", *words)["entries"]]


def corrected(thidua: Thidua) -> Thidua:
    """Go on to a score corrected, March closed and opened again, a late score, and the correction voided: entry 15."""
    small.learned(thidua)
    small.done(thidua("score", "AH", "roads", "22", *MARCH, "--reason", "recount"))
    small.done(thidua("close", *MARCH, "--force", "--reason", "signed"))
    small.done(thidua("reopen", *MARCH, "--reason", "appeal"))
    small.done(thidua("score", "TT", "fields", "46", *MARCH, "--reason", "appeal upheld", "--actor", "Trần Văn Mẫu"))
    small.done(thidua("void", "11", "--reason", "wrong commune"))
    return thidua


@pytest.fixture
def story(thidua: Thidua, _kept: Path) -> Thidua:
    """That ledger, made once."""
    return small.copied("log", thidua, _kept, corrected)


def forget(name: str) -> None:
    """Remove a name from the ledger, as any program might."""
    with closing(sqlite3.connect(small.LEDGER)) as raw, raw:
        assert raw.execute("DELETE FROM person_name WHERE name = ?", (name,)).rowcount == 1


def token(*, of_entry: int) -> str:
    """Give what is left of who made an entry when the name is forgotten."""
    query = "SELECT '#' || substr(p.digest, 1, 8) FROM entry AS e JOIN person AS p ON p.id = e.actor WHERE e.seq = ?"
    with closing(sqlite3.connect(small.LEDGER)) as raw:
        return str(raw.execute(query, (of_entry,)).fetchone()[0])


def test_the_journal_is_told_oldest_first_with_what_became_of_each_entry(story: Thidua) -> None:
    when = "2024-10-31 10:00"
    assert listed(story("log")) == (
        f"{HEAD}\tMark\n"
        f"1\t{when}\tTester\tinit\tinit\t–\t1\tANCHOR\t–\n"
        f"2\t{when}\tTester\tlaunch\tlaunch small version 1 from 2024-02-01\t–\t5\tANCHOR\t–\n"
        f"3\t{when}\tTester\timport units\timport units: 3 rows\t–\t6\tANCHOR\t–\n"
        f"4\t{when}\tTester\timport registrations\timport registrations: 3\t–\t6\tANCHOR\t–\n"
        f"5\t{when}\tTester\timport scores\timport scores 2024-03: 6 rows\t–\t6\tANCHOR\t–\n"
        f"6\t{when}\tTester\tevaluate\tevaluate 2024-03: evaluation 1\t–\t10\tANCHOR\t–\n"
        f"7\t{when}\tTester\tvote\tvote 2024-03: MH\t–\t2\tANCHOR\t–\n"
        f"8\t{when}\tTester\tcommend\tcommend MH 2024-03: praise\t–\t1\tANCHOR\t–\n"
        f"9\t{when}\tTester\tpublicise\tpublicise MH: radio\t–\t1\tANCHOR\t–\n"
        f"10\t{when}\tTester\tlearn\tlearn AH from MH\t–\t1\tANCHOR\t–\n"
        f"11\t{when}\tTester\tscore\tscore AH roads 2024-03 agreed: 22\trecount\t2\tANCHOR\tvoided by 15\n"
        f"12\t{when}\tTester\tclose\tclose 2024-03, 2 unsettled\tsigned\t1\tANCHOR\t–\n"
        f"13\t{when}\tTester\treopen\treopen 2024-03\tappeal\t1\tANCHOR\t–\n"
        f"14\t{when}\tTrần Văn Mẫu\tscore\tscore TT fields 2024-03 agreed: 46\tappeal upheld\t3\tANCHOR\tentered late\n"
        f"15\t{when}\tTester\tvoid\tvoid 11: score AH roads 2024-03 agreed: 22\twrong commune\t1\tANCHOR\tvoids 11\n"
    )


def test_it_speaks_vietnamese(story: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_LANG", "vi")
    when = "31/10/2024 10:00"
    assert listed(story("log", "--verb", "score")) == (
        "Bút toán\tThời gian (UTC+7)\tNgười ghi\tLệnh\tNội dung\tLý do\tSố dòng\tMã neo\tGhi nhận\n"
        f"11\t{when}\tTester\tscore\tscore AH roads 2024-03 agreed: 22\trecount\t2\tANCHOR\tbị hủy bởi bút toán 15\n"
        f"14\t{when}\tTrần Văn Mẫu\tscore\tscore TT fields 2024-03 agreed: 46\tappeal upheld\t3\tANCHOR\tvào sổ muộn\n"
    )


def test_programs_are_told_the_time_in_utc_and_the_marks_as_values(story: Thidua) -> None:
    whole = json.loads(small.done(story("log", "--last", "2", "--json")).out)
    with closing(sqlite3.connect(small.LEDGER)) as raw:
        hashes = dict(raw.execute("SELECT seq, hash FROM entry"))
    facts = {"at": "2024-10-31T03:00:00+00:00", "campaign": "small"}
    assert whole == {
        "schema": "thidua.log/1",
        "campaign": None,
        "entry_count": 2,
        "entries": [
            {
                "entry": 14,
                **facts,
                "actor": "Trần Văn Mẫu",
                "verb": "score",
                "summary": "score TT fields 2024-03 agreed: 46",
                "reason": "appeal upheld",
                "rows": 3,
                "anchor": anchor_of(hashes[14]),
                "voided_by": None,
                "voids": [],
                "late": True,
            },
            {
                "entry": 15,
                **facts,
                "actor": "Tester",
                "verb": "void",
                "summary": "void 11: score AH roads 2024-03 agreed: 22",
                "reason": "wrong commune",
                "rows": 1,
                "anchor": anchor_of(hashes[15]),
                "voided_by": None,
                "voids": [11],
                "late": False,
            },
        ],
    }


def test_it_is_written_to_a_file_in_the_format_of_its_name(story: Thidua) -> None:
    small.done(story("log", "--last", "1", "-o", "log.csv"))
    assert ANCHOR.sub("ANCHOR", Path("log.csv").read_text("utf-8")) == (
        "entry,at,actor,verb,campaign,summary,reason,rows,anchor,voided_by,voids,late\n"
        "15,2024-10-31T03:00:00+00:00,Tester,void,small,void 11: score AH roads 2024-03 agreed: 22,"
        "wrong commune,1,ANCHOR,,11,false\n"
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--by", "Trần Văn Mẫu"), [14]),
        (("--by", "trần  văn MẪU"), [14]),
        (("--by", "Tester", "--verb", "score"), [11]),
        (("--verb", "import scores"), [5]),
        (("--verb", "score", "--last", "1"), [14]),
        (MARCH, [5, 6, 7, 8, 11, 12, 13, 14, 15]),
        (("--month", "05/2024"), []),
        (("--registration", "AH"), [4, 5, 10, 11, 15]),
        (("--registration", "xã mỹ hoà"), [4, 5, 7, 8, 9, 10]),
        (("--registration", "TT", *MARCH), [5, 14]),
        (("--last", "3"), [13, 14, 15]),
        (("--last", "99"), list(range(1, 16))),
        (("--campaign", "small", "--last", "15"), list(range(1, 16))),
    ],
)
def test_entries_are_found_by_who_what_and_about_whom(story: Thidua, asked: tuple[str, ...], found: list[int]) -> None:
    assert numbers(story, *asked) == found


def test_the_last_are_the_last_of_those_asked_for_and_nothing_is_an_answer(story: Thidua) -> None:
    assert story("log", "--month", "2024-05") == Ran(0, "No entry is like that.\n", "")


def test_a_review_and_what_follows_from_it_are_of_both_its_sides_and_of_its_month(thidua: Thidua) -> None:
    small.recognised(thidua)
    verbs = {one["entry"]: one["verb"] for one in small.answered(thidua, "log")["entries"]}
    of_month = [verbs[number] for number in numbers(thidua, "--month", "2024-06")]
    assert of_month == ["import scores", "evaluate", "review", "recognise"]
    for side in ("MH", "AH"):
        assert [verbs[number] for number in numbers(thidua, "--registration", side)][-3:] == [
            "import scores",
            "review",
            "recognise",
        ]


def test_a_longer_period_is_of_every_month_in_it(thidua: Thidua) -> None:
    small.scored(small.registered(thidua), "2024-03", MH="50 30", AH="40 20", TT="45 15")
    small.done(thidua("evaluate", "--from", "2024-03", "--to", "2024-05"))
    assert numbers(thidua, "--month", "2024-04") == [7]
    assert numbers(thidua, "--month", "2024-06") == []


def test_days_are_those_of_vietnam(thidua: Thidua) -> None:
    thidua("init", now=datetime(2024, 3, 31, 16, 59, 59, tzinfo=UTC))
    Path("units.csv").write_text(small.UNITS, "utf-8")
    small.done(thidua("import", "units", "units.csv", now=datetime(2024, 3, 31, 17, 0, tzinfo=UTC)))
    assert numbers(thidua, "--until", "2024-03-31") == [1]
    assert numbers(thidua, "--since", "01/04/2024") == [2]
    assert numbers(thidua, "--since", "2024-03-31", "--until", "2024-04-01") == [1, 2]
    assert listed(thidua("log")) == (
        f"{HEAD}\n"
        "1\t2024-03-31 23:59\tTester\tinit\tinit\t–\t1\tANCHOR\n"
        "2\t2024-04-01 00:00\tTester\timport units\timport units: 3 rows\t–\t6\tANCHOR\n"
    )


def test_a_campaign_s_log_has_its_own_entries_and_those_of_none(thidua: Thidua) -> None:
    small.registered(thidua)
    Path("other.yaml").write_text(small.campaign().replace("code: small", "code: other"), "utf-8")
    small.done(thidua("launch", "other.yaml"))
    assert numbers(thidua, "--campaign", "small") == [1, 2, 3, 4]
    assert numbers(thidua, "--campaign", "other") == [1, 3, 5]
    assert listed(thidua("log", "--last", "2")) == (
        HEAD.replace("\tWhat", "\tCampaign\tWhat") + "\n"
        "4\t2024-10-31 10:00\tTester\timport registrations\tsmall\timport registrations: 3\t–\t6\tANCHOR\n"
        "5\t2024-10-31 10:00\tTester\tlaunch\tother\tlaunch other version 1 from 2024-02-01\t–\t5\tANCHOR\n"
    )


def test_a_registration_is_found_in_every_campaign_unless_one_is_chosen(thidua: Thidua) -> None:
    small.registered(thidua)
    Path("other.yaml").write_text(small.campaign().replace("code: small", "code: other"), "utf-8")
    small.done(thidua("launch", "other.yaml"))
    small.done(thidua("import", "registrations", "registrations.csv", "--campaign", "other"))
    assert numbers(thidua, "--registration", "Xã Mỹ Hòa") == [4, 6]
    assert numbers(thidua, "--registration", "MH", "--campaign", "other") == [6]


def test_a_registration_that_was_voided_is_found_with_its_successor_of_the_same_code(thidua: Thidua) -> None:
    small.registered(thidua)
    small.done(thidua("void", "4", "--reason", "wrong list"))
    assert numbers(thidua, "--registration", "MH") == [4, 5]
    small.done(thidua("import", "registrations", "registrations.csv"))
    assert numbers(thidua, "--registration", "MH") == [4, 5, 6]


def test_whoever_is_forgotten_is_told_and_found_by_the_start_of_the_digest(story: Thidua) -> None:
    forget("Trần Văn Mẫu")
    left = token(of_entry=14)
    assert small.answered(story, "log", "--last", "2")["entries"][0]["actor"] == left
    assert numbers(story, "--by", left) == [14]
    assert small.refused(story, "log", "--by", "Trần Văn Mẫu", code=3) == (
        "Error: Nobody called “Trần Văn Mẫu” made an entry. See who did: thidua log\n"
    )


VERBS = (
    "The verbs in this ledger: close, commend, evaluate, import registrations, import scores, import units, init, "
    "launch, learn, publicise, reopen, score, void, vote."
)
REFUSED: tuple[tuple[str, int, str], ...] = (
    ("--verb scores", 3, f"No entry is of the verb “scores”. Did you mean score, import scores? {VERBS}"),
    ("--verb zzz", 3, f"No entry is of the verb “zzz”. {VERBS}"),
    ("--by 'Tran Van Mau'", 3, "Nobody called “Tran Van Mau” made an entry. Did you mean Trần Văn Mẫu?"),
    (
        "--registration 'xa my hoa'",
        3,
        (
            "There is no registration “xa my hoa”. Did you mean MH (Xã Mỹ Hòa)? "
            "Type the code, or the name with its marks."
        ),
    ),
    ("--registration NOPE", 3, "There is no registration “NOPE”. See: thidua report registrations"),
    ("--campaign nope", 3, "There is no campaign “nope” in the ledger. It holds: small."),
    ("--month 2024", 2, "“2024” is not a month. Write 2024-03 or 03/2024."),
    ("--since 31/02/2024", 2, "There is no day “31/02/2024”. Check the day and the month."),
    (
        "--since 2024-05-01 --until 30/04/2024",
        2,
        "2024-05-01 comes after 2024-04-30. Write the earlier day with --since, the later with --until.",
    ),
    ("--last -1", 2, "“-1” is not a count. Write a whole number of zero or more, with digits only."),
    ("--last 0", 2, "--last 0 would show nothing. Write how many entries to show."),
    ("5 --verb score", 2, "ENTRY and --verb do not go together. Give one of them."),
    ("5 --between 1 2", 2, "ENTRY and --between do not go together. Give one of them."),
    ("--between 1 2 --last 3", 2, "--between and --last do not go together. Give one of them."),
    ("--rows 3", 2, "--rows does not belong here; it belongs to: thidua log ENTRY, thidua log --between A B"),
    ("--format nope", 2, "“nope” is no format. Use one of: table, plain, tsv, csv, json, xlsx."),
)


@pytest.mark.parametrize(("words", "code", "told"), REFUSED)
def test_what_cannot_be_answered_is_refused_by_name(story: Thidua, words: str, code: int, told: str) -> None:
    assert small.refused(story, "log", *shlex.split(words), code=code) == f"Error: {told}\n"


def test_without_a_ledger_there_is_no_log(thidua: Thidua) -> None:
    assert thidua("log").code == 10


def test_looking_leaves_the_ledger_byte_for_byte(story: Thidua) -> None:
    before = small.LEDGER.read_bytes()
    for words in ((), ("14",), ("--between", "1", "15"), MARCH, ("--registration", "AH")):
        small.done(story("log", *words))
    assert small.LEDGER.read_bytes() == before
    assert not list(Path().glob("thidua.db-*"))


def test_a_terminal_gets_a_table(story: Thidua) -> None:
    shown = listed(story("log", "--last", "1", "--format", "table")).splitlines()
    assert shown[0].split() == [*HEAD.split(), "Mark"]
    assert shown[2].split()[:6] == ["15", "2024-10-31", "10:00", "Tester", "void", "void"]


def test_who_acted_is_found_by_the_token_too(story: Thidua) -> None:
    assert numbers(story, "--by", token(of_entry=14)) == [14]
    assert numbers(story, "--by", token(of_entry=14).upper()) == [14]
    assert numbers(story, "--by", "trần văn mẫu") == [14]
    ran = story("log", "--by", "#00000000")
    assert (ran.code, ran.out) == (3, "")


def test_redacted_who_acted_is_told_and_found_by_the_token_alone(story: Thidua) -> None:
    told = small.answered(story, "log", "--by", token(of_entry=14), "--redact")["entries"]
    assert [(one["entry"], one["actor"]) for one in told] == [(14, token(of_entry=14))]
    ran = story("log", "--by", "Trần Văn Mẫu", "--redact")
    assert (ran.code, token(of_entry=14) in ran.out + ran.err) == (3, False)


def test_redacted_the_journal_is_the_same_but_for_the_names(story: Thidua) -> None:
    tokens = {"Tester": token(of_entry=1), "Trần Văn Mẫu": token(of_entry=14)}
    for words in (("log",), ("log", "14"), ("log", "--between", "3", "15")):
        named = small.done(story(*words, "--json")).out
        assert "Tester" in named or words == ("log", "14")
        for name, stands in tokens.items():
            named = named.replace(name, stands)
        assert json.loads(small.done(story(*words, "--json", "--redact")).out) == json.loads(named)


def test_redacted_a_registration_is_found_by_its_code_and_not_by_a_name(thidua: Thidua) -> None:
    small.registered(thidua)
    person = ("--person", "Trần Thị Thử", "--person-kind", "farmer")
    small.done(thidua("register", "NTM", "--unit", "1", *person, "--content", "Garden"))
    last = numbers(thidua, "--registration", "Trần Thị Thử")
    assert numbers(thidua, "--registration", "NTM", "--redact") == last
    assert thidua("log", "--registration", "Trần Thị Thử", "--redact").code == 3
