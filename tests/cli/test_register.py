"""``register``: who registers what, when; late, incomplete, completed, and what is refused."""

import json
import unicodedata

import pytest

from conftest import Ran
from make import refused, unchanged

CONTENT = ("--content", "Nâng chất", "--goal", "19/19", "--deadline", "2024-09-30")
ON = ("--on", "2024-03-01")
MISMATCH = "does not belong here; it belongs to: thidua register CODE"


def test_a_commune_is_registered_and_what_to_do_next_is_said(ba_tri):
    assert ba_tri("register", "MH-01", "--unit", "29116", *CONTENT, *ON) == Ran(
        0,
        "",
        "Registered MH-01: Xã Mỹ Hòa, on 2024-03-01, track xa-thi-tran.\n"
        "Next: thidua score MH-01 CRITERION VALUE --month MONTH\n",
    )


def test_the_receipt(ba_tri):
    ran = ba_tri(
        "register", "MH-01", "--unit", "Mỹ Hòa", *CONTENT, "--item", "Đường | 2 km |  | new, hard", *ON, "--json"
    )
    assert (ran.code, ran.err, json.loads(ran.out)) == (
        0,
        "",
        {
            "schema": "thidua.register/1",
            "registration": "MH-01",
            "name": "Xã Mỹ Hòa",
            "unit": "29116",
            "track": "xa-thi-tran",
            "registered_on": "2024-03-01",
            "items": 2,
            "is_late": False,
            "is_complete": False,
            "is_new": True,
            "entry": 4,
        },
    )


@pytest.mark.parametrize(
    "name",
    ["29116", "Xã Mỹ Hòa", "Mỹ Hoà", "xã  mỹ  HÒA", unicodedata.normalize("NFD", "Mỹ Hòa"), "Mỹ\u200b Hòa", " 29116 "],
)
def test_a_unit_is_found_however_its_name_is_typed(ba_tri, name):
    assert ba_tri("register", "MH", "--unit", name, *CONTENT, *ON).err.startswith("Registered MH: Xã Mỹ Hòa, on")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "My Hoa",
            "There is no unit “My Hoa”. Did you mean 29116 (Xã Mỹ Hòa)? Type the code, or the name with its marks.",
        ),
        (
            "Xa My Hoa",
            "There is no unit “Xa My Hoa”. Did you mean 29116 (Xã Mỹ Hòa)? Type the code, or the name with its marks.",
        ),
        ("99999", "There is no unit “99999”. See: thidua unit list"),
        ("[red]", "There is no unit “[red]”. See: thidua unit list"),
        (
            "836",
            (
                "Huyện Ba Tri is a district; no track is for that kind of unit, only for: department, front, "
                "organisation, commune, town."
            ),
        ),
    ],
)
def test_a_unit_that_cannot_be_is_named_and_never_guessed(ba_tri, name, told):
    assert refused(ba_tri, "register", "MH", "--unit", name, *CONTENT, *ON) == Ran(3, "", f"Error: {told}\n")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2024-02-14", "2024-02-14 is before the launch on 2024-02-15; A cannot be registered then."),
        ("2025-01-01", "2025-01-01 is after the close on 2024-12-31; A cannot be registered then."),
    ],
)
def test_outside_launch_and_close_nobody_registers(ba_tri, day, told):
    words = ("register", "A", "--unit", "29116", *CONTENT, "--on", day, "--quiet")
    assert refused(ba_tri, *words) == Ran(5, "", f"Error: {told}\n")


@pytest.mark.parametrize(
    ("day", "is_late"),
    [("2024-02-15", False), ("31/03/2024", False), ("1/4/2024", True), ("2024-12-31", True), (None, True)],
)
def test_launch_deadline_and_close_are_themselves_days_to_register(ba_tri, day, is_late):
    given = () if day is None else ("--on", day)
    ran = ba_tri("register", "A", "--unit", "29116", *CONTENT, *given, "--json")
    assert (ran.code, json.loads(ran.out)["is_late"]) == (0, is_late)


def test_a_late_registration_is_marked(ba_tri):
    assert ba_tri("register", "A", "--unit", "29116", *CONTENT, "--on", "2024-12-31").err == (
        "Warning: 2024-12-31 is yet to come; today is 2024-10-31.\n"
        "Registered A: Xã Mỹ Hòa, on 2024-12-31, track xa-thi-tran.\n"
        "Marked late: it is after the registration deadline.\n"
        "Next: thidua score A CRITERION VALUE --month MONTH\n"
    )


@pytest.mark.parametrize(
    "given",
    [
        (),
        ("--content", "c"),
        ("--content", "c", "--goal", "g"),
        ("--content", "c", "--deadline", "2024-09-30"),
        ("--content", "c", "--goal", " ", "--deadline", "2024-09-30"),
        (*CONTENT, "--item", "một việc không có chỉ tiêu"),
    ],
)
def test_without_goal_or_time_it_is_stored_and_does_not_count(ba_tri, given):
    assert ba_tri("register", "A", "--unit", "29116", *given, *ON).err == (
        "Registered A: Xã Mỹ Hòa, on 2024-03-01, track xa-thi-tran.\n"
        "Incomplete, not counted: it has no goal or no time of completion.\n"
        "Next: thidua register A --supplement --content … --goal … --deadline …\n"
    )
    assert refused(ba_tri, "evaluate", "--month", "2024-03") == Ran(
        5, "", "Error: Nobody has a registration that counts in 2024-03. Run: thidua register …\n"
    )


