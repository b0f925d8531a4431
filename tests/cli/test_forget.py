"""``forget``: a name goes from the file, byte by byte; what was done stays under a token, and the chain still holds."""

import contextlib
import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

import small
from conftest import Ran, Thidua
from ledger.chain import Plain
from small import LEDGER, done

HEAD, FARMER, SIGNER = "Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Văn Ví Dụ"
UNITS = f"""\
code,name,kind,cluster,head,head_post
1,Xã Mỹ Hòa,commune,North,{HEAD},Chủ tịch
2,Xã An Hiệp,commune,North,{HEAD},Phó Chủ tịch
3,Xã Tân Thủy,commune,South,Phạm Văn Khác,Chủ tịch
"""
REGISTRATIONS = f"""\
code,unit,on,speciality,content,goal,deadline,person,person_kind
MH,1,2024-02-10,fields,Fields,60 ha,2024-11-30,,
AH,2,2024-02-11,fields,Fields,50 ha,2024-11-30,,
TT,3,2024-02-12,fishing,Boats,20 boats,2024-11-30,,
NTM,1,2024-02-13,fruit,Garden,1 ha,2024-11-30,{FARMER},farmer
"""
WHY = ("--reason", "theo đơn ngày 12/05/2024")


@pytest.fixture
def people(thidua: Thidua) -> Thidua:
    """A ledger in which a head, a farmer, a signatory and an operator are named, each where they are shown."""
    small.scored(small.registered(thidua, units=UNITS, registrations=REGISTRATIONS), "2024-03", MH="50 30", AH="40 20")
    month, on = ("--month", "2024-03"), ("--on", "2024-04-10")
    done(thidua("score", "NTM", "harvest", "90", *month, "--actor", "Vũ Thị Ghi"))
    done(thidua("evaluate", *month))
    done(thidua("vote", "MH", *month, "--on", "2024-04-04", *small.CARRIED))
    paper = ("--decision", "12/QĐ", "--decision-date", "2024-04-09", "--signatory", SIGNER, "--signatory-post", "CT")
    done(thidua("commend", "MH", *month, *on, *paper))
    return thidua


def _token(name: str, post: str | None = None) -> str:
    query = "SELECT p.digest FROM person AS p JOIN person_name AS n ON n.person = p.id WHERE n.name = ? AND n.post = ?"
    with contextlib.closing(sqlite3.connect(LEDGER)) as connection:
        (digest,) = connection.execute(query, (name, post or "")).fetchone()
    return f"#{digest[:8]}"


