"""Values of the domain, and small campaigns, with defaults, so that a test states only what it is about."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from conftest import Ran, Thidua
from thidua.domain.campaign import Campaign, Kind, Organiser
from thidua.domain.candidacy import Candidacy, Learning
from thidua.domain.evaluation import Sheet
from thidua.domain.grading import Grade, GradesOf
from thidua.domain.month import Month
from thidua.domain.points import ZERO, Points, parse_points
from thidua.domain.quotas import Quota, QuotaOf, QuotaTies, Rounding
from thidua.domain.ranking import Incomplete, Ranking, Shortlist, Ties
from thidua.domain.rules.given import PointsGiven
from thidua.domain.rules.intervals import Interval
from thidua.domain.rules.rates import Tier
from thidua.domain.score_table import WHOLE_WEIGHT, Criterion, Family, Group, Pillar, Track
from thidua.domain.shares import Threshold
from thidua.domain.stages import Stage
from thidua.domain.voting import Sitting
from thidua.domain.voting_rules import (
    Benchmark,
    Chair,
    CouncilSize,
    LearningRule,
    Quorum,
    Recusal,
    VoteBase,
    VoteMode,
    VotingRule,
)
from thidua.domain.worked import Posted, capped
from thidua.errors import Reason

EVERY_MONTH = frozenset(range(1, 13))
QUARTERLY = frozenset({3, 6, 9, 12})
APRIL = Month.of(date(2024, 4, 1))  # of a_track's lines to-chuc 50 and van-dong 30 are due
JUNE = Month.of(date(2024, 6, 1))  # and dot-pha 20 besides


def points(text: str) -> Points:
    """Points as a person types them: ``9.5``, ``- 0,25``."""
    read = parse_points(text)
    if isinstance(read, Reason):
        raise TypeError(read)
    return read


def posted(text: str, *, is_met: bool | None = None, stage: Stage = Stage.AGREED) -> Posted:
    """A line in force; it is met when it has any points, unless the test says."""
    got = points(text)
    return Posted(got, got > ZERO if is_met is None else is_met, stage)


def a_sheet(
    registration: str = "my-hoa",
    lines: Mapping[str, str | Posted] | None = None,
    *,
    month: Month = APRIL,
    earlier: Mapping[Month, Mapping[str, str | Posted]] | None = None,
    **changes,
) -> Sheet:
    """One registrant's lines of a month, and of earlier ones, each as points text or as it is posted."""
    months = {**(earlier or {}), month: lines or {}}
    read = {
        when: {code: one if isinstance(one, Posted) else posted(one) for code, one in its.items()}
        for when, its in months.items()
    }
    return Sheet(**{"registration": registration, "track": "xa", "cluster": None, "months": read} | changes)


def an_interval(*, above=None, since=None, below=None, to=None) -> Interval:
    """An interval of rates, its ends in percent: ``an_interval(since=85, below=100)``."""
    low, high = (since if above is None else above), (to if below is None else below)
    bottom, top = (None if end is None else Fraction(end) / 100 for end in (low, high))
    return Interval(bottom, since is not None, top, to is not None)


def a_tier(text: str, **ends) -> Tier:
    """The points of an interval: ``a_tier("3", since=85, below=100)``."""
    return Tier(an_interval(**ends), points(text))


def a_group(code="nhom-1", **changes) -> Group:
    """A group at the top of the table, of no stated points, unweighed and without caps."""
    defaults = {
        "code": code,
        "name": f"Nhóm {code}",
        "parent": None,
        "points": None,
        "weight": WHOLE_WEIGHT,
        "caps": (),
        "appraiser": None,
    }
    return Group(**defaults | changes)


def a_quota(**changes) -> Quota:
    """At most 20 % of the graded have the best grade, rounded down, equals across the cut held back."""
    defaults = {
        "grade": "xuat-sac",
        "share": Fraction(1, 5),
        "places": None,
        "of": QuotaOf.GRADED,
        "within": ("track",),
        "rounding": Rounding.FLOOR,
        "ties": QuotaTies.HELD,
        "text": "20%",
    }
    return Quota(**defaults | changes)


def a_ranking(**changes) -> Ranking:
    """Within the track, ranks shared, no tie-break, the incomplete unranked, higher totals better."""
    defaults = {"within": ("track",), "ties": Ties.SHARED, "tie_break": (), "incomplete": Incomplete.UNRANKED}
    return Ranking(**defaults | changes)


