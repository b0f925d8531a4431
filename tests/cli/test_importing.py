"""``import``: a file is stored whole or, when any row is wrong, not at all and with every wrong row named."""

import io
import json
import re
import sys
import unicodedata

import pytest

from conftest import CAMPAIGNS, UNITS, Ran
from make import refused, unchanged, write

HEAD = "registration,criterion,value\n"
REGISTER = "code,unit,on,content,goal,deadline\n"
VOTES = "month,on,present,issued,returned,valid,nominee,yes,no,reason\n"
MARCH = CAMPAIGNS / "ba-tri-2024-scores-2024-03.csv"


def counted(rows, *, created=0, same=0, superseded=0, following):
    told = f"{rows} rows: {created} created, {same} unchanged, {superseded} superseded, 0 rejected."
    return Ran(0, "", f"{told}\nNext: thidua {following}\n")


def problems(*told, beside=0):
    """Tell problems, and where the refused rows are: those below the header of a file that is not a pipe."""
    file, _, rest = told[-1].partition(":")
    is_kept = file != "<stdin>" and int(re.match(r"\d+", rest)[0]) > 1
    rows = f"The refused rows are in {file}.rejected.csv: correct them there and import that file.\n" if is_kept else ""
    others = f"Refused with them, as they belong together: {beside}.\n" if beside else ""
    return "".join(f"{line}\n" for line in told) + others + f"Problems: {len(told)}. Nothing was stored.\n" + rows


def test_units_are_stored_and_again_are_unchanged(thidua):
    thidua("init")
    assert thidua("import", "units", UNITS) == counted(24, created=24, following="unit tree")
    assert unchanged(thidua, "import", "units", UNITS) == counted(24, same=24, following="unit tree")


def test_the_receipt(thidua):
    thidua("init")
    ran = thidua("import", "units", UNITS, "--json")
    assert (ran.code, ran.err, json.loads(ran.out)) == (
        0,
        "",
        {
            "schema": "thidua.import-units/1",
            "kind": "units",
            "rows_read": 24,
            "created": 24,
            "unchanged": 0,
            "superseded": 0,
            "rejected": 0,
            "stored": 24,
            "entry": 2,
            "is_trial": False,
            "files": [
                {
                    "file": str(UNITS),
                    "rows_read": 24,
                    "created": 24,
                    "unchanged": 0,
                    "superseded": 0,
                    "rejected": 0,
                }
            ],
            "notes": [],
            "planned": [],
            "problems": [],
            "rejected_files": [],
        },
    )


def test_registrations_are_stored_and_again_are_unchanged(ba_tri):
    file = CAMPAIGNS / "ba-tri-2024-registrations.csv"
    stored = counted(23, created=23, following="report registrations")
    first, then = stored.err.splitlines(keepends=True)
    notes = (
        "Note: Marked late, after the registration deadline: TIEM-TOM.\n"
        "Note: Not counted, without goal or time of completion: VINH-AN.\n"
    )
    assert ba_tri("import", "registrations", file) == stored._replace(err=first + notes + then)
    assert unchanged(ba_tri, "import", "registrations", file) == counted(23, same=23, following="report registrations")


def test_scores_are_stored_and_again_are_unchanged(march):
    again = ("import", "scores", MARCH, "--month", "3/2024")
    assert unchanged(march, *again) == counted(377, same=377, following="evaluate --month 2024-03")


def test_two_files_of_the_same_month_do_not_disturb_each_other(ba_tri):
    ba_tri("import", "registrations", CAMPAIGNS / "ba-tri-2024-registrations.csv")
    one = write("1.csv", HEAD + "MY-HOA,nong-thon-moi,6.5\nMY-HOA,thu-ngan-sach,5\n")
    two = write("2.csv", HEAD + 'Mỹ Hoà,nong-thon-moi,"6,50"\nTAN-MY,thu-ngan-sach,5\n')
    following = "evaluate --month 2024-03"
    assert ba_tri("import", "scores", one, "--month", "2024-03") == counted(2, created=2, following=following)
    assert ba_tri("import", "scores", two, "--month", "2024-03") == counted(2, created=1, same=1, following=following)
    for file in (one, two):
        assert unchanged(ba_tri, "import", "scores", file, "--month", "2024-03") == counted(
            2, same=2, following=following
        )


