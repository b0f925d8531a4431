"""``campaign check | list | show | diff | compare | schema``."""

import json

import pytest

from conftest import BA_TRI, CAMPAIGNS, Ran
from make import campaign_yaml, refused, scored, small_ledger, unchanged, write


def test_a_sound_file_is_said_to_be_sound_without_a_ledger(thidua):
    assert thidua("campaign", "check", BA_TRI) == Ran(0, "", f"{BA_TRI}: sound.\n")


def test_a_check_as_json(thidua):
    ran = thidua("campaign", "check", write("a.yaml", campaign_yaml()), "--json")
    body = json.loads(ran.out)
    digests = [file.pop("digest") for file in body["files"]]
    assert (ran.code, ran.err, [len(digest) for digest in digests]) == (0, "", [64])
    assert body == {
        "schema": "thidua.campaign-check/1",
        "files": [{"file": "a.yaml", "campaign": "nho", "problems": []}],
    }


def test_every_problem_of_every_file_is_told_at_once(thidua):
    first = write("a.yaml", campaign_yaml(motive="", closes="2023-01-01", kind="peek"))
    second = write("b.yaml", "code:\tx\n")
    assert thidua("campaign", "check", first, BA_TRI, second, "nope.yaml") == Ran(
        4,
        "",
        "a.yaml:1:1: “motive” is missing. A campaign must state each of: motive, objective, scope, participants, "
        "content. Write it, in the organiser's words.\n"
        "a.yaml:3:7: “peek” is not known here. If “peak” is meant, write that; the choices are: "
        "regular, thematic, peak.\n"
        "b.yaml:1:6: A tab stands here. Indent with spaces only.\n"
        "Error: There is no file nope.yaml. Check the name and the folder.\n"
        "Problems: 4.\n",
    )


def test_problems_as_json(thidua):
    ran = thidua("campaign", "check", write("b.yaml", "code:\tx\n"), "--json")
    told = "A tab stands here. Indent with spaces only."
    assert (ran.code, ran.out, json.loads(ran.err)) == (
        4,
        "",
        {
            "schema": "thidua.error/1",
            "code": "yaml-tab",
            "message": told,
            "exit_code": 4,
            "problems": [{"code": "yaml-tab", "message": told, "file": "b.yaml", "line": 1, "column": 6, "facts": {}}],
        },
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "b.yaml: The file is empty. Begin with “code:”, or copy a campaign file that comes with the program."),
        (b"- a\n", "b.yaml:1:1: The file does not consist of keys and values. Begin with “code:”."),
        (
            b"code: &a x\n",
            "b.yaml:1:7: “&a” is a YAML anchor, which is not accepted. Put a text that begins with & in quotes.",
        ),
        (
            b"code: !!python/object:os.system x\n",
            (
                "b.yaml:1:7: This begins with “!”, a YAML tag, which is not accepted. Put a text that begins with "
                "! in quotes."
            ),
        ),
        (
            b"code: [a\n",
            "b.yaml:1:7: The bracket opened here is not closed, or a comma is missing in it. Close it or add it.",
        ),
    ],
)
def test_what_is_no_campaign_is_told(thidua, tmp_path, content, told):
    (tmp_path / "b.yaml").write_bytes(content)
    assert thidua("campaign", "check", "b.yaml") == Ran(4, "", f"{told}\nProblems: 1.\n")


def test_no_file_to_check_is_wrong_usage(thidua):
    told = "Error: FILE… is missing. See: thidua campaign check --help\n"
    assert thidua("campaign", "check") == Ran(2, "", told)


def test_a_ledger_without_campaigns_lists_none(thidua):
    thidua("init")
    assert thidua("campaign", "list").code == 0
    assert json.loads(thidua("campaign", "list", "--json").out) == {"schema": "thidua.campaign-list/1", "rulesets": []}


def _changed(thidua):
    small_ledger(thidua)
    parts = {"closes": "2024-11-30", "vote": "{quorum: 2/3, approve: '> 1/2', mode: hands}", "theme": "Đoàn kết"}
    assert thidua("launch", write("v2.yaml", campaign_yaml(**parts)), "--on", "2024-06-01", "-q").code == 0


def test_versions_are_listed(thidua):
    _changed(thidua)
    ran = thidua("campaign", "list", "--format", "csv")
    digests = [row["digest"] for row in json.loads(thidua("campaign", "list", "--json").out)["rulesets"]]
    assert ran == Ran(
        0,
        "campaign,version,in_force_from,digest,name\n"
        f"nho,1,2024-01-01,{digests[0]},Phong trào nhỏ\n"
        f"nho,2,2024-06-01,{digests[1]},Phong trào nhỏ\n",
        "",
    )


CHANGES = [
    {"path": "theme", "before": None, "after": "Đoàn kết"},
    {"path": "closes", "before": "2024-12-31", "after": "2024-11-30"},
    {"path": "vote.mode", "before": "secret", "after": "hands"},
    {"path": "vote.approve", "before": ">= 2/3", "after": "> 1/2"},
    {"path": "learning.vote.mode", "before": "secret", "after": "hands"},
    {"path": "learning.vote.approve", "before": ">= 2/3", "after": "> 1/2"},
]


@pytest.mark.parametrize("versions", [(), ("1",), ("1", "2")])
def test_what_changed_between_two_versions(thidua, versions):
    _changed(thidua)
    ran = thidua("campaign", "diff", *versions, "--json")
    assert (ran.code, ran.err, json.loads(ran.out)) == (
        0,
        "",
        {
            "schema": "thidua.campaign-diff/1",
            "campaign": "nho",
            "before_version": 1,
            "after_version": 2,
            "changes": CHANGES,
        },
    )


