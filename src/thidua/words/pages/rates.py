"""Pages of the rules over a part of a whole: all or nothing, tiers, two-way tiers, a bonus by steps."""

from thidua.words.language import N_
from thidua.words.pages.given import AS, CAP
from thidua.words.pages.page import Column, Page, Parameter, Table, case

_OF_NOTHING = Parameter("of_nothing", N_("The points when there was nothing to do, `0/0`; without it that is refused."))
_COUNTS = N_("The part and the whole: `151/154`, also with the rate stated beside them: `151/154 = 98,05%`.")
_RATE_ALONE = N_("A percentage alone is refused, since it was rounded by somebody: report the counts.")

ALL_OR_NOTHING = Page(
    topic="all-or-nothing",
    title=N_("All or nothing at a rate"),
    summary=N_(
        "For what only counts when it is complete: all the line's points at 100 %, or at a threshold, else none."
    ),
    reported=_COUNTS,
    parameters=(
        Parameter("at", N_("The rate it takes, with its sign: `>= 95%`, `> 1/2`."), ">= 100%"),
        Parameter("otherwise", N_("The points below it; less than the line's points."), "0"),
        _OF_NOTHING,
    ),
    example="""\
- code: xa-co-ke-hoach
  name: Mọi ấp, khu phố có kế hoạch được duyệt
  points: 2
  rule: {kind: all-or-nothing}
""",
    tables=(
        Table(
            (
                case("12/12", "2", "2", "2"),
                case("99/100", "0", "2", "0"),
                case("2/3", "0", "2", "0"),
                case("66/100", "0", "0", "0"),
                case("0/0", "refused", "refused", "2"),
                case("13/12", "refused", "refused", "refused"),
                case("100%", "refused", "refused", "refused"),
            ),
            (Column(), Column('at: ">= 2/3"'), Column("of_nothing: 2")),
        ),
    ),
    notes=(
        N_("Counts are compared, never the rate shown: 2 of 3 passes `>= 2/3` and does not pass `>= 66.67%`."),
        N_("The line is met when the threshold is; one of no points is a bare condition for grades and bonuses."),
        _RATE_ALONE,
    ),
)

TIERS = Page(
    topic="tiers",
    title=N_("Points by tiers of a rate"),
    summary=N_("For a rate from 0 to 100 % that a table cuts into tiers, each with its points."),
    reported=_COUNTS,
    parameters=(
        Parameter(
            "tiers",
            N_(
                "Intervals with `points`, and a `name` if wanted: the lower end `above` (trên) or `from` (từ), the "
                "upper end `below` (dưới) or `to` (đến); without one it runs on."
            ),
            is_required=True,
        ),
        AS,
        CAP,
        _OF_NOTHING,
    ),
    example="""\
- code: ho-so-dung-han
  name: Giải quyết hồ sơ đúng hạn
  points: 2
  rule:
    kind: tiers
    tiers:
      - {from: 100%, points: 2}
      - {from: 95%, below: 100%, points: 1.5}
      - {from: 90%, below: 95%, points: 1}
      - {below: 90%, points: 0}
""",
    tables=(
        Table(
            (
                case("154/154", "2", "2"),
                case("151/154", "1.5", "1.5"),
                case("151/154 = 98,05%", "1.5", "1.5"),
                case("19/20", "1.5", "1.5"),
                case("949/1000", "1", "1"),
                case("18/20", "1", "1"),
                case("17/20", "0", "0"),
                case("0/0", "refused", "2"),
                case("98,05%", "refused", "refused"),
                case("21/20", "refused", "refused"),
            ),
            (Column(), Column("of_nothing: 2")),
        ),
    ),
    notes=(
        N_("19 of 20 is 95 % exactly: it belongs to the tier that has `from: 95%` and not to the one `below: 95%`."),
        N_(
            "Every rate from 0 to 100 % must lie in just one tier. A gap or an overlap is reported by "
            "`thidua campaign check`, with a rate that falls in it."
        ),
        N_("The best tier gives the line's points; with `as: deduction` the points of a tier are taken away."),
        _RATE_ALONE,
    ),
)