FORMS = {
    "a byte order mark": "\ufeff" + REGISTER + "MH,29116,2024-03-01,c,g,2024-09-30\n",
    "semicolons": REGISTER.replace(",", ";") + "MH;29116;01/03/2024;c;g;2024-09-30\n",
    "tabs": REGISTER.replace(",", "\t") + "MH\t29116\t1/3/2024\tc\tg\t2024-09-30\n",
    "Windows line ends": (REGISTER + "MH,29116,2024-03-01,c,g,2024-09-30\n").replace("\n", "\r\n"),
    "decomposed letters": unicodedata.normalize("NFD", REGISTER + "MH,Mỹ Hòa,2024-03-01,c,g,2024-09-30\n"),
    "the other tone placement": REGISTER + "MH,mỹ hoà,2024-03-01,c,g,2024-09-30\n",
    "Vietnamese headings": "mã đăng ký,Đơn vị,NGÀY,nội dung,mục tiêu,thời hạn\nMH,29116,2024-03-01,c,g,2024-09-30\n",
    "columns in another order": "on,code,deadline,unit,goal,content\n2024-03-01,MH,2024-09-30,29116,g,c\n",
    "empty lines": REGISTER + "\n,,,,,\nMH,29116,2024-03-01,c,g,2024-09-30\n\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_a_file_is_read_as_spreadsheets_write_it(ba_tri, text):
    file = write("r.csv", text)
    assert ba_tri("import", "registrations", file) == counted(1, created=1, following="report registrations")
    (row,) = json.loads(ba_tri("report", "registrations", "--json").out)["rows"]
    assert (row["registration"], row["name"], row["registered_on"]) == ("MH", "Xã Mỹ Hòa", "2024-03-01")


def test_a_dash_is_stdin(ba_tri, monkeypatch):
    text = REGISTER + "MH,29116,2024-03-01,c,g,2024-09-30\nTM,1,2024-03-01,c,g,2024-09-30\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="ascii"))
    told = problems("<stdin>:3: There is no unit “1”. See: thidua unit list")
    told += "Note: The refused rows of stdin are kept nowhere. To keep them, run again with --rejected FILE.\n"
    assert refused(ba_tri, "import", "registrations", "-") == Ran(3, "", told)


def test_a_missing_column_is_named(ba_tri):
    file = write("r.csv", "code,content,goal\nMH,c,g\n")
    told = problems(
        "r.csv:1: Column “unit” is missing. Add it to the first line.",
        "r.csv:1: Column “on” is missing. Add it to the first line.",
    )
    assert refused(ba_tri, "import", "registrations", file) == Ran(3, "", told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "s.csv:1: The file is empty. Its first line must name the columns: registration, criterion, value."),
        (HEAD.replace("value", "valeu"), "s.csv:1:3: There is no column “valeu”. If “value” is meant, write that."),
        (
            HEAD + "MY-HOA,nong-thon-moi,9,5\n",
            (
                "s.csv:2:4: This row has 4 cells and the header 3. Put double quotes around a cell that contains "
                'the separator, such as "9,5".'
            ),
        ),
        (
            HEAD + "MY-HOA,nong-thon-moi\n",
            "s.csv:2: This row has 2 cells and the header 3. Add what is missing, or separators for empty cells.",
        ),
        (
            HEAD.replace("\n", ",stage\n") + "MY-HOA,nong-thon-moi,1,final\n",
            "s.csv:2:4: There is no stage “final”. The stages are: self, appraised, agreed.",
        ),
        (
            HEAD + ",nong-thon-moi,1\n",
            "s.csv:2:1: Column “registration” is empty in this row. Fill it in, or remove the row.",
        ),
    ],
)
def test_a_file_that_is_not_right_is_told_where(march, text, told):
    file = write("s.csv", text)
    assert refused(march, "import", "scores", file, "--month", "2024-04") == Ran(3, "", problems(told))


