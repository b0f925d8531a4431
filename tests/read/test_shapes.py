"""The keys and values of a campaign file: what is accepted, and what is refused where."""

import json
import re
from datetime import date
from fractions import Fraction

import pytest

from thidua.domain.grading import Beyond
from thidua.domain.points import Points
from thidua.domain.rules.cases import Deduct
from thidua.domain.rules.given import PointsGiven
from thidua.domain.shares import Threshold
from thidua.domain.voting_rules import Benchmark, Chair, Recusal, VoteBase, VoteMode
from thidua.read.campaign import read_campaign
from thidua.read.shapes import FIVE, CampaignShape, keys_known, schema


def campaign(text, *pairs):
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    read = read_campaign(text.encode(), file="c.yaml")
    assert not isinstance(read, list), read
    return read


def test_what_a_file_leaves_out_has_its_default(sound):
    read = campaign(sound, ("learning:\n  by: total\n", ""))
    assert (read.theme, read.phase, read.registration_deadline, read.under, read.language) == (None,) * 4 + ("vi",)
    assert (read.scale, read.grades_of, read.publicise_at_least) == (Points(100_00), "due", 1)
    assert (read.ranking.within, read.ranking.ties, read.ranking.tie_break) == (("track", "cluster"), "shared", ())
    assert (read.ranking.incomplete, read.shortlist.top, read.shortlist.min_grade) == ("unranked", 1, None)
    criterion = read.tracks[0].criteria[0]
    assert (criterion.due, criterion.tags, criterion.rule) == (frozenset(range(1, 13)), (), PointsGiven())
    assert (criterion.group, criterion.requires, criterion.caps, criterion.optional) == (None, (), (), False)
    assert (read.tracks[0].groups, read.tracks[0].caps, read.quotas, read.voids, read.periods) == ((),) * 5
    assert (read.totals.below, read.totals.decimals, [grade.requires for grade in read.grades]) == (
        Beyond.CLAMPED,
        2,
        [(), ()],
    )
    assert (read.vote.mode, read.vote.of, read.vote.recusal) == (VoteMode.SECRET, VoteBase.MEMBERS, Recusal.COUNTED)
    assert (read.vote.chair, read.vote.quorum.of) == (Chair.NONE, VoteBase.MEMBERS)
    assert (read.learning.benchmark, read.learning.by) == (Benchmark.FROZEN, "total")
    assert (read.learning.caught_up, read.learning.surpassed) == (Fraction(1), None)
    assert read.learning.vote == read.vote


def test_a_line_may_stand_under_no_pillar(sound):
    read = campaign(sound, ("pillars: [mui-1]", "pillars: []"))
    assert [line.pillars for line in read.tracks[0].criteria] == [("chan-1", "mui-1"), ()]


def test_a_line_may_have_a_rule_of_its_own(sound):
    read = campaign(sound, ("points: 9.5\n", 'points: 9.5\n        rule: {kind: deduct, each: "0,5", cap: none}\n'))
    rules = [line.rule for line in read.tracks[0].criteria]
    assert rules == [PointsGiven(), Deduct(Points(50), None)]


def test_numbers_and_dates_are_read_in_both_notations(sound):
    read = campaign(sound)
    assert [c.points for c in read.tracks[0].criteria] == [Points(90_50), Points(9_50)]
    assert (read.launched, read.closes) == (date(2024, 2, 15), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("monthly", range(1, 13)),
        ("quarterly", {3, 6, 9, 12}),
        ("half-yearly", {6, 12}),
        ("yearly", {12}),
        ("[1, 02]", {1, 2}),
    ],
)
def test_due_is_a_word_or_months(sound, written, months):
    read = campaign(sound, ("[4, 8, 12]", written))
    assert read.tracks[0].criteria[1].due == frozenset(months)


def test_a_quorum_may_say_of_whom(sound):
    quorum = campaign(sound, ("quorum: 2/3", "quorum: {share: '66,7%', of: eligible}")).vote.quorum
    assert (quorum.share, quorum.of, quorum.text) == (Fraction(667, 1000), VoteBase.ELIGIBLE, "66,7%")


def test_all_means_members(sound):
    assert campaign(sound, ("quorum: 2/3", "quorum: 2/3\n  of: all")).vote.of == VoteBase.MEMBERS


def test_a_review_may_ask_another_majority_of_the_same_vote(sound):
    read = campaign(sound, ("by: total", 'vote: "> 50%"'), ("quorum: 2/3", "quorum: 2/3\n  mode: hands"))
    assert read.learning.vote.mode == VoteMode.HANDS
    assert read.learning.vote.quorum == read.vote.quorum
    assert read.learning.vote.approve == Threshold(Fraction(1, 2), strict=True, text="> 50%")