def test_a_supplement_completes_it(ba_tri):
    ba_tri("register", "A", "--unit", "29116", "--content", "Nâng chất", *ON)
    assert ba_tri("register", "A", "--supplement", *CONTENT, "--reason", "bổ sung") == Ran(
        0,
        "",
        "Content of A (Xã Mỹ Hòa) recorded; items: 1.\nNext: thidua score A CRITERION VALUE --month MONTH\n",
    )
    assert unchanged(ba_tri, "register", "A", "--supplement", *CONTENT) == Ran(
        0,
        "",
        "Unchanged: A (Xã Mỹ Hòa) has just that content.\nNext: thidua score A CRITERION VALUE --month MONTH\n",
    )


def test_a_supplement_is_of_a_registration_there_is_and_says_something(ba_tri):
    ba_tri("register", "A", "--unit", "29116", *ON)
    unknown = "Error: There is no registration “B”. See: thidua report registrations\n"
    assert refused(ba_tri, "register", "B", "--supplement", *CONTENT) == Ran(3, "", unknown)
    empty = "Error: A supplement of A needs its content. Give --content with --goal and --deadline, or --item.\n"
    assert refused(ba_tri, "register", "A", "--supplement") == Ran(3, "", empty)


@pytest.mark.parametrize("option", ["--unit", "--person", "--person-post", "--person-kind", "--speciality", "--on"])
def test_a_supplement_takes_nothing_it_would_not_keep(ba_tri, option):
    ba_tri("register", "A", "--unit", "29116", *ON)
    ran = refused(ba_tri, "register", "A", "--supplement", *CONTENT, option, "2024-03-01")
    assert ran == Ran(2, "", f"Error: {option} {MISMATCH} --unit UNIT\n")


def test_a_new_registration_has_no_reason_to_give(ba_tri):
    ran = refused(ba_tri, "register", "A", "--unit", "29116", *CONTENT, "--reason", "x")
    assert ran == Ran(2, "", f"Error: --reason {MISMATCH} --supplement\n")


@pytest.mark.parametrize("code", ["A", "B"])
@pytest.mark.parametrize("content", [CONTENT, (), ("--content", "khác")])
def test_a_unit_registers_once(ba_tri, code, content):
    ba_tri("register", "A", "--unit", "29116", *CONTENT, *ON)
    told = "Xã Mỹ Hòa is already registered as A. To change its content: thidua register A --supplement …"
    ran = refused(ba_tri, "register", code, "--unit", "29116", *content, *ON)
    assert ran == Ran(3, "", f"Error: {told}\n")


def test_a_code_is_given_once(ba_tri):
    ba_tri("register", "A", "--unit", "29116", *CONTENT, *ON)
    ran = refused(ba_tri, "register", "A", "--unit", "29113", *CONTENT, *ON)
    assert ran == Ran(3, "", "Error: The code A is already that of Xã Mỹ Hòa. Give another code.\n")


PERSON = ("--unit", "29116", "--person", "Nguyễn Văn Mẫu", "--person-kind", "farmer", *ON)