def test_a_file_that_is_not_there(march):
    told = "Error: There is no file nope.csv. Check the name and the folder.\n"
    for kind in ("units", "registrations", "scores", "votes"):
        assert refused(march, "import", kind, "nope.csv") == Ran(3, "", told)
        assert refused(march, "import", kind, ".") == Ran(3, "", "Error: . is a folder. Give a file in it.\n")


def test_every_wrong_score_is_named_in_the_order_of_the_lines(march):
    rows = (
        "MY-HOA,nong-thon-moi,9",
        "MY-HOA,thu-ngan-sach,5",
        "MY-HOA,xyz,5",
        "NOPE,nong-thon-moi,5",
        "MY-HOA,giam-ngheo,5",
        "MY-HOA,thu-hut-dau-tu,1e2",
        "MY-HOA,von-ha-tang,",
        "VINH-AN,von-ha-tang,1",
        "MY-HOA,von-ha-tang,NaN",
        "MY-HOA,thu-hut-dau-tu,-1",
        "MY-HOA,thu-hut-dau-tu,1.000",
        "Mỹ Hoà,thu-ngan-sach,5",
        "My Hoa,thu-ngan-sach,5",
    )
    file = write("s.csv", HEAD + "".join(f"{row}\n" for row in rows))
    assert refused(march, "import", "scores", file, "--month", "2024-04").err == problems(
        "s.csv:2:3: 9 is more than nong-thon-moi may have; its maximum is 8.",
        "s.csv:4:2: There is no criterion “xyz” in this track. See: thidua campaign show",
        "s.csv:5:1: There is no registration “NOPE”. See: thidua report registrations",
        "s.csv:6:2: giam-ngheo is not due in 2024-04: it is scored in the months 6, 12.",
        "s.csv:7:3: “1e2” is not a number. Write 9.5 or 9,5.",
        "s.csv:9: VINH-AN has no goal or no time of completion and does not count as registered. "
        "Run: thidua register VINH-AN --supplement --content … --goal … --deadline …",
        "s.csv:10:3: “NaN” is not a number. Write 9.5 or 9,5.",
        "s.csv:11:3: -1 is below 0; thu-hut-dau-tu takes 0 or more.",
        "s.csv:12:3: “1.000” may mean 1000, or 1 and a fraction. Write 1000, or at most two decimals.",
        "s.csv:13:3: MY-HOA already has a value for thu-ngan-sach at s.csv:3:3. Keep one of the two.",
        "s.csv:14:1: There is no registration “My Hoa”. Did you mean MY-HOA (Xã Mỹ Hòa)? "
        "Type the code, or the name with its marks.",
        beside=1,
    )


def test_what_only_the_rules_refuse_exits_with_5(march):
    file = write("s.csv", HEAD + "MY-HOA,giam-ngheo,5\nTIEM-TOM,nong-thon-moi,5\n")
    assert refused(march, "import", "scores", file, "--month", "2024-03") == Ran(
        5,
        "",
        problems(
            "s.csv:2:2: giam-ngheo is not due in 2024-03: it is scored in the months 6, 12.",
            "s.csv:3: TIEM-TOM registered on 2024-04-08; 2024-03 is before that.",
        ),
    )


