"""The shipped examples: a cluster's table of real size, the civil servants' four bands, a month of scores for each."""

from collections.abc import Mapping
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from thidua.domain.campaign import Campaign
from thidua.domain.evaluation import Sheet, Standing, standings
from thidua.domain.measures import Rate
from thidua.domain.month import Month, parse_month
from thidua.domain.points import Points
from thidua.domain.rules import KINDS
from thidua.domain.rules.cases import Deduct
from thidua.domain.rules.rates import Reading, StepBonus
from thidua.domain.rules.targets import Attainment
from thidua.domain.rules.value import Direction, Valued
from thidua.domain.score_table import CapOf, Criterion, Over, Track
from thidua.domain.worked import Posted
from thidua.read import registrations, scores, units
from thidua.read.campaign import load, read_campaign
from thidua.read.rows import Row, Rows, open_rows
from thidua.read.shipped import shipped_file
from thidua.read.source import Source

CLUSTER = "example-cluster-table.yaml"
CIVIL_SERVANTS = "example-civil-servants.yaml"
MONTHS = {CLUSTER: "2024-03", CIVIL_SERVANTS: "2026-03"}
NAMES = {CLUSTER: "example-cluster", CIVIL_SERVANTS: "example-civil-servants"}


class Reported(NamedTuple):
    """One row of a scores file, with the line and the unit it is of, and what the line makes of it."""

    line: Criterion
    unit: str
    text: str
    valued: Any


class Example(NamedTuple):
    """A campaign, and its month: who has which table in which cluster, and what was reported."""

    campaign: Campaign
    month: Month
    places: Mapping[str, tuple[Track, str, str | None]]
    reported: Mapping[tuple[str, str], Reported]

    def points(self, registration: str, line: str) -> str:
        """Give the points of one row."""
        return str(self.reported[registration, line].valued.points)

    def standings(self) -> dict[str, Standing]:
        """Evaluate the month by the plain rule."""
        sheets = [
            Sheet(code, track.code, cluster, {self.month: self._lines(code)})
            for code, (track, _, cluster) in self.places.items()
        ]
        return {one.registration: one for one in standings(self.campaign, self.month, sheets)}

    def _lines(self, registration: str) -> dict[str, Posted]:
        return {
            line: Posted(one.valued.points, one.valued.is_met)
            for (code, line), one in self.reported.items()
            if code == registration
        }


def campaign_of(file: str) -> Campaign:
    campaign = read_campaign(load(shipped_file(file)), file=file)
    assert isinstance(campaign, Campaign), campaign
    return campaign


def rows_of(file: str, kind: ModuleType, *more: object) -> list[Any]:
    with shipped_file(file).open("rb") as content:
        opened = open_rows(Source(content, file), getattr(kind, "LONG", None) or kind.LAYOUT)
        assert isinstance(opened, Rows), opened
        read = list(opened)
    assert all(isinstance(row, Row) for row in read), read
    parsed = [kind.parse(row, *more) for row in read]
    assert not [row for row in parsed if isinstance(row, list)]
    return parsed


def example(file: str) -> Example:
    campaign, name = campaign_of(file), NAMES[file]
    month = parse_month(MONTHS[file])
    assert isinstance(month, Month)
    known = {unit.code: unit for unit in rows_of("example-cluster-units.csv", units)}
    registered, faults = registrations.grouped(rows_of(f"{name}-registrations.csv", registrations))
    assert not faults
    places = {}
    for row, *_ in registered:
        unit = known[row.unit]
        is_person = row.person is not None
        track = campaign.track_of_person_kind(row.person_kind) if is_person else campaign.track_of_unit_kind(unit.kind)
        assert track is not None, row
        places[row.code] = (track, unit.code, unit.cluster)
    reported = {}
    for row in rows_of(f"{name}-scores-{MONTHS[file]}.csv", scores, month):
        track, unit, _ = places[row.registration]
        line = track.criterion(row.criterion)
        assert line is not None, row
        assert (row.registration, row.criterion) not in reported, row
        reported[row.registration, row.criterion] = Reported(line, unit, row.value, line.value(row.value, unit))
    return Example(campaign, month, places, reported)


def table() -> Track:
    (track,) = campaign_of(CLUSTER).tracks
    return track


def line_of(code: str) -> Criterion:
    line = table().criterion(code)
    assert line is not None, code
    return line


@pytest.mark.parametrize("file", [CLUSTER, CIVIL_SERVANTS])
def test_an_example_is_sound_and_says_in_its_name_that_it_is_one(file):
    campaign = campaign_of(file)
    assert campaign.name.startswith("(VÍ DỤ) ")
    assert all("văn bản do đơn vị ghi" in text for text in campaign.basis)


