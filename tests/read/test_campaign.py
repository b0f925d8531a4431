"""A campaign file from its bytes: sound, or every problem of one sieve in the order of the file."""

from datetime import date
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.domain.campaign import Campaign
from thidua.domain.points import Points
from thidua.errors import InputRefused, Problem, because
from thidua.read.campaign import canonical_digest, load, read_campaign
from thidua.read.shipped import shipped_file
from thidua.read.yaml_text import LIMIT

REQUIRED = ("motive", "objective", "scope", "participants", "content")
DAY, NEW_YEAR = date(2024, 2, 15), date(2024, 1, 1)
BA_TRI = "dong-khoi-moi-ba-tri-2024.yaml"


def test_the_shipped_campaign_is_sound():
    campaign = read_campaign(load(shipped_file(BA_TRI)), file=BA_TRI)
    assert isinstance(campaign, Campaign), campaign
    assert [(t.code, len(t.pillars), len(t.criteria)) for t in campaign.tracks] == [
        ("ban-nganh", 8, 12),
        ("xa-thi-tran", 8, 20),
        ("ca-nhan", 8, 6),
    ]
    assert campaign.learning.vote.approve.text == "> 50%"


def test_a_file_saved_by_notepad_is_the_same_campaign(sound):
    plain = read_campaign(sound.encode(), file="c.yaml")
    assert isinstance(plain, Campaign)
    assert read_campaign(b"\xef\xbb\xbf" + sound.replace("\n", "\r\n").encode(), file="c.yaml") == plain


def test_problems_of_keys_and_values_come_all_at_once_in_the_order_of_the_file(changed):
    known = ("name", "kind")
    assert changed(
        ("kind: peak", "kind: [peak]"),
        ("{name: Huyện ủy Ba Tri, kind: party}", "{nam: Huyện ủy Ba Tri, kind: party}"),
        ("scope: Toàn huyện\n", ""),
        ("2024-02-15\ncloses", "15.02.2024\ncloses"),
        ("points: 90,5", "points: ninety"),
        ("council: 9", "council: chín"),
    ) == [
        ("campaign-field-missing", "1:1", {"field": "scope", "required": REQUIRED}),
        ("value-not-text", "3:7", {"key": "kind"}),
        ("key-missing", "4:12", {"key": "name"}),
        ("key-misspelt", "4:13", {"key": "nam", "meant": "name", "known": known}),
        ("date-malformed", "10:11", {"text": "15.02.2024"}),
        ("number-malformed", "23:17", {"text": "ninety"}),
        ("count-malformed", "33:33", {"text": "chín"}),
    ]


def test_contradictions_come_all_at_once_with_their_places(changed):
    assert changed(
        ("closes: 31/12/2024", "closes: 01/01/2024"),
        ("pillars: [mui-1]", "pillars: [mui-2]"),
        ("points: 9.5", "points: 9"),
        ("from: 0}", "from: 10}"),
        ("by: total", "by: xa"),
    ) == [
        ("campaign-closes-before-launch", "12:9", {"launched": DAY, "closes": NEW_YEAR}),
        (
            "track-points-under-scale",
            "21:7",
            {"track": "xa", "total": Points(99_50), "scale": Points(100_00), "difference": Points(50)},
        ),
        (
            "pillar-unknown",
            "27:19",
            {"criterion": "van-dong", "pillar": "mui-2", "track": "xa", "known": ("chan-1", "mui-1")},
        ),
        ("grades-leave-gap", "32:34", {"grade": "kha"}),
        ("criterion-unknown", "39:7", {"criterion": "xa", "known": ("to-chuc", "van-dong")}),
    ]


@pytest.mark.parametrize("content", ["chỉ là chữ\n", "- a\n- b\n", "[]"])
def test_a_file_that_is_no_mapping_is_refused(refusals, content):
    assert refusals(content) == [("campaign-not-mapping", "1:1", {})]


def test_yaml_problems_are_told_before_the_keys_are_looked_at(refusals):
    assert refusals("cod: x\na: &b c\n") == [("yaml-anchor", "2:4", {"name": "b"})]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ("yaml-empty", "", {})),
        ("a: 1\n\tb: 2\n", ("yaml-tab", "2:1", {})),
        (b"a: \xff\n", ("yaml-not-utf8", "1:4", {"byte": "0xFF", "offset": 3})),
        ("a: 1\n---\nb: 2\n", ("yaml-second-document", "2:1", {})),
        ("[" * 100_000, ("yaml-too-deep", "1:22", {"limit": 20})),
        ("motive: Hai chân: một\n", ("yaml-colon-in-text", "1:17", {})),
        ("a" * (LIMIT + 1), ("yaml-too-large", "", {"limit": LIMIT})),
    ],
)
def test_what_is_not_strict_yaml_is_refused(refusals, content, expected):
    assert refusals(content) == [expected]


def test_the_digest_is_of_the_bytes(sound):
    assert canonical_digest(sound.encode()) == sha256(sound.encode()).hexdigest()
    assert canonical_digest(b"") != canonical_digest(b"\n")


def test_a_file_is_loaded_as_it_is(tmp_path, sound):
    (tmp_path / "c.yaml").write_bytes(sound.encode())
    assert load(tmp_path / "c.yaml") == sound.encode()


def test_no_more_of_a_huge_file_is_loaded_than_shows_that_it_is(tmp_path):
    (tmp_path / "c.yaml").write_bytes(b"a" * (LIMIT * 2))
    assert len(load(tmp_path / "c.yaml")) == LIMIT + 1


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path):
    with pytest.raises(InputRefused) as missing:
        load(tmp_path / "c.yaml")
    assert missing.value.problems == (Problem(because("campaign-file-missing", file=str(tmp_path / "c.yaml"))),)
    with pytest.raises(InputRefused) as folder:
        load(tmp_path)
    assert folder.value.problems == (Problem(because("campaign-file-unreadable", file=str(tmp_path))),)


@pytest.mark.parametrize("name", ["nothing.yaml", "../pyproject.toml", ""])
def test_a_file_that_is_not_shipped_is_refused_with_those_that_are(name):
    with pytest.raises(InputRefused) as refused:
        shipped_file(name)
    reason = refused.value.problems[0].reason
    assert (reason.code, reason.facts["name"], BA_TRI in reason.facts["known"]) == ("shipped-file-missing", name, True)


@st.composite
def edited(draw, text):
    lines = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        words = st.sampled_from(["", "~", "[]", "{}", "x", "- a", "a: b", "9,5", "-1", "total", "2/0", "> 0%", "\x00"])
        cut = draw(st.integers(0, len(lines[at])))
        lines[at] = lines[at][:cut] + draw(words | st.text(max_size=5)) + draw(st.sampled_from(["", lines[at][cut:]]))
    return "".join(lines)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_sound_file_changed_in_any_way_is_a_campaign_or_problems(sound, data):
    text = data.draw(edited(sound))
    read = read_campaign(text.encode("utf-8", "surrogatepass"), file="c.yaml")
    assert isinstance(read, Campaign) or (read and all(isinstance(p, Problem) for p in read))


@given(content=st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_campaign_or_problems(content):
    read = read_campaign(content, file="c.yaml")
    assert isinstance(read, Campaign) or (read and all(isinstance(p, Problem) for p in read))