def test_scores_say_their_month_or_are_given_one(march):
    without = write("a.csv", HEAD + "MY-HOA,nong-thon-moi,5\n")
    told = "a.csv:2: This row has no month. Fill in “month”, or give one month for the whole file with --month MONTH."
    assert refused(march, "import", "scores", without) == Ran(3, "", problems(told))
    within = write(
        "b.csv", "registration,criterion,month,value\nMY-HOA,nong-thon-moi,4/2024,5\nTAN-MY,nong-thon-moi,,5\n"
    )
    told = (
        "b.csv:2:3: This row is of 2024-04, and the file was given for 2024-05. Correct the row or give the other "
        "month."
    )
    assert refused(march, "import", "scores", within, "--month", "2024-05") == Ran(3, "", problems(told))
    assert march("import", "scores", within, "--month", "2024-04").code == 0
    bad = "Error: There is no month “2024-13”. Write a month from 1 to 12, as in 2024-03.\n"
    assert refused(march, "import", "scores", without, "--month", "2024-13") == Ran(2, "", bad)


def test_values_that_differ_supersede_only_when_that_is_said_and_why(march):
    file = write("s.csv", HEAD + "MY-HOA,nong-thon-moi,6\nMY-HOA,thu-ngan-sach,5\n")
    command = ("import", "scores", file, "--month", "2024-03")
    told = (
        "s.csv:2:3: MY-HOA already has 6.5 for nong-thon-moi in 2024-03. "
        "To replace it by 6, say why with --reason TEXT; for a file, with --update --reason TEXT."
    )
    assert refused(march, *command) == Ran(3, "", problems(told))
    assert refused(march, *command, "--update") == Ran(3, "", problems(told))
    assert refused(march, *command, "--reason", "x") == Ran(3, "", problems(told))
    assert march(*command, "--update", "--reason", "thẩm định") == counted(
        2, same=1, superseded=1, following="evaluate --month 2024-03"
    )
    lines = json.loads(march("explain", "MY-HOA", "--month", "2024-03", "--json").out)["lines"]
    assert [(x["supersedes"], x["reason"]) for x in lines if x["supersedes"]] == [("6.5 (entry 5)", "thẩm định")]


def test_an_empty_value_is_a_line_not_scored_and_takes_back_only_when_that_is_said_and_why(march):
    file = write("s.csv", HEAD + "MY-HOA,nong-thon-moi,\nAN-DUC,nong-thon-moi,\n")
    april = ("import", "scores", file, "--month", "2024-04")
    assert unchanged(march, *april) == counted(2, same=2, following="evaluate --month 2024-04")
    file = write("s.csv", HEAD + "MY-HOA,nong-thon-moi,\nMY-HOA,thu-ngan-sach,5\n")
    command = ("import", "scores", file, "--month", "2024-03")
    told = (
        "s.csv:2:3: MY-HOA has 6.5 for nong-thon-moi in 2024-03. "
        "To take it back, add --reason TEXT; for a file --update too."
    )
    assert refused(march, *command) == Ran(3, "", problems(told))
    assert march(*command, "--update", "--reason", "nhầm đơn vị") == counted(
        2, same=1, superseded=1, following="evaluate --month 2024-03"
    )
    whole = json.loads(march("explain", "MY-HOA", "--month", "2024-03", "--json").out)
    assert whole["missing"] == ["nong-thon-moi"]


STAGES = """\
registration,criterion,value,stage,reason
MY-HOA,nong-thon-moi,6,self,
MY-HOA,nong-thon-moi,"5,5",thẩm định,thiếu minh chứng
MY-HOA,nong-thon-moi,5.5,,
TAN-MY,nong-thon-moi,7,tự chấm,
TAN-MY,nong-thon-moi,7,agreed,
"""


def test_a_file_may_hold_every_stage_of_a_score(march):
    following = "evaluate --month 2024-04"
    command = ("import", "scores", write("s.csv", STAGES), "--month", "2024-04")
    assert march(*command) == counted(5, created=5, following=following)
    assert unchanged(march, *command) == counted(5, same=5, following=following)
    found = json.loads(march("report", "differences", "--month", "2024-04", "--json").out)
    assert (found["compared"], [(one["registration"], one["change"], one["reason"]) for one in found["lines"]]) == (
        2,
        [("MY-HOA", -0.5, "thiếu minh chứng")],
    )