@pytest.mark.parametrize("file", [CLUSTER, CIVIL_SERVANTS])
def test_every_group_of_an_example_declares_its_sum_so_that_it_is_checked(file):
    for track in campaign_of(file).tracks:
        assert {g.code: g.points for g in track.groups} == {g.code: track.full_points(g.code) for g in track.groups}


@pytest.mark.parametrize("file", [CLUSTER, CIVIL_SERVANTS])
def test_every_group_of_an_example_that_holds_lines_has_a_body_that_appraises_them(file):
    assert [line.code for t in campaign_of(file).tracks for line in t.criteria if t.appraiser(line) is None] == []


def test_the_cluster_table_has_five_standards_of_a_hundred_points_and_about_a_hundred_lines():
    track = table()
    assert {g.code: str(g.points) for g in track.groups if g.parent is None} == {
        "tc-1": "60",
        "tc-2": "15",
        "tc-3": "8",
        "tc-4": "10",
        "tc-5": "7",
    }
    assert len(track.criteria) == 111


def test_the_cluster_table_uses_every_kind_of_rule():
    assert {line.rule.kind for line in table().criteria} == set(KINDS)


def test_the_cluster_table_uses_every_way_that_points_may_count():
    assert {line.rule.direction for line in table().criteria} == set(Direction)


def test_the_cluster_table_deducts_by_case_and_by_period_with_and_without_a_waiver():
    rules = [line.rule for line in table().criteria if isinstance(line.rule, Deduct)]
    assert {(rule.per.value, rule.waiver) for rule in rules} == {("case", True), ("case", False), ("period", False)}


def test_the_cluster_table_attains_targets_set_and_reported_that_are_better_higher_and_lower():
    rules = [line.rule for line in table().criteria if isinstance(line.rule, Attainment)]
    assert {(rule.better.value, rule.targets.are_set, bool(rule.targets.by_unit)) for rule in rules} == {
        ("higher", True, True),
        ("higher", False, False),
        ("lower", True, True),
        ("lower", False, False),
    }


def test_the_cluster_table_caps_lines_groups_and_the_whole_in_every_direction_and_over_several_months():
    track = table()
    assert {(cap.of, cap.over) for line in track.criteria for cap in line.caps} == {
        (CapOf.BONUSES, Over.QUARTER),
        (CapOf.BONUSES, Over.YEAR),
    }
    assert {(cap.of, cap.over) for group in track.groups for cap in group.caps} == {
        (CapOf.DEDUCTIONS, Over.MONTH),
        (CapOf.BONUSES, Over.QUARTER),
        (CapOf.BONUSES, Over.YEAR),
        (CapOf.BOTH, Over.MONTH),
    }
    assert [(cap.of, cap.over) for cap in track.caps] == [(CapOf.BONUSES, Over.YEAR)]


def test_the_two_readings_of_a_step_bonus_stand_on_two_lines():
    found = {line.code: line.rule for line in table().criteria if isinstance(line.rule, StepBonus)}
    assert {code: rule.reading for code, rule in found.items()} == {
        "thu-vuot-du-toan": Reading.ON_PASSING,
        "dat-dai-truoc-han": Reading.FULL_STEPS,
    }


@pytest.mark.parametrize(
    ("code", "text", "unit", "points"),
    [
        ("thu-vuot-du-toan", "105/100", "vd-01", "0"),
        ("thu-vuot-du-toan", "107,5/100", "vd-01", "0.6"),  # passing 105 %, and two whole steps of 1 %
        ("thu-vuot-du-toan", "140/100", "vd-01", "1"),  # 36 steps of 0.2, capped
        ("dat-dai-truoc-han", "62/100", "vd-01", "0.2"),  # 12 % beyond: two whole steps of 5 %
        ("dat-dai-truoc-han", "54/100", "vd-01", "0"),
        ("ho-ngheo", "30", "vd-01", "1.6"),  # 24 allowed: 24/30 of 2
        ("ho-ngheo", "0", "vd-08", "2"),
        ("ho-ngheo", "1", "vd-08", "0"),
        ("kinh-te-tap-the", "không có kế hoạch", "vd-01", "0"),
        ("kinh-te-tap-the", "9/8", "vd-01", "1.75"),  # 112.5 %
        ("phong-chay", "con-thieu-sot", "vd-01", "0.5"),  # 1 less 0.5
        ("thanh-tich-cao-nhat", "co-chinh-phu", "vd-01", "2"),
        ("chi-so-cai-cach", "nhom-giua", "vd-01", "0.25"),
        ("quy-an-sinh", "115/100", "vd-01", "0.25"),
        ("giai-ngan-dau-tu", "1,9/4", "vd-01", "0"),  # 47.5 %, under the least of 50 %
    ],
)
def test_lines_not_due_in_march_are_worth_what_their_rule_says(code, text, unit, points):
    valued = line_of(code).value(text, unit)
    assert isinstance(valued, Valued), valued
    assert str(valued.points) == points


