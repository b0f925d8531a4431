"""``launch``: a campaign's file becomes a ruleset, a changed one the next version, from a day on."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import BA_TRI, CAMPAIGNS, Ran
from make import campaign_yaml, refused, scored, small_ledger, unchanged, write

NEXT = "Next: thidua import units FILE, then thidua register CODE --unit UNIT …\n"
LINES = """
  - code: xa
    name: Các xã
    unit_kinds: [commune]
    pillars: [{{code: mui-1, family: prong, name: Mũi một}}]
    criteria:
      - {{code: to-chuc, name: Tổ chức, pillars: [mui-1], points: {first}}}
      - {{code: van-dong, name: Vận động, pillars: [mui-1], points: {second}}}"""


def version(first, second, **parts):
    """The small campaign with other points for its two lines."""
    return campaign_yaml(tracks=LINES.format(first=first, second=second), **parts)


def digest(name):
    return sha256(Path(name).read_bytes()).hexdigest()


def launched(name, number, day, *, lines="Tracks: 1; criteria: 2.", campaign="nho"):
    told = f"Launched {campaign}, version {number} ({digest(name)[:12]}), in force from {day}.\n{lines}\n{NEXT}"
    return Ran(0, "", told)


def test_a_campaign_is_launched_from_its_own_day(thidua):
    thidua("init")
    assert thidua("launch", BA_TRI) == launched(
        BA_TRI, 1, "2024-02-15", lines="Tracks: 3; criteria: 38.", campaign="dong-khoi-moi-ba-tri-2024"
    )


def test_the_receipt(thidua):
    thidua("init")
    ran = thidua("launch", write("c.yaml", campaign_yaml()), "--json")
    assert (ran.code, ran.err, json.loads(ran.out)) == (
        0,
        "",
        {
            "schema": "thidua.launch/1",
            "campaign": "nho",
            "name": "Phong trào nhỏ",
            "version": 1,
            "in_force_from": "2024-01-01",
            "digest": digest("c.yaml"),
            "tracks": 1,
            "criteria": 2,
            "is_new": True,
            "entry": 2,
        },
    )


def test_the_same_file_again_is_unchanged(thidua):
    small_ledger(thidua)
    told = f"Unchanged: nho is already at version 1 ({digest('nho.yaml')[:12]}).\nTracks: 1; criteria: 2.\n{NEXT}"
    assert unchanged(thidua, "launch", "nho.yaml") == Ran(0, "", told)


def test_a_changed_file_is_the_next_version_from_today_or_from_a_day(thidua):
    small_ledger(thidua)
    write("v2.yaml", version(50, 50))
    write("v3.yaml", version(40, 60))
    assert thidua("launch", "v2.yaml", "--on", "1/4/2024") == launched("v2.yaml", 2, "2024-04-01")
    assert thidua("launch", "v3.yaml") == launched("v3.yaml", 3, "2024-10-31")
    rows = json.loads(thidua("campaign", "list", "--json").out)["rulesets"]
    assert [(row["version"], row["in_force_from"]) for row in rows] == [
        (1, "2024-01-01"),
        (2, "2024-04-01"),
        (3, "2024-10-31"),
    ]


def test_a_month_is_governed_by_what_was_in_force_on_its_first_day(thidua):
    small_ledger(thidua)
    thidua("launch", write("v2.yaml", version(50, 50)), "--on", "2024-03-02")
    for month, maximum in (("2024-03", "60"), ("2024-04", "50")):
        assert refused(thidua, "score", "RA", "to-chuc", "61", "--month", month) == Ran(
            3, "", f"Error: 61 is more than to-chuc may have; its maximum is {maximum}.\n"
        )
    for month, ruleset in (("2024-03", 1), ("2024-04", 2)):
        ran = thidua("evaluate", "--month", month, "--json")
        assert json.loads(ran.out)["ruleset"] == ruleset


def test_a_version_from_the_first_of_a_month_governs_that_month(thidua):
    small_ledger(thidua)
    thidua("launch", write("v2.yaml", version(50, 50)), "--on", "2024-03-01")
    assert json.loads(thidua("evaluate", "--month", "2024-03", "--json").out)["ruleset"] == 2
    assert json.loads(thidua("evaluate", "--month", "2024-02", "--json").out)["ruleset"] == 1


def test_of_two_versions_from_one_day_the_later_holds(thidua):
    small_ledger(thidua)
    thidua("launch", write("v2.yaml", version(50, 50)), "--on", "2024-03-01")
    thidua("launch", write("v3.yaml", version(30, 70)), "--on", "2024-03-01")
    assert json.loads(thidua("evaluate", "--month", "2024-03", "--json").out)["ruleset"] == 3


def test_months_that_have_scores_keep_their_rules(thidua):
    scored(small_ledger(thidua), "2024-03", RA=("60", "30"))
    write("v2.yaml", version(50, 50))
    for day in ("2024-01-15", "2024-02-02", "2024-03-01"):
        assert refused(thidua, "launch", "v2.yaml", "--on", day) == Ran(
            5,
            "",
            "Error: 2024-03 already has scores under the rules in force; "
            f"a version from {day} would change it. Begin it later: --on 2024-04-01\n",
        )
    assert thidua("launch", "v2.yaml", "--on", "2024-03-02") == launched("v2.yaml", 2, "2024-03-02")
    assert json.loads(thidua("evaluate", "--month", "2024-03", "--json").out)["ruleset"] == 1


def test_a_version_does_not_begin_before_the_last_one(thidua):
    small_ledger(thidua)
    thidua("launch", write("v2.yaml", version(50, 50)), "--on", "2024-06-01")
    ran = refused(thidua, "launch", write("v3.yaml", version(40, 60)), "--on", "2024-05-31")
    told = "Version 2 is in force from 2024-06-01; the next cannot begin on 2024-05-31. Give a later day with --on."
    assert ran == Ran(5, "", f"Error: {told}\n")


def test_a_track_with_registrations_stays(thidua):
    small_ledger(thidua)
    other = write("v2.yaml", campaign_yaml(tracks=LINES.format(first=60, second=40).replace("code: xa", "code: khac")))
    told = "Error: Track xa has registrations and is missing from the file. Keep the track.\n"
    assert refused(thidua, "launch", other, "--on", "2024-06-01") == Ran(5, "", told)


def test_two_campaigns_of_one_ledger_are_told_apart(thidua):
    small_ledger(thidua)
    thidua("launch", write("c2.yaml", campaign_yaml(code="khac")))
    told = "Error: The ledger holds several campaigns: khac, nho. Say which with --campaign CODE.\n"
    assert refused(thidua, "evaluate", "--month", "2024-01") == Ran(3, "", told)
    told = "Error: There is no campaign “xyz” in the ledger. It holds: khac, nho.\n"
    assert refused(thidua, "evaluate", "--month", "2024-01", "--campaign", "xyz") == Ran(3, "", told)
    assert thidua("evaluate", "--month", "2024-01", "--campaign", "nho", "--quiet", "--json").code == 0
    told = "Error: Nobody has a registration that counts in 2024-01. Run: thidua register …\n"
    assert refused(thidua, "evaluate", "--month", "2024-01", "--campaign", "khac") == Ran(5, "", told)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"motive": "\tđộng cơ"}, ["c.yaml:6:9: A tab stands here. Indent with spaces only."]),
        (
            {"language": "en\nlanguage: vi"},
            ["c.yaml:14:1: The key “language” already stands on line 13. Keep one of them."],
        ),
        (
            {"motive": "", "scope": '" "'},
            [
                (
                    "c.yaml:1:1: “motive” is missing. A campaign must state each of: motive, objective, scope, "
                    "participants, content. Write it, in the organiser's words."
                ),
                (
                    "c.yaml:7:8: “scope” is missing. A campaign must state each of: motive, objective, scope, "
                    "participants, content. Write it, in the organiser's words."
                ),
            ],
        ),
        (
            {"tracks": LINES.format(first="ninety", second=40)},
            ["c.yaml:20:66: “ninety” is not a number. Write 9.5 or 9,5."],
        ),
        (
            {"tracks": LINES.format(first=60, second=41)},
            ["c.yaml:20:7: The points of track xa add up to 101, 1 more than the scale of 100. Take 1 off."],
        ),
        (
            {"tracks": LINES.format(first=59.5, second=40)},
            ["c.yaml:20:7: The points of track xa add up to 99.5, 0.5 less than the scale of 100. Add 0.5."],
        ),
        (
            {
                "tracks": LINES.format(first=60, second=40).replace(
                    "pillars: [mui-1], points: 40", "pillars: [mui-9], points: 40"
                )
            },
            [
                (
                    "c.yaml:21:52: Criterion van-dong names the pillar “mui-9”, which track xa does not have. Its "
                    "pillars are: mui-1."
                )
            ],
        ),
        (
            {"closes": "2023-12-31"},
            ["c.yaml:12:9: The campaign closes on 2023-12-31, before its launch on 2024-01-01. Change one."],
        ),
        (
            {"shortlist": "{top: 1, min_grad: tot}"},
            ["c.yaml:26:21: The key “min_grad” is not known here. If “min_grade” is meant, write that."],
        ),
        (
            {"vote": "{quorum: 2/3, approve: 80%}"},
            ["c.yaml:28:30: “80%” does not say whether the share itself is enough. Write >= 80% or > 80%."],
        ),
    ],
)
def test_a_file_that_is_not_sound_is_refused_with_every_place(thidua, parts, told):
    thidua("init")
    file = write("c.yaml", campaign_yaml(**parts))
    listed = "".join(f"{line}\n" for line in told) + f"Problems: {len(told)}. Nothing was stored.\n"
    assert refused(thidua, "launch", file) == Ran(3, "", listed)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("nope.yaml", "There is no file nope.yaml. Check the name and the folder."),
        (".", ". cannot be read: it is a folder, or you may not open it. Name a campaign file that you may read."),
    ],
)
def test_a_file_that_is_not_there(thidua, file, told):
    thidua("init")
    assert refused(thidua, "launch", file) == Ran(3, "", f"Error: {told}\n")


def test_a_workbook_is_no_campaign(thidua):
    thidua("init")
    Path("c.yaml").write_bytes(b"PK\x03\x04\xff\x00")
    told = (
        "c.yaml:1:5: Byte 0xFF, at position 4 of the file, is not UTF-8. "
        "Save the file again with the encoding UTF-8.\nProblems: 1. Nothing was stored.\n"
    )
    assert refused(thidua, "launch", "c.yaml") == Ran(3, "", told)
    csv = CAMPAIGNS / "units-ba-tri-2024.csv"
    assert refused(thidua, "launch", csv).code == 3


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2024-02-30", "There is no day “2024-02-30”. Check the day and the month."),
        ("tomorrow", "“tomorrow” is not a date. Write 2024-03-31 or 31/03/2024."),
    ],
)
def test_a_day_that_is_none_is_wrong_usage(thidua, day, told):
    thidua("init")
    assert refused(thidua, "launch", BA_TRI, "--on", day) == Ran(2, "", f"Error: {told}\n")


def test_a_version_from_after_the_close_is_refused(thidua):
    small = small_ledger(thidua)
    file = write("v2.yaml", campaign_yaml(name="Another name"))
    ran = refused(small, "launch", file, "--on", "2025-03-01")
    assert ran.code == 5
    assert "would never be in force. Say from which day: --on DATE." in ran.err