def test_a_review_may_have_a_whole_rule_of_its_own(sound):
    read = campaign(sound, ("by: total", 'vote: {quorum: 1/2, approve: ">= 2/3", of: present}'))
    assert (read.learning.vote.quorum.text, read.learning.vote.of) == ("1/2", VoteBase.PRESENT)


def test_surpassing_may_ask_for_more_than_the_whole(sound):
    read = campaign(sound, ("by: total", 'surpassed: "> 105%"\n  caught_up: 95%'))
    assert read.learning.surpassed == Threshold(Fraction(21, 20), strict=True, text="> 105%")
    assert read.learning.caught_up == Fraction(19, 20)


def test_optional_texts_may_be_left_empty(sound):
    assert campaign(sound, ("kind: peak", "kind: peak\ntheme:\nunder: ~")).theme is None


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "facts"),
    [
        ("90,5", "ninety", "number-malformed", "24:17", {"text": "ninety"}),
        ("90,5", "1.000", "number-ambiguous", "24:17", {"text": "1.000", "joined": "1000", "whole": "1"}),
        ("90,5", "1.000,5", "number-both-separators", "24:17", {"text": "1.000,5"}),
        ("90,5", "9,555", "number-ambiguous", "24:17", {"text": "9,555", "joined": "9555", "whole": "9"}),
        ("90,5", "90,5555", "number-too-precise", "24:17", {"text": "90,5555"}),
        ("90,5", "٩٠", "number-foreign-digits", "24:17", {"text": "٩٠"}),
        ("90,5", "", "value-missing", "24:16", {"key": "points"}),
        ("90,5", "[90]", "value-not-text", "24:17", {"key": "points"}),
        ("2024-02-15\ncloses", "2024-02-31\ncloses", "date-impossible", "11:11", {"text": "2024-02-31"}),
        ("31/12/2024", "cuối năm", "date-malformed", "12:9", {"text": "cuối năm"}),
        ("council: 9", "council: 0", "count-too-small", "34:33", {"text": "0", "least": 1}),
        ("code: xa", "code: Xã", "code-malformed", "14:11", {"text": "Xã"}),
        ("code: dong-khoi-2024", "code: -a-", "code-malformed", "1:7", {"text": "-a-"}),
        ("[commune]", "commune", "value-not-list", "16:17", {"key": "unit_kinds"}),
        ("[commune]", "[commune, ~]", "value-missing", "16:27", {"key": "unit_kinds"}),
        ("name: Các xã", 'name: " "', "text-blank", "15:11", {}),
        ("[4, 8, 12]", "[4, 13]", "due-month-unknown", "29:18", {"text": "13"}),
        ("[4, 8, 12]", "[4, 8, 4]", "code-repeated", "29:14", {"code": "4"}),
        ("[4, 8, 12]", "[]", "list-empty", "29:14", {"key": "due"}),
        ("9.5", "9.5\n        rule: {kind: tiers, tiers: []}", "list-empty", "29:36", {"key": "tiers"}),
        ("9.5", "9.5\n        rule: {kind: deduct, each: 1}", "key-missing", "29:15", {"key": "cap"}),
        (
            "9.5",
            "9.5\n        rule: {kind: tiers, tiers: [{from: 50%, points: 9.5}]}",
            "tier-gap",
            "29:36",
            {"criterion": "van-dong", "value": "0 %"},
        ),
        (
            "9.5",
            "9.5\n        rule: {kind: tiers, tiers: [{from: 50%, points: 9.5}, {below: 60%, points: 0}]}",
            "tier-overlap",
            "29:63",
            {"criterion": "van-dong", "value": "50 %", "first": 1, "second": 2},
        ),
        ("name: Tốt, from: 80", "name: Tốt", "grade-needs-floor", "31:5", {"grade": "tot"}),
        ("2/3", "3/2", "share-over-whole", "36:11", {"text": "3/2"}),
        ("2/3", "0%", "share-malformed", "36:11", {"text": "0%"}),
        ('">= 80%"', "80%", "threshold-malformed", "37:12", {"text": "80%"}),
        ('">= 80%"', '"> 100%"', "threshold-impossible", "37:12", {"text": "> 100%"}),
        ("by: total", "caught_up: 101%", "share-over-whole", "39:14", {"text": "101%"}),
        ("by: total", "surpassed: 110%", "surpassed-malformed", "39:14", {"text": "110%"}),
        ("by: total", "vote: 50%", "threshold-malformed", "39:9", {"text": "50%"}),
        (
            "organiser: {name: Huyện ủy Ba Tri, kind: party}",
            "organiser: x",
            "value-not-mapping",
            "4:12",
            {"key": "organiser"},
        ),
    ],
)
def test_a_value_that_cannot_be_is_refused_where_it_stands(changed, old, new, code, place, facts):
    assert changed((old, new)) == [(code, place, facts)]


