"""The screen follows ``THIDUA_LANG`` or the locale; a report follows its campaign."""

import json

import pytest

import small
from conftest import Thidua

# a few terms of the field that do not change
NAME_VI, NAME_EN = "Tên", "Name"


def spoken(thidua: Thidua, *words: str) -> str:
    """Give "vi" or "en": the language of the titles of a table."""
    titles = next(line for line in small.done(thidua(*words)).out.splitlines() if line.count("\t") > 2)
    cells = titles.split("\t")
    assert (NAME_VI in cells) != (NAME_EN in cells), cells
    return "vi" if NAME_VI in cells else "en"


REPORTS = [("report", "standings"), ("report", "journey"), ("report", "registrations")]
LOOKING = [("status",), ("explain", "MH", "--month", "2024-03"), ("unit", "list"), ("campaign", "list")]


@pytest.mark.parametrize("campaign", ["vi", "en"])
@pytest.mark.parametrize("screen", ["vi", "en"])
def test_reports_speak_the_campaigns_language_and_the_screen_its_own(
    thidua: Thidua, monkeypatch: pytest.MonkeyPatch, campaign: str, screen: str
) -> None:
    small.commended(thidua, language=campaign)
    monkeypatch.setenv("THIDUA_LANG", screen)
    assert [spoken(thidua, *words) for words in REPORTS] == [campaign] * 3
    assert [spoken(thidua, *words) for words in LOOKING] == [screen] * 4


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"THIDUA_LANG": "vi", "LC_ALL": "en_US.UTF-8"}, "vi"),
        ({"LC_ALL": "vi_VN.UTF-8", "LANG": "en_US.UTF-8"}, "vi"),
        ({"LC_MESSAGES": "vi_VN", "LANG": "C"}, "vi"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"THIDUA_LANG": "", "LANG": "vi_VN.UTF-8"}, "vi"),
        ({"THIDUA_LANG": "en", "LANG": "vi_VN.UTF-8"}, "en"),
        ({"THIDUA_LANG": "fr"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_screen_follows_the_variables_in_their_order(
    thidua: Thidua, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    small.commended(thidua)
    for name in ("THIDUA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert spoken(thidua, "status") == language


def test_figures_and_dates_are_written_as_readers_of_the_language_do(
    thidua: Thidua, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.recognised(thidua, "50.25 30.5", language="vi")
    assert "\t10/04/2024\t" in thidua("report", "journey").out
    assert "\t06/2024\t03/07/2024\t80,75\t80\t" in thidua("report", "journey").out
    assert "2024-06: 80.75 of 100" in thidua("status", "AH").out
    monkeypatch.setenv("THIDUA_LANG", "vi")
    assert "06/2024: 80,75" in thidua("status", "AH").out


@pytest.mark.parametrize("format_name", ["json", "csv", "tsv"])
def test_what_programs_read_is_the_same_in_every_language(
    thidua: Thidua, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    small.recognised(thidua, "50.25 30.5")
    looked: list[list[str]] = []
    for screen in ("en", "vi"):
        monkeypatch.setenv("THIDUA_LANG", screen)
        words = [*REPORTS, ("unit", "list"), ("campaign", "list")]
        looked.append([thidua(*command, "--format", format_name).out for command in words])
    assert looked[0] == looked[1]


def test_the_facts_of_a_story_are_codes_in_every_language(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    small.recognised(thidua, "50.25 30.5")
    stories = []
    for screen in ("en", "vi"):
        monkeypatch.setenv("THIDUA_LANG", screen)
        story = json.loads(thidua("status", "MH", "--json").out)
        for event in story["events"]:
            del event["told"]  # a sentence, for people
        stories.append(story)
    assert stories[0] == stories[1]


def test_a_refusal_keeps_its_code_in_every_language(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    small.registered(thidua)
    monkeypatch.setenv("THIDUA_LANG", "vi")
    error = json.loads(small.refused(thidua, "publicise", "MH", "--channel", "radio", "--json"))
    assert (error["code"], error["exit_code"]) == ("exemplar-not-commended", 5)
    assert error["problems"][0]["facts"] == {"code": "MH"}


def test_help_speaks_the_screens_language_and_keeps_its_example(
    thidua: Thidua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIDUA_LANG", "vi")
    told = thidua("publicise", "--help")
    assert told.code == 0
    assert 'thidua publicise MH-01 --channel "Đài truyền thanh huyện" --reach 1200 --on 2024-04-12' in told.out
    assert "Publicise an exemplar" not in told.out
    monkeypatch.setenv("THIDUA_LANG", "en")
    assert "Publicise an exemplar (step 2, tuyên truyền)." in thidua("publicise", "--help").out