def test_a_stage_that_differs_from_the_one_before_needs_a_reason_of_its_own_or_of_the_file(march):
    command = ("import", "scores", write("s.csv", STAGES.replace("thiếu minh chứng", "")), "--month", "2024-04")
    told = (
        "s.csv:3:3: The appraisal would be 5.5, and the self-score is 6. "
        "A difference needs a reason: add --reason TEXT, or fill in the column “reason”."
    )
    assert refused(march, *command) == Ran(3, "", problems(told, beside=1))
    assert march(*command, "--reason", "biên bản 7") == counted(5, created=5, following="evaluate --month 2024-04")


def test_a_file_may_be_of_one_stage(march):
    file = write("s.csv", HEAD + "MY-HOA,nong-thon-moi,6\n")
    command = ("import", "scores", file, "--month", "2024-04", "--stage", "self")
    assert march(*command) == counted(1, created=1, following="evaluate --month 2024-04")
    (line,) = (
        line
        for line in json.loads(march("explain", "MY-HOA", "--month", "2024-04", "--json").out)["lines"]
        if line["points"] is not None
    )
    assert (line["criterion"], line["stage"], line["points"]) == ("nong-thon-moi", "self", 6)


def test_every_wrong_registration_is_named_whatever_is_wrong_with_it(ba_tri):
    rows = (
        "A,29110,2024-02-14,c,g,2024-09-30",
        "B,99,2024-03-01,c,g,2024-09-30",
        "C C,29116,2024-03-01,c,g,2024-09-30",
        "D,29119,2024-13-01,c,g,2024-09-30",
        "E,29122,2024-03-01,c,g,2024-09-30",
        "F,Xã Mỹ Chánh,2024-03-01,c,g,2024-09-30",
        "G,29125,2024-03-01,c,g,2024-09-30",
        "G,29125,2024-03-02,c2,g,2024-09-30",
        "H,29128,2024-03-01,,g,",
        "I,29131,2025-01-01,c,g,2024-09-30",
    )
    file = write("r.csv", REGISTER + "".join(f"{row}\n" for row in rows))
    assert refused(ba_tri, "import", "registrations", file) == Ran(
        3,
        "",
        problems(
            "r.csv:2: 2024-02-14 is before the launch on 2024-02-15; A cannot be registered then.",
            "r.csv:3: There is no unit “99”. See: thidua unit list",
            "r.csv:4:1: “C C” is not a code. Use up to 40 letters, digits and . _ - / without spaces.",
            "r.csv:5:3: There is no day “2024-13-01”. Check the day and the month.",
            "r.csv:7: Xã Mỹ Chánh is already registered as E. To change its content: thidua register E --supplement …",
            "r.csv:9: Rows of G must agree on “on”: r.csv:8 says “2024-03-01”, this row says “2024-03-02”. "
            "Correct one of them.",
            "r.csv:10:4: “goal” is filled but there is no content. "
            "Say in “content” what is registered, or empty “goal”.",
            "r.csv:11: 2025-01-01 is after the close on 2024-12-31; I cannot be registered then.",
            beside=1,
        ),
    )


def test_registrations_only_the_gates_refuse_exit_with_5(ba_tri):
    file = write("r.csv", REGISTER + "A,29110,2024-02-14,c,g,2024-09-30\n")
    told = "r.csv:2: 2024-02-14 is before the launch on 2024-02-15; A cannot be registered then."
    assert refused(ba_tri, "import", "registrations", file) == Ran(5, "", problems(told))