def _breaches() -> list[tuple[int | None, str]]:
    with contextlib.closing(sqlite3.connect(LEDGER)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return Plain(connection).breaches()


def _last_entry() -> tuple[int, str, str, str]:
    query = "SELECT seq, verb, summary, reason FROM entry ORDER BY seq DESC LIMIT 1"
    with contextlib.closing(sqlite3.connect(LEDGER)) as connection:
        return connection.execute(query).fetchone()


def _told(thidua: Thidua, *words: str) -> dict[str, object]:
    return json.loads(done(thidua(*words, "--json")).out)


def _bytes_of(name: str) -> list[str]:
    """Name the files of the folder that hold a name in any form of it."""
    return sorted(path.name for path in Path().glob("*") if path.is_file() and name.encode() in path.read_bytes())


def _forms(ran: Ran) -> str:
    return ran.out + ran.err


def test_a_farmers_name_goes_and_a_token_stands_for_it(people: Thidua) -> None:
    token, seq = _token(FARMER), _last_entry()[0]
    Path("registrations.csv").unlink()
    before = _told(people, "report", "standings", "--month", "2024-03")
    assert _bytes_of(FARMER) == ["thidua.db"]
    ran = done(people("forget", FARMER, *WHY))
    assert ran.out == ""
    assert ran.err == (
        f"Forgotten: {token} stands for the name now (entry {seq + 1}).\n"
        "No backup nearby holds the name. Think of copies elsewhere: memory sticks, mail.\n"
    )
    assert _bytes_of(FARMER) == []
    assert _last_entry() == (seq + 1, "forget", f"forget {token}", WHY[1])
    assert _breaches() == []
    after = _told(people, "report", "standings", "--month", "2024-03")
    assert after == json.loads(json.dumps(before, ensure_ascii=False).replace(FARMER, token))
    assert [
        row["name"] for row in _told(people, "report", "registrations")["rows"] if row["registration"] == "NTM"
    ] == [token]


def test_no_byte_of_a_name_is_left_whatever_was_written_and_moved_before(people: Thidua) -> None:
    for number in range(60):  # rows that come and go move what is beside them on its page
        done(people("unit", "add", f"u{number}", "--name", "Xã", "--kind", "commune", "--head", f"Mẫu {number}", "-q"))
    for name in (FARMER, "Mẫu 17", "Mẫu 59"):
        done(people("forget", name, *WHY, "-q"))
    raw = LEDGER.read_bytes()
    assert [name for name in (FARMER, "Mẫu 17", "Mẫu 59") if name.encode() in raw] == []
    assert not Path("thidua.db-journal").exists()
    assert _breaches() == []


def test_heads_signatories_and_operators_are_treated_alike(people: Thidua) -> None:
    tokens = {
        name: _token(name, post) for name, post in ((SIGNER, "CT"), ("Vũ Thị Ghi", ""), ("Phạm Văn Khác", "Chủ tịch"))
    }
    for name in tokens:
        done(people("forget", name, *WHY))
    units = {row["code"]: (row["head"], row["head_post"]) for row in _told(people, "unit", "list")["units"]}
    assert units["3"] == (tokens["Phạm Văn Khác"], "")
    lines = _told(people, "explain", "NTM", "--month", "2024-03")["lines"]
    assert [line["actor"] for line in lines] == [tokens["Vũ Thị Ghi"]]
    again = ("commend", "AH", "--month", "2024-03", "--on", "2024-04-10", "--ad-hoc", "--reason", "x")
    ran = people(*again, "--decision", "12/QĐ", "--decision-date", "2024-04-09", "--signatory", "Ai Khác")
    assert ran.code == 3
    assert f"signed by {tokens[SIGNER]}" in ran.err
    assert _breaches() == []


def test_of_several_of_a_name_the_post_or_all_must_be_said(people: Thidua) -> None:
    first, second = _token(HEAD, "Chủ tịch"), _token(HEAD, "Phó Chủ tịch")
    ran = people("forget", HEAD, *WHY)
    assert ran.code == 3
    assert ran.err == (
        f"Error: Several people bear the name {HEAD}: {first} (Chủ tịch), {second} (Phó Chủ tịch). "
        "Say which with --post POST or by the token, or --all.\n"
    )
    ran = people("forget", HEAD, "--post", "Bí thư", *WHY)
    assert (ran.code, ran.err) == (
        3,
        f"Error: Nobody of the name {HEAD} has the post “Bí thư”. In the ledger are: Chủ tịch, Phó Chủ tịch.\n",
    )
    done(people("backup", "copy.db", "-q"))
    told = _told(people, "forget", HEAD, "--post", "Chủ tịch", *WHY)
    assert told["people"] == [first]
    assert [note["code"] for note in told["notes"]] == ["forgot-namesakes"]
    shutil.copy("copy.db", LEDGER)
    told = _told(people, "forget", HEAD, "--all", *WHY)
    assert (told["people"], told["notes"]) == ([first, second], [])
    assert HEAD.encode() not in LEDGER.read_bytes()
    assert _breaches() == []


def test_a_token_says_who_is_meant_and_again_only_writes_the_file_anew(people: Thidua) -> None:
    token = _token(HEAD, "Phó Chủ tịch")
    assert _told(people, "forget", token.upper(), *WHY)["people"] == [token]
    entries = _last_entry()[0]
    ran = done(people("forget", token, *WHY))
    assert ran.err.startswith(f"{token}: forgotten before; the file was written anew.\n")
    assert _last_entry()[0] == entries


@pytest.mark.parametrize(
    ("who", "code", "message"),
    [
        (
            "Ai Đó",
            3,
            "Nobody of the name “Ai Đó” is in the ledger. Type the name as it was entered, or its token #1a2b3c4d.",
        ),
        ("#0000000", 2, "“#0000000” is no token of a person. Write # and at least 8 digits of it: #1a2b3c4d."),
        ("#xyzxyzxyz", 2, "“#xyzxyzxyz” is no token of a person. Write # and at least 8 digits of it: #1a2b3c4d."),
        ("#00000000", 3, "The token #00000000 is nobody's in this ledger."),
    ],
)
def test_who_is_not_there_is_told(people: Thidua, who: str, code: int, message: str) -> None:
    ran = people("forget", who, *WHY)
    assert (ran.code, ran.err) == (code, f"Error: {message}\n")


def test_another_spelling_is_suggested_and_never_taken(people: Thidua) -> None:
    for typed in ("tran thi thu", "trần thị thử"):
        ran = people("forget", typed, *WHY)
        assert (ran.code, ran.err) == (
            3,
            f"Error: Nobody of the name “{typed}” is in the ledger. Did you mean {FARMER} ({_token(FARMER)})?\n",
        )


def test_a_reason_is_needed_and_may_not_hold_the_name(people: Thidua) -> None:
    assert people("forget", FARMER).code == 2
    ran = people("forget", FARMER, "--reason", "đơn của bà trần thị  thử")
    assert (ran.code, ran.err) == (
        3,
        "Error: The reason holds the name that is to be forgotten, and reasons stay. Say why without the name.\n",
    )
    assert FARMER.encode() in LEDGER.read_bytes()


def test_who_acts_cannot_be_forgotten_by_it(people: Thidua) -> None:
    ran = people("forget", FARMER, *WHY, "--actor", FARMER)
    assert ran.code == 5
    assert ran.err == (
        f"Error: {FARMER} is who acts now, and this entry would write the name again. "
        "Let somebody else do it: --actor NAME.\n"
    )


def test_entries_whose_words_hold_the_name_are_listed(people: Thidua) -> None:
    done(people("register", "MH", "--supplement", "--content", f"Vườn của {FARMER}", "--reason", f"theo {FARMER}"))
    seq = _last_entry()[0]
    told = _told(people, "forget", FARMER, *WHY)
    assert told["named_in"] == [seq]
    assert [(note["code"], note["facts"]) for note in told["notes"]] == [("forgot-entries-name", {"entries": [seq]})]


def test_backups_that_still_hold_the_name_are_listed(people: Thidua, tmp_path: Path) -> None:
    done(people("forget", "Phạm Văn Khác", *WHY))
    done(people("backup", "b.db", "-q"))
    Path("thidua-backups").mkdir()
    shutil.copy("b.db", "thidua-backups/c.db")
    done(people("init", "--db", "other.db"))
    Path("text.db").write_text("text", "utf-8")
    whole = Path("b.db").read_bytes()
    Path("damaged.db").write_bytes(whole[: len(whole) // 3])
    ran = done(people("forget", FARMER, *WHY))
    assert ran.err.splitlines()[1:] == [
        f"Note: these could not be read, and may hold the name: {tmp_path / 'damaged.db'}.",
        "These files still hold the name; remove them, or keep them where they are safe:",
        f"  {tmp_path / 'b.db'}",
        f"  {tmp_path / 'thidua-backups' / 'c.db'}",
    ]
    assert Path("b.db").read_bytes() == whole
    told = _told(people, "forget", SIGNER, *WHY)
    assert told["backups"] == [str(tmp_path / "b.db"), str(tmp_path / "thidua-backups" / "c.db")]


def test_a_backup_that_still_holds_the_name_is_found_whatever_it_is_called(people: Thidua, tmp_path: Path) -> None:
    for name in ("sao lưu", "b.bak", "b.sqlite"):
        done(people("backup", name, "-q"))
    Path("thidua.db-journal-old").write_text("text", "utf-8")
    os.mkfifo("pipe")
    Path("nowhere").symlink_to("gone")
    told = _told(people, "forget", FARMER, *WHY)
    assert told["backups"] == [str(tmp_path / name) for name in ("b.bak", "b.sqlite", "sao lưu")]
    assert told["notes"] == []


def test_behind_a_link_backups_are_looked_for_beside_the_link_and_beside_the_file(
    people: Thidua, tmp_path: Path
) -> None:
    Path("real/sổ-backups").mkdir(parents=True)
    Path("thidua-backups").mkdir()
    places = ("a.db", "thidua-backups/b.db", "real/c", "real/sổ-backups/d.db")
    for place in places:
        done(people("backup", place, "-q"))
    LEDGER.rename("real/sổ.db")
    LEDGER.symlink_to("real/sổ.db")
    told = _told(people, "forget", FARMER, *WHY)
    assert told["backups"] == [str(tmp_path / place) for place in places]
    assert LEDGER.is_symlink()


def test_drafts_that_killed_backups_left_are_looked_through_too(people: Thidua, tmp_path: Path) -> None:
    whole, half = Path(".thidua-0123456789ab-01234567.part"), Path(".thidua-0123456789ab-76543210.part")
    shutil.copy(LEDGER, whole)
    # the first page of a copy may be the last one to be written
    half.write_bytes(bytes(4096) + LEDGER.read_bytes()[4096:])
    Path(".thidua-0123456789ab-00000000.part").touch()
    ran = done(people("forget", FARMER, *WHY))
    assert ran.err.splitlines()[1:] == [
        f"Note: these could not be read, and may hold the name: {tmp_path / half}.",
        "These files still hold the name; remove them, or keep them where they are safe:",
        f"  {tmp_path / whole}",
    ]


def test_what_could_not_be_read_is_not_said_to_be_without_the_name(people: Thidua, tmp_path: Path) -> None:
    Path("b.db").write_bytes(LEDGER.read_bytes()[:5000])
    ran = done(people("forget", FARMER, *WHY))
    assert ran.err.splitlines()[1:] == [
        f"Note: these could not be read, and may hold the name: {tmp_path / 'b.db'}.",
        "No other backup nearby holds the name. Think of copies elsewhere: memory sticks, mail.",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read what nobody else may")
def test_what_may_not_be_read_may_hold_the_name(people: Thidua, tmp_path: Path) -> None:
    done(people("backup", "b.db", "-q"))
    Path("b.db").chmod(0)
    Path("thidua-backups").mkdir(0o300)
    told = _told(people, "forget", FARMER, *WHY)
    assert told["backups"] == []
    assert [note["facts"] for note in told["notes"]] == [
        {"files": [str(tmp_path / "b.db"), str(tmp_path / "thidua-backups")]}
    ]


def test_somebody_typed_again_is_somebody_new_and_what_was_registered_stays(people: Thidua) -> None:
    token = _token(FARMER)
    done(people("forget", FARMER, *WHY))
    person = ("--person", FARMER, "--person-kind", "farmer", "--on", "2024-02-14")
    done(people("register", "NT2", "--unit", "1", *person, "--content", "Vườn"))
    names = {row["registration"]: row["name"] for row in _told(people, "report", "registrations")["rows"]}
    assert (names["NTM"], names["NT2"]) == (token, FARMER)
    assert _token(FARMER) != token
    assert _breaches() == []


def test_a_unit_keeps_its_forgotten_head_when_something_else_of_it_changes(people: Thidua) -> None:
    token = _token("Phạm Văn Khác", "Chủ tịch")
    done(people("forget", "Phạm Văn Khác", *WHY))
    done(people("unit", "add", "3", "--name", "Xã Tân Thủy Mới", "--kind", "commune", "--from", "2024-06-01"))
    with contextlib.closing(sqlite3.connect(LEDGER)) as connection:
        heads = connection.execute("SELECT DISTINCT head FROM unit_state WHERE unit = 3").fetchall()
        assert len(heads) == 1
        assert connection.execute("SELECT COUNT(*) FROM person_name WHERE name LIKE '#%'").fetchone() == (0,)
    units = {row["code"]: row["head"] for row in _told(people, "unit", "list")["units"]}
    assert units["3"] == token


def test_a_backup_that_brings_a_name_back_is_told_when_it_is_restored(people: Thidua) -> None:
    done(people("backup", "copy.db", "-q"))
    token = _token(FARMER)
    done(people("forget", FARMER, *WHY))
    told = _told(people, "restore", "copy.db")
    assert [note["code"] for note in told["notes"]] == ["restored-older", "restored-names"]
    assert told["notes"][1]["facts"] == {"tokens": [token]}


def test_what_is_left_to_do_is_said_when_the_file_cannot_be_written_anew(people: Thidua) -> None:
    token = _token(FARMER)
    with contextlib.closing(sqlite3.connect(LEDGER)) as reader:
        reader.execute("PRAGMA journal_mode = WAL")  # where a reader does not keep others from writing
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM entry").fetchone()
        ran = people("forget", FARMER, *WHY)
    assert (ran.code, ran.out) == (11, "")
    assert ran.err.startswith(
        "Error: The name is removed and that is recorded, but thidua.db could not be written anew"
    )
    assert ran.err.endswith(f"Then finish with: thidua forget {token} --reason TEXT\n")
    with contextlib.closing(sqlite3.connect(LEDGER)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM person_name WHERE name = ?", (FARMER,)).fetchone() == (0,)
    done(people("forget", token, *WHY))
    assert FARMER.encode() not in LEDGER.read_bytes()


# --- naming nobody


REDACTED = (
    ("report", "registrations"),
    ("report", "journey"),
    ("report", "standings", "--month", "2024-03"),
    ("report", "overview"),
    ("report", "differences", "--month", "2024-03"),
    ("status",),
    ("status", "NTM"),
    ("explain", "NTM", "--month", "2024-03"),
    ("unit", "list"),
    ("unit", "tree"),
    ("log",),
    ("log", "1"),
    ("log", "3"),
    ("log", "4"),
    ("log", "10"),
    ("log", "--between", "0", "10"),
)
NAMES = (HEAD, FARMER, SIGNER, "Vũ Thị Ghi", "Phạm Văn Khác", "Tester")
FORMATS = ("table", "plain", "tsv", "csv", "json")


@pytest.mark.parametrize("words", REDACTED, ids=" ".join)
def test_redacted_no_report_names_anybody_in_any_format(people: Thidua, words: tuple[str, ...]) -> None:
    for name in FORMATS:
        told = _forms(done(people(*words, "--redact", "--format", name)))
        assert [one for one in NAMES if one in told] == []
        named = _forms(done(people(*words, "--format", name)))
        tokens = {one: _token(one) for one in (FARMER, "Vũ Thị Ghi", "Tester")}
        # what was named is under its token now, and nothing else has changed
        assert [one for one in tokens if one in named and tokens[one] not in told] == []


def test_redacted_json_is_the_same_but_for_the_names(people: Thidua) -> None:
    words = ("report", "registrations")
    named, told = _told(people, *words), _told(people, *words, "--redact")
    assert told == json.loads(json.dumps(named, ensure_ascii=False).replace(FARMER, _token(FARMER)))


def test_public_lists_carry_name_unit_achievement_and_form_only(people: Thidua) -> None:
    rows = _told(people, "report", "standings", "--month", "2024-03")["rows"]
    private = {"head", "head_post", "person_post", "post", "actor", "signatory", "note", "reason"}
    assert [sorted(private & row.keys()) for row in rows] == [[] for _ in rows]
    rows = _told(people, "report", "journey")["rows"]
    assert [sorted(private & row.keys()) for row in rows] == [[] for _ in rows]
    for report in (("standings", "--month", "2024-03"), ("journey",)):
        told = _forms(done(people("report", *report)))
        assert [one for one in NAMES if one in told and one != FARMER] == []


def test_verbs_that_record_take_no_redact(people: Thidua) -> None:
    assert people("evaluate", "--month", "2024-03", "--redact").code == 2