def test_a_person_of_a_unit_registers_beside_it_and_once(ba_tri):
    ba_tri("register", "MH", "--unit", "29116", *CONTENT, *ON)
    assert ba_tri("register", "NVM", *PERSON, *CONTENT).err == (
        "Registered NVM: Nguyễn Văn Mẫu, on 2024-03-01, track ca-nhan.\n"
        "Next: thidua score NVM CRITERION VALUE --month MONTH\n"
    )
    told = "Error: Nguyễn Văn Mẫu of this unit is already registered as NVM.\n"
    for code in ("NVM", "NVM-2"):
        assert refused(ba_tri, "register", code, *PERSON, *CONTENT) == Ran(3, "", told)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            ("--person", "Nguyễn Văn Mẫu"),
            (
                "For Nguyễn Văn Mẫu, say the kind of person with --person-kind: official, public-employee, worker, "
                "farmer, entrepreneur, resident."
            ),
        ),
        (
            ("--person", "Nguyễn Văn Mẫu", "--person-kind", "pilot"),
            (
                "No track is for persons of the kind “pilot”. Use one of: official, public-employee, worker, "
                "farmer, entrepreneur, resident."
            ),
        ),
        (("--person-kind", "farmer"), "A kind of person (farmer) needs a person. Give the name with --person."),
    ],
)
def test_a_person_needs_a_kind_that_a_track_is_for(ba_tri, given, told):
    ran = refused(ba_tri, "register", "A", "--unit", "29116", *given, *ON)
    assert ran == Ran(3, "", f"Error: {told}\n")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("A B", "--unit", "29116"), "“A B” is not a code. Use up to 40 letters, digits and . _ - / without spaces."),
        (("", "--unit", "29116"), "“” is not a code. Use up to 40 letters, digits and . _ - / without spaces."),
        (
            ("[red]", "--unit", "29116"),
            "“[red]” is not a code. Use up to 40 letters, digits and . _ - / without spaces.",
        ),
        (
            ("A" * 41, "--unit", "29116"),
            f"“{'A' * 41}” is not a code. Use up to 40 letters, digits and . _ - / without spaces.",
        ),
        (("A",), "Option --unit is missing. See --help."),
        (("A", "--unit", "29116", "--on", "2024-02-30"), "There is no day “2024-02-30”. Check the day and the month."),
        (("A", "--unit", "29116", "--on", "03/2024"), "“03/2024” is not a date. Write 2024-03-31 or 31/03/2024."),
        (
            ("A", "--unit", "29116", *CONTENT[:4], "--deadline", "soon"),
            "“soon” is not a date. Write 2024-03-31 or 31/03/2024.",
        ),
        (("A", "--unit", "29116", "--goal", "g"), "Option --content is missing. See --help."),
        (
            ("A", "--unit", "29116", *CONTENT, "--tag", "easy"),
            "Unknown tags: easy. The tags are: priority, new, hard, breakthrough, weak-link.",
        ),
        (
            ("A", "--unit", "29116", "--item", "a|b|2024-09-30|new|x"),
            (
                "“a|b|2024-09-30|new|x” is not an item of content. "
                "Write: CONTENT | GOAL | DEADLINE | TAGS, the last three may be left out."
            ),
        ),
        (
            ("A", "--unit", "29116", "--item", " | g"),
            (
                "“ | g” is not an item of content. Write: CONTENT | GOAL | DEADLINE | TAGS, the last three may be "
                "left out."
            ),
        ),
    ],
)
def test_a_malformed_argument_is_wrong_usage(ba_tri, given, told):
    assert refused(ba_tri, "register", *given) == Ran(2, "", f"Error: {told}\n")


def test_blank_content_is_refused(ba_tri):
    ran = refused(ba_tri, "register", "A", "--unit", "29116", "--content", " \u200b", *ON)
    assert ran == Ran(3, "", "Error: The content of an item may not be blank.\n")


def test_a_unit_that_has_ended_does_not_register(ba_tri):
    ba_tri("unit", "add", "1", "--name", "Xã Cũ", "--kind", "commune", "--parent", "836", "--to", "2024-02-28")
    told = "Error: Xã Cũ ended on 2024-02-28 and cannot register on 2024-03-01.\n"
    assert refused(ba_tri, "register", "A", "--unit", "1", *CONTENT, *ON) == Ran(3, "", told)
    assert ba_tri("register", "A", "--unit", "1", *CONTENT, "--on", "2024-02-28").code == 0


def test_a_unit_that_has_not_begun_is_not_there_yet(ba_tri):
    ba_tri("unit", "add", "1", "--name", "Xã Mới", "--kind", "commune", "--parent", "836", "--from", "2024-03-02")
    assert refused(ba_tri, "register", "A", "--unit", "1", *CONTENT, *ON) == Ran(
        3, "", "Error: There is no unit “1”. See: thidua unit list\n"
    )


def test_a_unit_of_another_district_does_not_take_part(ba_tri):
    ba_tri("unit", "add", "837", "--name", "Huyện Khác", "--kind", "district")
    ba_tri("unit", "add", "1", "--name", "Xã Xa", "--kind", "commune", "--parent", "837")
    told = "Error: Xã Xa is not below 836 and does not take part in this campaign.\n"
    assert refused(ba_tri, "register", "A", "--unit", "1", *CONTENT, *ON) == Ran(3, "", told)


def test_names_are_shown_as_they_are_written(ba_tri):
    name = "Xã [red]Đỏ[/] \x1b[31m 😀"
    ba_tri("unit", "add", "1", "--name", name, "--kind", "commune", "--parent", "836", "--cluster", "[bold]")
    assert ba_tri("register", "A", "--unit", name, *CONTENT, "--speciality", "[/]", *ON).err == (
        "Registered A: Xã [red]Đỏ[/] \\x1b[31m 😀, on 2024-03-01, track xa-thi-tran.\n"
        "Next: thidua score A CRITERION VALUE --month MONTH\n"
    )
    lines = ba_tri("report", "registrations", "--format", "table").out.splitlines()
    (line,) = [line for line in lines if line.startswith("A ")]
    assert line.split("  ")[:1] == ["A"]
    assert "Xã [red]Đỏ[/] \\x1b[31m 😀  " in line
    assert "[/]" in line
    rows = json.loads(ba_tri("report", "registrations", "--json").out)["rows"]
    assert [(row["name"], row["cluster"], row["speciality"]) for row in rows] == [(name, "[bold]", "[/]")]