def a_criterion(code="to-chuc", points=50, **changes) -> Criterion:
    """One line of a score table; ``points`` in whole points."""
    defaults = {
        "code": code,
        "name": f"Tiêu chí {code}",
        "pillars": ("chan-1",),
        "points": Points(points * 100),
        "due": EVERY_MONTH,
        "tags": (),
        "rule": PointsGiven(),
        "note": None,
    }
    return Criterion(**defaults | changes)


def a_track(code="xa", **changes) -> Track:
    """A table of 100 points: 50 and 30 every month, 20 at the end of a quarter. The second line bears two labels."""
    defaults = {
        "code": code,
        "name": "Đảng ủy các xã, thị trấn",
        "unit_kinds": ("commune", "town"),
        "person_kinds": (),
        "pillars": (
            Pillar("chan-1", Family.LEG, "Xây dựng Đảng và hệ thống chính trị trong sạch, vững mạnh"),
            Pillar("mui-1", Family.PRONG, "Xây dựng Đảng và hệ thống chính trị trong sạch, vững mạnh"),
        ),
        "criteria": (
            a_criterion("to-chuc", 50),
            a_criterion("van-dong", 30, pillars=("chan-1", "mui-1")),
            a_criterion("dot-pha", 20, pillars=("mui-1",), due=QUARTERLY),
        ),
    }
    return Track(**defaults | changes)


def a_voting_rule(**changes) -> VotingRule:
    """A secret ballot: two thirds of all members present, 80 % of all members in favour."""
    defaults = {
        "mode": VoteMode.SECRET,
        "quorum": Quorum(Fraction(2, 3), VoteBase.MEMBERS, "2/3"),
        "approve": Threshold(Fraction(4, 5), strict=False, text=">= 80%"),
        "of": VoteBase.MEMBERS,
        "recusal": Recusal.COUNTED,
        "chair": Chair.NONE,
    }
    return VotingRule(**defaults | changes)


def a_learning_rule(**changes) -> LearningRule:
    """Compared by the total with the frozen figure: caught up at 100 %, surpassed strictly above."""
    defaults = {
        "benchmark": Benchmark.FROZEN,
        "by": "total",
        "caught_up": Fraction(1),
        "surpassed": None,
        "vote": a_voting_rule(),
    }
    return LearningRule(**defaults | changes)


def a_campaign(**changes) -> Campaign:
    """A sound campaign from 15/02/2024 to 31/12/2024 with one track, four grades and a council of nine."""
    defaults = {
        "code": "dong-khoi-moi-2024",
        "name": 'Phong trào thi đua "Đồng khởi mới"',
        "kind": Kind.PEAK,
        "organiser": Organiser("Huyện ủy Ba Tri", "party"),
        "basis": ("Chỉ thị số 01-CT/TU",),
        "theme": None,
        "phase": None,
        "motive": "Khơi dậy truyền thống Đồng Khởi",
        "objective": "Xây dựng hệ thống chính trị trong sạch, vững mạnh",
        "scope": "Toàn huyện",
        "participants": "Đảng ủy các xã, thị trấn",
        "content": "Hai chân - Ba mũi",
        "launched": date(2024, 2, 15),
        "closes": date(2024, 12, 31),
        "registration_deadline": date(2024, 3, 31),
        "language": "vi",
        "under": None,
        "scale": Points(100_00),
        "tracks": (a_track(),),
        "grades": (
            Grade("xuat-sac", "Xuất sắc", Points(90_00)),
            Grade("tot", "Tốt", Points(70_00)),
            Grade("hoan-thanh", "Hoàn thành", Points(50_00)),
            Grade("chua", "Chưa hoàn thành", Points(0)),
        ),
        "grades_of": GradesOf.DUE,
        "ranking": a_ranking(),
        "shortlist": Shortlist(3, None),
        "members": (CouncilSize(date(2024, 2, 15), 9),),
        "vote": a_voting_rule(),
        "publicise_at_least": 1,
        "learning": a_learning_rule(),
    }
    return Campaign(**defaults | changes)


def a_sitting(**changes) -> Sitting:
    """All nine members present, nine ballots out and back, all valid."""
    defaults = {
        "members": 9,
        "eligible": 9,
        "present": 9,
        "recused": 0,
        "issued": 9,
        "returned": 9,
        "valid": 9,
        "chair_agrees": None,
    }
    return Sitting(**defaults | changes)