def test_a_word_out_of_a_choice_is_refused_with_the_choices(changed):
    kinds = ("regular", "thematic", "peak")
    assert changed(("kind: peak", "kind: cao-điểm")) == [
        ("choice-unknown", "3:7", {"word": "cao-điểm", "known": kinds})
    ]
    assert changed(("kind: peak", "kind: peek")) == [
        ("choice-misspelt", "3:7", {"word": "peek", "meant": "peak", "known": kinds})
    ]


def test_an_unknown_key_is_refused_at_the_key_with_the_keys_there_are(changed):
    known = ("code", "name", "from", "to", "requires")
    assert changed(("name: Tốt, from: 80}", "name: Tốt, from: 80, weight: 3}")) == [
        ("key-unknown", "31:38", {"key": "weight", "known": known})
    ]


def test_a_misspelt_key_is_refused_twice_for_what_is_there_and_what_is_not(changed):
    known = ("code", "name", "from", "to", "requires")
    assert changed(("name: Tốt, from: 80}", "nam: Tốt, from: 80}")) == [
        ("key-missing", "31:5", {"key": "name"}),
        ("key-misspelt", "31:17", {"key": "nam", "meant": "name", "known": known}),
    ]


def test_a_misspelt_key_that_may_be_left_out_is_refused_for_what_is_there(changed):
    known = ("code", "name", "from", "to", "requires")
    assert changed(("name: Tốt, from: 80}", "name: Tốt, form: 80}")) == [
        ("key-misspelt", "31:28", {"key": "form", "meant": "from", "known": known})
    ]


def test_a_key_that_a_rule_of_that_kind_does_not_know_is_refused_with_those_it_knows(changed):
    known = ("kind", "each", "cap", "per", "waiver")
    rule = "9.5\n        rule: {kind: deduct, each: 1, cap: none, tiers: []}"
    assert changed(("9.5", rule)) == [("key-unknown", "29:50", {"key": "tiers", "known": known})]


@pytest.mark.parametrize("written", [None, "", "~", '" "', ">-\n"])
def test_each_of_the_five_fields_of_a_campaign_is_demanded_by_name(changed, sound, written):
    lines = re.findall(rf"(?m)^(?:{'|'.join(FIVE)}): .*\n", sound)
    pairs = [(line, "" if written is None else f"{line.split(':')[0]}: {written}\n") for line in lines]
    assert [(code, facts) for code, _, facts in changed(*pairs)] == [
        ("campaign-field-missing", {"field": field, "required": FIVE}) for field in FIVE
    ]


def test_a_fault_in_a_rule_of_review_is_placed_inside_it(changed):
    assert changed(("by: total", "vote: {mode: hand, approve: 1}")) == [
        ("key-missing", "39:9", {"key": "quorum"}),
        ("choice-misspelt", "39:16", {"word": "hand", "meant": "hands", "known": ("secret", "hands")}),
        ("threshold-malformed", "39:31", {"text": "1"}),
    ]


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (("grades", 0), ("code", "name", "from", "to", "requires")),
        (("tracks", 0, "criteria", 3, "rule"), ("as", "cap", "kind")),
        (("tracks", 0, "groups", 1), ("code", "name", "parent", "points", "weight", "caps", "appraiser")),
        (("tracks", 0, "criteria", 0, "requires", 0), ("line", "points")),
        (("quotas", 0), ("grade", "most", "of", "within", "rounding", "ties")),
        (("periods", 0), ("kind", "combine", "incomplete", "grades", "quotas")),
        (("learning", "vote", "quorum"), ("share", "of")),
        (("name",), ()),
        (("nowhere", 2), ()),
    ],
)
def test_the_keys_of_every_mapping_are_known(path, keys):
    assert keys_known(path) == keys


def test_the_schema_closes_every_mapping_and_describes_every_key():
    shapes = [schema(), *schema()["$defs"].values()]
    assert all(shape["additionalProperties"] is False for shape in shapes)
    assert [name for shape in shapes for name, key in shape["properties"].items() if not key.get("description")] == []
    assert set(schema()["properties"]) == set(keys_known(()))
    assert json.loads(json.dumps(schema())) == schema()


def test_the_schema_lets_numbers_stand_as_numbers_or_as_text():
    shapes = schema()["$defs"]
    assert shapes["CriterionShape"]["properties"]["points"]["type"] == ["number", "string"]
    assert shapes["ShortlistShape"]["properties"]["top"]["type"] == ["integer", "string"]
    pattern = re.compile(shapes["CriterionShape"]["properties"]["points"]["pattern"])
    assert [bool(pattern.search(text)) for text in ("9,5", "9.5", "20", "ninety")] == [True, True, True, False]


def test_the_shapes_are_frozen():
    assert CampaignShape.model_config["frozen"] is True
