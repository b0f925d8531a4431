"""``unit add | list | tree``: what a unit is from a day on, and what it was before."""

import json

import pytest

from conftest import Ran
from make import refused, unchanged

NEW = ("unit", "add", "29200", "--name", "Xã Mới", "--kind", "commune", "--parent", "836")


def _unit(thidua, code, day):
    units = json.loads(thidua("unit", "list", "--on", day, "--json").out)["units"]
    return next((unit for unit in units if unit["code"] == code), None)


def test_a_unit_is_added_and_the_same_again_is_unchanged(ba_tri):
    told = "Recorded unit 29200 Xã Mới (entry 4).\nNext: thidua register CODE --unit 29200 …\n"
    assert ba_tri(*NEW, "--cluster", "Cụm 1") == Ran(0, "", told)
    told = "Unchanged: unit 29200 is recorded like that already.\nNext: thidua register CODE --unit 29200 …\n"
    assert unchanged(ba_tri, *NEW, "--cluster", "Cụm 1") == Ran(0, "", told)


def test_the_receipt(ba_tri):
    ran = ba_tri(*NEW, "--json")
    assert (ran.code, ran.err, json.loads(ran.out)) == (
        0,
        "",
        {
            "schema": "thidua.unit-add/1",
            "code": "29200",
            "name": "Xã Mới",
            "is_new": True,
            "entry": 4,
        },
    )


def test_a_new_name_from_a_day_leaves_what_was_before(ba_tri):
    renamed = ("unit", "add", "29116", "--name", "Xã Mỹ Hòa Mới", "--kind", "commune", "--parent", "Huyện Ba Tri")
    assert ba_tri(*renamed, "--from", "1/7/2024", "--head", "Lê Thị Mới", "--head-post", "Bí thư").code == 0
    assert _unit(ba_tri, "29116", "2024-06-30")["name"] == "Xã Mỹ Hòa"
    assert _unit(ba_tri, "29116", "2024-07-01") == {
        "depth": 0,
        "code": "29116",
        "name": "Xã Mỹ Hòa Mới",
        "kind": "commune",
        "parent": "836",
        "cluster": "Cụm 1",
        "head": "Lê Thị Mới",
        "head_post": "Bí thư",
        "valid_from": "2024-07-01",
        "valid_to": None,
    }


def test_a_unit_is_not_there_before_it_begins(ba_tri):
    ba_tri(*NEW, "--from", "2024-07-01")
    assert _unit(ba_tri, "29200", "2024-06-30") is None
    assert _unit(ba_tri, "29200", "2024-07-01")["valid_from"] == "2024-07-01"