def a_candidacy(**changes) -> Candidacy:
    """A complete registration of 20/02/2024 and nothing after it."""
    defaults = {"code": "my-hoa", "registered_on": date(2024, 2, 20), "is_complete": True}
    return Candidacy(**defaults | changes)


def a_learning(**changes) -> Learning:
    """Tân Xuân learned on 10/04/2024; not yet reviewed."""
    defaults = {"learner": "tan-xuan", "learned_on": date(2024, 4, 10)}
    return Learning(**defaults | changes)


_CAMPAIGN_FILE = {
    "code": "nho",
    "name": "Phong trào nhỏ",
    "kind": "thematic",
    "organiser": "{name: Huyện ủy, kind: party}",
    "basis": "[Chỉ thị 01]",
    "motive": "động cơ",
    "objective": "mục tiêu",
    "scope": "phạm vi",
    "participants": "đối tượng",
    "content": "nội dung",
    "launched": "2024-01-01",
    "closes": "2024-12-31",
    "language": "en",
    "tracks": """
  - code: xa
    name: Các xã
    unit_kinds: [commune]
    pillars:
      - {code: chan-1, family: leg, name: Chân một}
      - {code: mui-1, family: prong, name: Mũi một}
    criteria:
      - {code: to-chuc, name: Tổ chức, pillars: [chan-1, mui-1], points: 60}
      - {code: van-dong, name: Vận động, pillars: [mui-1], points: 40}""",
    "grades": "[{code: tot, name: Tốt, from: 80}, {code: dat, name: Đạt, from: 50}, {code: chua, name: Chưa, from: 0}]",
    "ranking": "{within: [track]}",
    "shortlist": "{top: 2}",
    "members": "[{from: 2024-01-01, council: 9}]",
    "vote": "{quorum: 2/3, approve: '>= 2/3'}",
}


def campaign_yaml(**parts: str) -> str:
    """The text of a small sound campaign file; a part given is that key's YAML instead, or no key when it is empty."""
    keys = _CAMPAIGN_FILE | parts
    return "".join(f"{key}: {value}\n" for key, value in keys.items() if value)


def write(name: str, text: str) -> str:
    """Write a file into the working folder and give its name."""
    Path(name).write_text(text, "utf-8")
    return name


def refused(thidua: Thidua, *words: str | Path) -> Ran:
    """Run a command that must leave the ledger byte for byte as it was, with nothing on stdout."""
    before = Path("thidua.db").read_bytes()
    ran = thidua(*words)
    assert Path("thidua.db").read_bytes() == before
    assert not Path("thidua.db-journal").exists()
    assert ran.out == ""
    return ran


def unchanged(thidua: Thidua, *words: str | Path) -> Ran:
    """Run a command that must succeed, and leave the ledger byte for byte as it was."""
    before = Path("thidua.db").read_bytes()
    ran = thidua(*words)
    assert ran.code == 0, ran.err
    assert Path("thidua.db").read_bytes() == before
    return ran


def small_ledger(thidua: Thidua, **parts: str) -> Thidua:
    """A ledger with the small campaign, and communes A to E registered as RA to RE on 05/01/2024."""
    communes = "ABCDE"
    commands = (
        ("init",),
        ("launch", write("nho.yaml", campaign_yaml(**parts))),
        ("import", "units", write("u.csv", "code,name,kind\n" + "".join(f"{c},Xã {c},commune\n" for c in communes))),
        (
            "import",
            "registrations",
            write(
                "r.csv",
                "code,unit,on,content,goal,deadline\n"
                + "".join(f"R{c},{c},2024-01-05,nội dung,mục tiêu,2024-09-30\n" for c in communes),
            ),
        ),
    )
    for command in commands:
        assert thidua(*command, "--quiet") == Ran(0, "", "")
    return thidua


def scored(thidua: Thidua, month: str = "2024-01", **points: tuple[str | None, str | None]) -> Thidua:
    """Import one month's points: ``RA=("60", "30")`` are those of to-chuc and van-dong; None is not reported."""
    rows = "".join(
        f'{code},{criterion},"{value}"\n'
        for code, values in points.items()
        for criterion, value in zip(("to-chuc", "van-dong"), values, strict=True)
        if value is not None
    )
    file = write("s.csv", "registration,criterion,value\n" + rows)
    assert thidua("import", "scores", file, "--month", month, "--quiet") == Ran(0, "", "")
    return thidua


def capped_series(caps, series):
    """Apply caps to amounts of several months, in the order of the months; give what each month counts."""
    used = {}
    for month in sorted(series):
        capped(caps, series[month], used, month)
    return used