@pytest.mark.parametrize("file", [CLUSTER, CIVIL_SERVANTS])
def test_every_row_of_an_examples_scores_is_valued_by_its_line_in_a_month_it_is_due(file):
    sample = example(file)
    assert [one for one in sample.reported.values() if not isinstance(one.valued, Valued)] == []
    assert [one.line.code for one in sample.reported.values() if not one.line.is_due(sample.month)] == []


@pytest.mark.parametrize(
    ("registration", "code", "points"),
    [
        ("AN-MAU", "thu-ngan-sach", "2.85"),  # 399 of 420: 95 % of 3
        ("AN-MAU", "giai-ngan-dau-tu", "2.4"),  # 3,2/4,0: 80 % of 3
        ("AN-MAU", "dat-dai-truoc-han", "0.2"),  # 93/154 = 60.39 %: two steps of 5 % beyond 50 %
        ("AN-MAU", "ra-quan-moi-truong", "0.3"),  # four times 0.1, capped
        ("BINH-MAU", "thuong-khong-tre-han", "0.4"),
        ("CHAU-MAU", "ho-so-dat-dai", "2.25"),  # 151/154 = 98.05 %, of 101 to 300 files
        ("CHAU-MAU", "truc-san-sang", "0.4"),  # one night of 31 missed
        ("DONG-MAU", "sai-pham-tai-chinh", "0.5"),  # five cases, two waived: 2 less three times 0.5
        ("DONG-MAU", "ho-so-dat-dai", "2.25"),  # 297/304 = 97.70 %, of more than 300 files
        ("DONG-MAU", "chinh-ly-bien-dong", "0"),  # 99/100 is not all
        ("DONG-MAU", "diem-o-nhiem", "0.67"),  # three spots of two allowed: 2/3, rounded
        ("DONG-MAU", "tai-nan-giao-thong", "0.5"),  # five of four: 80 %
        ("DONG-MAU", "ket-luan-kiem-tra-dat", "-0.25"),
        ("GIA-MAU", "tu-cham-dung-han", "0.25"),  # not met
        ("GIA-MAU", "nha-tinh-thuong", "2"),  # eight times 0.25, without end on the line
        ("HOA-MAU", "vi-pham-dat-dai", "-1"),  # thirteen times 0.25 is 3.25, capped at 3: one below nothing
        ("HOA-MAU", "tu-cham-chenh-lech", "0"),  # 15/55 = 27.3 %
        ("HOA-MAU", "tin-bai-guong-tot", "0"),  # no plan
        ("LONG-MAU", "diem-o-nhiem", "1"),  # its own target is three
    ],
)
def test_a_row_of_the_clusters_march_has_the_points_reckoned_by_hand(registration, code, points):
    assert example(CLUSTER).points(registration, code) == points


def test_the_rates_stated_wrong_in_the_clusters_march_are_the_two_meant_to_be():
    found = {
        key: one.text
        for key, one in example(CLUSTER).reported.items()
        if isinstance(one.valued.measure, Rate) and one.valued.measure.disagrees()
    }
    assert found == {
        ("CHAU-MAU", "ho-so-truc-tuyen"): "410/652 = 62,9%",
        ("DONG-MAU", "ho-so-dat-dai"): "297/304 = 97,8%",
    }


def test_the_clusters_march_shows_a_quota_a_gate_missing_lines_and_a_void():
    judged = {
        code: (str(one.total), one.earned, one.grade, one.rank, one.void)
        for code, one in example(CLUSTER).standings().items()
    }
    assert judged == {
        "AN-MAU": ("67.75", "xuat-sac", "tot", 3, None),
        "BINH-MAU": ("67.98", "xuat-sac", "xuat-sac", 2, None),
        "CHAU-MAU": ("57.16", "tot", "tot", 4, None),
        "DONG-MAU": ("35.88", "trung-binh", "trung-binh", 5, None),
        "GIA-MAU": ("68.61", "tot", "tot", 1, None),
        "HOA-MAU": ("9.34", "yeu", "yeu", 6, None),
        "KHANH-MAU": ("55.98", None, None, None, None),
        "LONG-MAU": ("65.99", None, None, None, "khai-gian"),
    }