TWO_WAY = Page(
    topic="two-way",
    title=N_("Points by size class and by tiers of a rate"),
    summary=N_("For a rate that weighs differently by how many there were: one late file of 20 is not one of 2,000."),
    reported=N_("The part and the whole, in whole numbers: `19/20`. The whole is the size."),
    parameters=(
        Parameter(
            "classes",
            N_("Each with a `size`, `from` and `to` both included, and its own `tiers`; see `thidua help tiers`."),
            is_required=True,
        ),
        AS,
        CAP,
        _OF_NOTHING,
    ),
    example="""\
- code: ho-so-dat-dai
  name: Giải quyết hồ sơ đất đai đúng hạn, theo số hồ sơ tiếp nhận
  points: 3
  rule:
    kind: two-way
    classes:
      - size: {to: 100}
        tiers:
          - {from: 100%, points: 3}
          - {from: 90%, below: 100%, points: 2}
          - {below: 90%, points: 0}
      - size: {from: 101, to: 500}
        tiers:
          - {from: 98%, points: 3}
          - {from: 90%, below: 98%, points: 2}
          - {below: 90%, points: 0}
      - size: {from: 501}
        tiers:
          - {from: 95%, points: 3}
          - {from: 88%, below: 95%, points: 2}
          - {below: 88%, points: 0}
""",
    tables=(
        Table(
            (
                case("20/20", "3", "3"),
                case("99/100", "2", "2"),
                case("100/101", "3", "3"),
                case("475/500", "2", "2"),
                case("476/501", "3", "3"),
                case("17/20", "0", "0"),
                case("0/0", "refused", "3"),
                case("19,5/20", "refused", "refused"),
            ),
            (Column(), Column("of_nothing: 3")),
        ),
    ),
    notes=(
        N_("Every whole number from 1 lies in just one class, and every rate in just one tier of it; this is checked."),
        N_("Nothing lies between 100 and 101: sizes are whole numbers, and a size with decimals is refused."),
    ),
)

STEP_BONUS = Page(
    topic="step-bonus",
    title=N_("A bonus above a rate, growing by steps"),
    summary=N_('For tables that say "above 105 % add 0.2 points, for each further 1 % add 0.2, at most 1".'),
    reported=N_("The figure and what it is held against: `107,5/100`; it may be more than the whole."),
    parameters=(
        Parameter("above", N_("The rate above which it begins; the rate itself earns nothing."), is_required=True),
        Parameter("each", N_("The points of each step; more than 0."), is_required=True),
        Parameter("step", N_("How far each further step is."), "1%"),
        Parameter("cap", N_("The most it earns in a month; `none` is without end."), is_required=True),
        Parameter(
            "reading",
            N_(
                "`on-passing`: any rate above earns the first points, each whole step beyond earns more; "
                "`full-steps`: only whole steps count."
            ),
            is_required=True,
        ),
    ),
    example="""\
- code: thu-vuot-du-toan
  name: Thu ngân sách trên 105 % dự toán được cộng 0,2 điểm, thêm 1 % cộng tiếp 0,2 điểm
  due: yearly
  rule: {kind: step-bonus, above: 105%, each: 0.2, step: 1%, cap: 1, reading: on-passing}
""",
    tables=(
        Table(
            (
                case("90/100", "0", "0"),
                case("105/100", "0", "0"),
                case("105,01/100", "0.2", "0"),
                case("106/100", "0.4", "0.2"),
                case("107,5/100", "0.6", "0.4"),
                case("109/100", "1", "0.8"),
                case("110/100", "1", "1"),
                case("150/100", "1", "1"),
                case("0/0", "refused", "refused"),
                case("106%", "refused", "refused"),
            ),
            (Column("reading: on-passing"), Column("reading: full-steps")),
        ),
    ),
    notes=(
        N_("Tables rarely say which reading is meant, so the file must: ask whoever issued the table."),
        N_("The line has no `points`, and the campaign says what becomes of totals above the scale."),
    ),
)