def test_a_version_beside_itself(thidua):
    small_ledger(thidua)
    ran = thidua("campaign", "diff", "--json")
    assert (ran.code, json.loads(ran.out)["changes"]) == (0, [])
    assert thidua("campaign", "diff").out.splitlines()[-1] == "Nothing differs."


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (("show", "3"), 3, "There is no version 3 of the campaign; the last is 2. See: thidua campaign list"),
        (("show", "0"), 3, "There is no version 0 of the campaign; the last is 2. See: thidua campaign list"),
        (("diff", "1", "9"), 3, "There is no version 9 of the campaign; the last is 2. See: thidua campaign list"),
        (("show", "x"), 2, "“x” is not a count. Write a whole number of zero or more, with digits only."),
        (("show", "-1"), 2, "“-1” is not a count. Write a whole number of zero or more, with digits only."),
        (("chek",), 2, "There is no command “chek”. Did you mean check, schema?"),
    ],
)
def test_a_version_that_is_not_there(thidua, command, code, told):
    _changed(thidua)
    assert refused(thidua, "campaign", *command) == Ran(code, "", f"Error: {told}\n")


def test_a_version_is_shown_as_it_was_launched(thidua):
    _changed(thidua)
    for version, first in (("1", "2024-01-01"), ("2", "2024-06-01")):
        body = json.loads(thidua("campaign", "show", version, "--json").out)
        body.pop("digest")
        assert body == {
            "schema": "thidua.campaign-show/1",
            "campaign": "nho",
            "version": int(version),
            "in_force_from": first,
            "name": "Phong trào nhỏ",
            "scale": 100,
            "criteria": [
                {
                    "track": "xa",
                    "criterion": code,
                    "name": name,
                    "group": None,
                    "pillars": pillars,
                    "points": points,
                    "rule": "points",
                    "requires": [],
                    "optional": False,
                    "due": [str(month) for month in range(1, 13)],
                    "tags": [],
                }
                for code, name, pillars, points in (
                    ("to-chuc", "Tổ chức", ["chan-1", "mui-1"], 60),
                    ("van-dong", "Vận động", ["mui-1"], 40),
                )
            ],
        }


def test_the_shipped_campaign_satisfies_the_schema_it_prints(thidua):
    ran = thidua("campaign", "schema")
    schema = json.loads(ran.out)
    assert (ran.code, ran.err, schema["title"], schema["additionalProperties"]) == (0, "", "CampaignShape", False)
    assert (
        ran.out
        == json.dumps(json.loads(thidua("campaign", "schema", "--json").out), ensure_ascii=False, indent=2) + "\n"
    )
    assert sorted(schema["required"])[:3] == ["basis", "closes", "code"]


def test_who_would_move_under_another_version_is_told_and_nothing_is_written(thidua):
    small_ledger(thidua)
    scored(thidua, RA=("60", "30"), RB=("40", "40"), RC=("50", "31"))
    grades = "[{code: tot, name: Tốt, from: 81}, {code: dat, name: Đạt, from: 50}, {code: chua, name: Chưa, from: 0}]"
    changed = write("v2.yaml", campaign_yaml(grades=grades))
    assert thidua("launch", changed, "--on", "2024-06-01", "-q").code == 0
    words = ("campaign", "compare", "--month", "2024-01", "--ruleset")
    ran = unchanged(thidua, *words, "1", "--ruleset", "2")
    assert ran == Ran(
        0,
        "Phong trào nhỏ\n\n2024-01: version 1 beside version 2\n\n1 of 5 would move.\n\n"
        "Code\tName\tTrack\tTotal before\tTotal after\tDifference\tRank before\tRank after\tGrade before\t"
        "Grade after\n"
        "RB\tXã B\txa\t80\t80\t0\t3\t3\tTốt\tĐạt\n",
        "",
    )
    body = json.loads(unchanged(thidua, *words, "2", "--ruleset", "1", "--json").out)
    assert body == {
        "schema": "thidua.campaign-compare/1",
        "as_of": None,
        "closings": [],
        "campaign": "nho",
        "month": "2024-01",
        "rulesets": [2, 1],
        "registrants": 5,
        "moved": 1,
        "rows": [
            {
                "registration": "RB",
                "name": "Xã B",
                "track": "xa",
                "cluster": None,
                "before": {"total": 80, "rank": 3, "grade": "dat", "void": None},
                "after": {"total": 80, "rank": 3, "grade": "tot", "void": None},
                "difference": 0,
            }
        ],
    }


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("1",), 2, "Two versions are compared: give --ruleset twice, as in --ruleset 1 --ruleset 2."),
        (("1", "2"), 3, "There is no version 2 of the campaign; the last is 1. See: thidua campaign list"),
        (("1", "x"), 2, "“x” is not a count. Write a whole number of zero or more, with digits only."),
    ],
)
def test_two_versions_that_there_are_can_be_compared(thidua, words, code, told):
    small_ledger(thidua)
    given = [part for word in words for part in ("--ruleset", word)]
    assert refused(thidua, "campaign", "compare", "--month", "2024-01", *given) == Ran(code, "", f"Error: {told}\n")


def test_a_table_of_units_is_no_campaign(thidua):
    assert thidua("campaign", "check", CAMPAIGNS / "units-ba-tri-2024.csv").code == 4