def test_a_units_march_adds_up_by_hand_standard_by_standard():
    an_mau = example(CLUSTER).standings()["AN-MAU"]
    groups = {code: str(points) for code, points in an_mau.groups.items()}
    assert groups == {
        "tc-1": "42.75",
        "tc-1a": "8.75",  # 2.85 + 2.4 + 1 + 2, bonus 0.5
        "tc-1b": "13",
        "tc-1b1": "8.2",  # 3 + 2 + 2 + 1, bonus 0.2
        "tc-1b2": "4.8",  # 2 + 1 + 1 + 0.5, bonus 0.3
        "tc-1c": "9.3",  # 2 + 2 + 1 + 1.5 + 1 + 1, bonuses 0.3 + 0.5
        "tc-1d": "5.7",  # 0.5 + 1.5 + 1.5 + 1 + 1, bonus 0.2
        "tc-1e": "6",
        "tc-2": "11",
        "tc-2a": "7",  # 3 + 0.5 + 0.5 + 1.5 + 1 + 0.5, the exclusive bonus declined
        "tc-2b": "4",
        "tc-3": "1.75",
        "tc-3a": "1.5",
        "tc-3b": "0.25",
        "tc-4": "6.25",
        "tc-4a": "3",  # 1 + 0.5 + 1, bonus 0.5
        "tc-4b": "3",  # 0.5 + 1.5 + 1
        "tc-4c": "0.25",
        "tc-5": "6",
        "tc-5a": "3.5",
        "tc-5b": "2.5",
        "tc-5c": "0",
    }
    assert an_mau.due == Points(6550)


def test_what_is_missing_and_which_gate_is_shut_in_the_clusters_march_is_named():
    found = example(CLUSTER).standings()
    assert found["KHANH-MAU"].missing == (
        "chat-luong-bao-cao",
        "tu-cham-minh-chung",
        "tu-cham-chenh-lech",
        "tiep-thu-giai-trinh",
    )
    assert found["GIA-MAU"].failed == ("tu-cham-dung-han",)


@pytest.mark.parametrize(
    ("registration", "code", "points"),
    [
        ("CC-01", "san-pham-hoan-thanh", "25"),  # 21/20 gives no more than all
        ("CC-03", "san-pham-dat-chat-luong", "23.96"),  # 17,25/18 of 25 = 23.958…
        ("CC-05", "gio-giac", "2"),  # three times, one waived: 3 less twice 0.5
        ("CC-06", "san-pham-dat-chat-luong", "24.48"),  # 23,5/24 of 25 = 24.479…
        ("CC-07", "chuyen-mon", "2"),
        ("CC-09", "san-pham-dung-tien-do", "8.5"),  # 8,5/20 of 20
        ("LD-02", "nhiem-vu-don-vi", "4.5"),  # 55/58 = 94.83 %
        ("LD-02", "san-pham-dung-tien-do", "18.33"),  # 13,75/15 of 20 = 18.333…
    ],
)
def test_a_row_of_the_civil_servants_march_has_the_points_reckoned_by_hand(registration, code, points):
    assert example(CIVIL_SERVANTS).points(registration, code) == points


def test_the_civil_servants_march_holds_back_equals_at_the_cut_and_shuts_grades_by_their_gates():
    judged = {
        code: (str(one.total), one.earned, one.grade, one.held and one.held.value)
        for code, one in example(CIVIL_SERVANTS).standings().items()
    }
    # six of ten are good or better: 20 % is 1.2, one place, and two are equal for it
    assert judged == {
        "CC-01": ("98", "xuat-sac", "tot", "tie"),
        "CC-02": ("98", "xuat-sac", "tot", "tie"),
        "CC-03": ("92.9", "tot", "tot", None),  # one task late
        "CC-04": ("93.75", "tot", "tot", None),  # one task late
        "CC-05": ("88.89", "tot", "tot", None),
        "CC-06": ("97.73", "xuat-sac", "tot", "quota"),
        "CC-07": ("73.38", "hoan-thanh", "hoan-thanh", None),  # three tasks not done
        "CC-08": ("93.69", "khong-hoan-thanh", "khong-hoan-thanh", None),  # disciplined
        "CC-09": ("42.5", "khong-hoan-thanh", "khong-hoan-thanh", None),
        "CC-10": ("93.08", None, None, None),  # a line missing
        "LD-01": ("97.69", "xuat-sac", "tot", "quota"),  # two leaders: 20 % is no place
        "LD-02": ("89.33", "tot", "tot", None),
    }


@pytest.mark.parametrize(
    ("file", "grades"),
    [
        (CLUSTER, ["dan-dau", "xuat-sac", "tien-tien", "khong-dat"]),
        (CIVIL_SERVANTS, ["xuat-sac", "tot", "hoan-thanh", "khong-hoan-thanh"]),
    ],
)
def test_the_year_of_an_example_is_graded_by_the_scale_written_for_it(file, grades):
    campaign = campaign_of(file)
    period = campaign.period(campaign.first_month, campaign.last_month)
    assert period is not None
    assert [grade.code for grade in period.grades] == grades
