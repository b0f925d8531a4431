"""Pages of help are true: keys are those of the file, examples are sound, worked cases come out as they say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import indent

import pytest
import yaml

from make import campaign_yaml
from thidua.domain.campaign import Campaign
from thidua.domain.rules import KINDS
from thidua.domain.score_table import Criterion
from thidua.errors import Reason
from thidua.read.campaign import read_campaign
from thidua.read.rule_shapes import BY_KIND
from thidua.words.language import Language
from thidua.words.pages import OTHERS, PAGES, RULES, Page, contents, markdown, text
from thidua.words.pages.page import Column, Table

ROOT = Path(__file__).parent.parent.parent
ENGLISH = Language("en")
OF_A_KIND = [page for page in RULES if page.topic in KINDS]
LINES = [page for page in PAGES.values() if page.example and page.example.startswith("- code:")]
PARTS = [page for page in PAGES.values() if page.example and not page.example.startswith("- code:")]
# the lines that examples of other parts of a campaign file name
NAMED = """
  - code: xa
    name: Các xã
    unit_kinds: [commune]
    pillars: [{code: mui-1, family: prong, name: Mũi một}]
    groups: [{code: tc-1, name: Tiêu chuẩn 1}]
    criteria:
      - {code: dung-han, name: Đúng hạn, group: tc-1, points: 60, rule: {kind: all-or-nothing}}
      - {code: con-lai, name: Các dòng khác, points: 40}
      - {code: khong-ky-luat, name: Không bị kỷ luật, rule: {kind: met}}
      - {code: trung-thuc, name: Trung thực, rule: {kind: met}}"""
GRADED = (
    "[{code: xuat-sac, name: Xuất sắc, from: 90}, {code: tot, name: Tốt, from: 70}, {code: chua, name: Chưa, from: 0}]"
)


def ids(page: Page) -> str:
    return page.topic


def around(lines: str) -> str:
    """Give a campaign file with these lines in its one track, and one more that fills the scale."""
    said = sum(float(line.get("points", 0)) for line in yaml.safe_load(lines))
    rest = f"- {{code: con-lai, name: Các dòng khác, points: {100 - said:g}}}\n"
    head = "\n  - code: xa\n    name: Các xã\n    unit_kinds: [commune]\n    criteria:\n"
    tracks = head + indent(rest + lines, " " * 6).rstrip()
    return campaign_yaml(tracks=tracks, totals="{above_scale: allowed}")


def with_part(part: str) -> str:
    """Give a campaign file with these keys in place of its own."""
    given = dict.fromkeys(yaml.safe_load(part), "")
    return campaign_yaml(**{"tracks": NAMED, "grades": GRADED} | given) + part


def campaign(file: str) -> Campaign:
    read = read_campaign(file.encode(), file="help.yaml")
    assert isinstance(read, Campaign), read
    return read


def line_of(page: Page, column: Column) -> Criterion:
    """Give the last line of a page's example, with a column's keys in its rule."""
    lines = yaml.safe_load(page.example)
    lines[-1]["rule"] |= yaml.safe_load(f"{{{column.keys}}}")
    written = yaml.safe_dump(lines, allow_unicode=True, sort_keys=False)
    return campaign(around(written)).tracks[0].criteria[-1]


def worked() -> Iterator[tuple[Page, Table, int]]:
    for page in PAGES.values():
        for table in page.tables:
            yield from ((page, table, at) for at in range(len(table.columns)))


def test_every_kind_of_rule_has_its_page_and_the_waiver_besides():
    assert sorted(page.topic for page in RULES) == sorted([*KINDS, "waiver"])


def test_what_surrounds_a_line_has_its_pages():
    assert [page.topic for page in OTHERS] == [
        "rules",
        "measures",
        "groups",
        "caps",
        "conditions",
        "states",
        "stages",
        "totals",
        "grades",
        "quotas",
        "ranking",
        "periods",
        "rescore",
    ]


@pytest.mark.parametrize("page", OF_A_KIND, ids=ids)
def test_a_page_names_every_key_of_its_rule_and_no_other(page):
    fields = {field.alias or name: field for name, field in BY_KIND[page.topic].model_fields.items()}
    del fields["kind"]
    named = {one.name: (one.is_required, one.default) for one in page.parameters}
    said = {name: field.default if isinstance(field.default, str) else "" for name, field in fields.items()}
    assert named == {name: (field.is_required(), said[name]) for name, field in fields.items()}


def test_the_waiver_is_a_key_of_deductions():
    said = {one.name: one.default for one in PAGES["deduct"].parameters}
    assert [(one.name, one.default) for one in PAGES["waiver"].parameters] == [("waiver", said["waiver"])]


@pytest.mark.parametrize("page", RULES, ids=ids)
def test_a_page_of_a_rule_has_all_its_parts(page):
    parts = (page.reported, page.parameters, page.example, page.tables, page.notes)
    assert [bool(part) for part in parts] == [True] * 5


@pytest.mark.parametrize("page", OF_A_KIND, ids=ids)
def test_the_example_of_a_kind_is_a_line_of_that_kind(page):
    line = campaign(around(page.example)).tracks[0].criteria[-1]
    assert line.rule.kind == page.topic


@pytest.mark.parametrize("page", LINES, ids=ids)
def test_an_example_of_lines_is_sound_in_a_campaign(page):
    campaign(around(page.example))


@pytest.mark.parametrize("page", PARTS, ids=ids)
def test_an_example_of_another_part_is_sound_in_a_campaign(page):
    campaign(with_part(page.example))


@pytest.mark.parametrize(("page", "table", "at"), list(worked()), ids=lambda one: getattr(one, "topic", None))
def test_a_worked_case_comes_out_as_its_page_says(page, table, at):
    column = table.columns[at]
    line = line_of(page, column)
    valued = [line.value(case.reported, column.unit) for case in table.cases]
    found = [None if isinstance(one, Reason) else one.points for one in valued]
    told = {case.reported: case.points[at] for case in table.cases}
    assert dict(zip(told, found, strict=True)) == told


@pytest.mark.parametrize("page", PAGES.values(), ids=ids)
def test_the_sentences_of_a_page_fit_its_width(page):
    sentences = replace(page, example=None, tables=())
    assert [line for line in text(sentences, ENGLISH, width=72).splitlines() if len(line) > 72] == []


@pytest.mark.parametrize("page", PAGES.values(), ids=ids)
def test_nothing_of_a_page_is_wider_than_a_hundred_columns(page):
    assert [line for line in text(page, ENGLISH, width=100).splitlines() if len(line) > 100] == []


def test_every_topic_is_listed_once_with_its_title():
    listed = [line.split(maxsplit=1) for line in contents(ENGLISH, width=100).splitlines() if line.startswith("  ")]
    assert listed == [[page.topic, page.title] for page in (*RULES, *OTHERS)]


@pytest.mark.parametrize("page", PAGES.values(), ids=ids)
def test_pages_refer_to_topics_that_there_are(page):
    said = text(page, ENGLISH).replace("\n", " ").split("thidua help ")[1:]
    assert [word for word in (rest.split("`")[0].split()[0] for rest in said) if word not in PAGES] == []


def test_the_readme_has_every_rule_page():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [page.topic for page in RULES if markdown(page, ENGLISH) not in readme] == []