def test_what_was_recorded_is_corrected_only_with_a_reason(ba_tri):
    ba_tri(*NEW)
    other = ("unit", "add", "29200", "--name", "Xã Mới Nữa", "--kind", "commune", "--parent", "836")
    told = (
        "Error: Unit 29200 is already recorded otherwise for that time. For a change from a day on, "
        "give valid_from (--from DATE); to correct what was recorded, give --reason.\n"
    )
    assert refused(ba_tri, *other) == Ran(3, "", told)
    assert ba_tri(*other, "--reason", "gõ nhầm").code == 0
    assert _unit(ba_tri, "29200", "2024-07-01")["name"] == "Xã Mới Nữa"


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        (
            ("29201", "--name", "X", "--kind", "commune", "--parent", "nope"),
            3,
            "There is no unit “nope”. See: thidua unit list",
        ),
        (
            ("29201", "--name", "X", "--kind", "commune", "--parent", "Ba Tri"),
            3,
            "“Ba Tri” may be several units: 29110 (Thị trấn Ba Tri), 836 (Huyện Ba Tri). Give the code.",
        ),
        (
            ("29201", "--name", "X", "--kind", "commune", "--parent", "Huyen Ba Tri"),
            3,
            (
                "There is no unit “Huyen Ba Tri”. Did you mean 836 (Huyện Ba Tri)? Type the code, or the name with "
                "its marks."
            ),
        ),
        (
            ("29201", "--name", "X", "--kind", "commune", "--parent", "29201"),
            3,
            "Unit 29201 would be under itself: 29201, 29201. Give another parent.",
        ),
        (
            ("836", "--name", "X", "--kind", "district", "--parent", "29116", "--reason", "x"),
            3,
            "Unit 836 would be under itself: 836, 29116, 836. Give another parent.",
        ),
        (
            ("29201", "--name", "X", "--kind", "commune", "--from", "2024-07-01", "--to", "2024-06-30"),
            3,
            "The unit ends on 2024-06-30, before it starts on 2024-07-01. Correct one of the two dates.",
        ),
        (
            ("29201", "--name", "X", "--kind", "Xã"),
            2,
            "“Xã” is not a kind. Use small letters a-z, digits and hyphens, a letter first, such as commune.",
        ),
        (
            ("29 201", "--name", "X", "--kind", "commune"),
            2,
            "“29 201” is not a code. Use up to 40 letters, digits and . _ - / without spaces.",
        ),
        (("29201", "--name", " \u200b", "--kind", "commune"), 2, "Option --name needs a value. See --help."),
        (("29201", "--kind", "commune"), 2, "--name is missing. See: thidua unit add --help"),
        (("29201", "--name", "X"), 2, "--kind is missing. See: thidua unit add --help"),
        (
            ("29201", "--name", "X", "--kind", "commune", "--from", "2023-02-29"),
            2,
            "There is no day “2023-02-29”. Check the day and the month.",
        ),
    ],
)
def test_what_cannot_be_a_unit_is_refused(ba_tri, given, code, told):
    assert refused(ba_tri, "unit", "add", *given) == Ran(code, "", f"Error: {told}\n")


def test_the_tree_has_every_unit_below_its_parent_in_the_vietnamese_order(thidua):
    thidua("init")
    for code, name, *parent in (
        ("1", "Huyện A"),
        ("2", "Xã Đức", "1"),
        ("3", "Xã Dân", "1"),
        ("4", "Ấp Một", "3"),
        ("5", "Xã Ân", "1"),
        ("6", "Xã An", "1"),
    ):
        above = ("--parent", *parent) if parent else ()
        assert thidua("unit", "add", code, "--name", name, "--kind", "unit", *above, "-q").code == 0
    assert thidua("unit", "tree") == Ran(
        0,
        "Name\tCode\tKind\tCluster\tHead\tPost\n"
        "Huyện A\t1\tunit\t–\t–\t–\n"
        "└ Xã An\t6\tunit\t–\t–\t–\n"
        "└ Xã Ân\t5\tunit\t–\t–\t–\n"
        "└ Xã Dân\t3\tunit\t–\t–\t–\n"
        "  └ Ấp Một\t4\tunit\t–\t–\t–\n"
        "└ Xã Đức\t2\tunit\t–\t–\t–\n",
        "",
    )
    units = json.loads(thidua("unit", "tree", "--json").out)["units"]
    assert [(unit["code"], unit["depth"]) for unit in units] == [
        ("1", 0),
        ("6", 1),
        ("5", 1),
        ("3", 1),
        ("4", 2),
        ("2", 1),
    ]


def test_a_name_is_shown_as_it_is_written(ba_tri):
    ran = ba_tri("unit", "add", "29200", "--name", "[red]\x1b[31m[/] 😀", "--kind", "commune")
    assert ran.err.splitlines()[0] == "Recorded unit 29200 [red]\\x1b[31m[/] 😀 (entry 4)."
    assert _unit(ba_tri, "29200", "2024-07-01")["name"] == "[red]\x1b[31m[/] 😀"
    lines = ba_tri("unit", "tree", "--format", "table").out.splitlines()
    assert [line.split("  ")[0] for line in lines if "29200" in line] == ["[red]\\x1b[31m[/] 😀"]


def test_a_day_that_is_none_is_wrong_usage(ba_tri):
    told = "Error: There is no day “2024-13-01”. Check the day and the month.\n"
    assert refused(ba_tri, "unit", "list", "--on", "2024-13-01") == Ran(2, "", told)