def test_a_registration_said_otherwise_is_not_overwritten(ba_tri):
    ba_tri("import", "registrations", write("r.csv", REGISTER + "A,29110,2024-03-01,c,g,2024-09-30\n"))
    file = write("r2.csv", REGISTER + "A,29110,2024-03-01,c,nhiều hơn,2024-09-30\n")
    told = (
        "r2.csv:2: Thị trấn Ba Tri is already registered as A. To change its content: thidua register A --supplement …"
    )
    assert refused(ba_tri, "import", "registrations", file) == Ran(3, "", problems(told))


def test_several_lines_of_one_code_are_several_items(ba_tri):
    rows = "A,29110,2024-03-01,một,g,2024-09-30\nB,29113,2024-03-01,,,\nA,29110,2024-03-01,hai,,\n"
    assert ba_tri("import", "registrations", write("r.csv", REGISTER + rows)).code == 0
    found = json.loads(ba_tri("report", "registrations", "--json").out)["rows"]
    assert [(row["registration"], row["items"], row["complete"]) for row in found] == [("A", 2, False), ("B", 0, False)]


def test_persons_are_imported_with_their_unit(ba_tri):
    head = "code,unit,on,person,person_kind,content,goal,deadline\n"
    rows = "P1,29116,2024-03-01,Nguyễn Văn Mẫu,farmer,c,g,2024-09-30\nMH,29116,2024-03-01,,,c,g,2024-09-30\n"
    file = write("r.csv", head + rows)
    assert ba_tri("import", "registrations", file) == counted(2, created=2, following="report registrations")
    assert unchanged(ba_tri, "import", "registrations", file) == counted(2, same=2, following="report registrations")


def test_names_are_shown_as_they_are_written(thidua):
    thidua("init")
    text = "code,name,kind\n1,[red]Xã[/],commune\n3,😀 [/] x,commune\n"
    assert thidua("import", "units", write("u.csv", text)).code == 0
    assert thidua("unit", "add", "2", "--name", "a\x1b[31mb", "--kind", "commune").code == 0
    assert thidua("unit", "add", "4", "--name", "a\u202eb", "--kind", "commune").code == 0
    assert thidua("unit", "list") == Ran(
        0,
        "Code\tName\tKind\tUnder\tCluster\tHead\tPost\n"
        "1\t[red]Xã[/]\tcommune\t–\t–\t–\t–\n"
        "2\ta\\x1b[31mb\tcommune\t–\t–\t–\t–\n"
        "3\t😀 [/] x\tcommune\t–\t–\t–\t–\n"
        "4\tab\tcommune\t–\t–\t–\t–\n",
        "",
    )
    table = thidua("unit", "list", "--format", "table").out.splitlines()
    assert [re.split(" {2,}", line)[1] for line in table[2:]] == ["[red]Xã[/]", "a\\x1b[31mb", "😀 [/] x", "ab"]
    units = json.loads(thidua("unit", "list", "--json").out)["units"]
    assert [unit["name"] for unit in units] == ["[red]Xã[/]", "a\x1b[31mb", "😀 [/] x", "ab"]


def test_wrong_units_are_named_and_none_is_stored(thidua):
    thidua("init")
    text = "code;name;kind;parent\n1;;commune;\n2;Xã;Com mune;\n3;Xã;commune;3\n4;Xã;commune;x\n"
    assert refused(thidua, "import", "units", write("u.csv", text)) == Ran(
        3,
        "",
        problems(
            "u.csv:2:2: Column “name” is empty in this row. Fill it in, or remove the row.",
            "u.csv:3:3: “Com mune” is not a kind. Use small letters a-z, digits and hyphens, a letter first, "
            "such as commune.",
            "u.csv:4: Unit 3 would be under itself: 3, 3. Give another parent.",
            "u.csv:5: There is no unit “x”. See: thidua unit list",
        ),
    )


BALLOT = "2024-03,2024-04-04,9,9,9,9"


def test_a_sitting_is_imported_and_again_is_unchanged(march):
    file = write("v.csv", VOTES + f"{BALLOT},Mỹ Hoà,8,1,\n{BALLOT},TAN-MY,6,3,đề nghị của khối\n")
    assert march("import", "votes", file) == counted(2, created=2, following="status")
    assert unchanged(march, "import", "votes", file) == counted(2, same=2, following="status")
    assert march("commend", "MY-HOA", "--month", "2024-03", "--on", "2024-04-04", "--quiet") == Ran(0, "", "")


def test_a_sitting_said_otherwise_is_another_vote(march):
    march("import", "votes", write("v.csv", VOTES + f"{BALLOT},MY-HOA,8,1,\n"))
    file = write("v2.csv", VOTES + f"{BALLOT},MY-HOA,9,0,\n")
    told = "v2.csv:2: MY-HOA was already carried for 2024-03. Run: thidua commend MY-HOA --month 2024-03 --on DATE"
    assert refused(march, "import", "votes", file) == Ran(5, "", problems(told))


def test_every_wrong_vote_is_named_on_its_own_line(march):
    rows = (
        f"{BALLOT},MY-HOA,8,1,",
        f"{BALLOT},NOPE,8,1,",
        f"{BALLOT},Mỹ Hoà,8,1,",
        "2024-04,2024-05-04,9,9,9,9,MY-HOA,8,1,",
        "2024-03,2024-04-05,9,9,9,9,MY-HOA,8,1,",
        "2024-03,2024-04-05,9,9,9,9,TAN-MY,8,1,",
        "2024-03,2024-04-06,9,9,9,9,MY-HOA,8,1,",
        "2024-03,2024-04-06,9,9,9,9,PHUOC-NGAI,9,1,",
        "2024-03,2024-04-07,9,9,9,9,MY-HOA,8,1,",
        "2024-03,2024-04-07,8,9,9,9,PHUOC-NGAI,8,1,",
        "2024-03,x,9,9,9,9,PHUOC-NGAI,8,một,",
    )
    file = write("v.csv", VOTES + "".join(f"{row}\n" for row in rows))
    assert refused(march, "import", "votes", file) == Ran(
        3,
        "",
        problems(
            "v.csv:3: “NOPE” is not in the evaluation of 2024-03. See: thidua report standings --month 2024-03",
            "v.csv:4: MY-HOA is named twice at one sitting. Keep one.",
            "v.csv:5: A vote needs an evaluation of 2024-04. Run: thidua evaluate --month 2024-04",
            "v.csv:7: TAN-MY is not on the shortlist of 2024-03. To vote all the same, say why: --reason, "
            "in files “reason”.",
            "v.csv:9: PHUOC-NGAI: 9 for and 1 against are more than the 9 valid ballots. Check the minutes.",
            "v.csv:11: Rows of 2024-03, 2024-04-07 must agree on “present”: v.csv:10 says “9”, this row says “8”. "
            "Correct one of them.",
            "v.csv:12:2: “x” is not a date. Write 2024-03-31 or 31/03/2024.",
            "v.csv:12:9: “một” is not a count. Write a whole number of zero or more, with digits only.",
            beside=4,
        ),
    )


def test_a_problem_in_a_file_as_json_has_its_place(march):
    file = write("s.csv", HEAD + "MY-HOA,nong-thon-moi,9\n")
    ran = refused(march, "import", "scores", file, "--month", "2024-04", "--json")
    told = "9 is more than nong-thon-moi may have; its maximum is 8."
    assert (ran.code, json.loads(ran.err)["problems"]) == (
        3,
        [
            {
                "code": "score-above-maximum",
                "message": told,
                "file": "s.csv",
                "line": 2,
                "column": 3,
                "facts": {"criterion": "nong-thon-moi", "value": 9, "maximum": 8},
            }
        ],
    )


def test_a_file_of_nothing_but_a_header_stores_nothing(march):
    assert unchanged(march, "import", "votes", write("v.csv", VOTES)) == counted(0, following="status")
    assert unchanged(march, "import", "registrations", write("r.csv", REGISTER)) == counted(
        0, following="report registrations"
    )
