"""Pages of the rules against a target: points in proportion to what was attained of it, or by bands of attainment."""

from thidua.words.language import N_
from thidua.words.pages.given import AS, CAP
from thidua.words.pages.page import Column, Page, Parameter, Table, case

_BETTER = Parameter(
    "better",
    N_("`higher`: the figure over the target; `lower`: the target over the figure, as of poor households left."),
    "higher",
)
_TARGET = Parameter("target", N_("Everyone's target; without `target` and `targets` it is reported with the figure."))
_TARGETS = Parameter("targets", N_("Targets of single units, by the unit's code; they go before `target`."))
_REPORTED = N_("The figure and its target: `45/50`. Where the file sets the target, the figure alone: `45`, `12,5`.")

ATTAINMENT = Page(
    topic="attainment",
    title=N_("Points in proportion to a target"),
    summary=N_("For a figure with a target: the share of the target that was attained earns that share of the points."),
    reported=_REPORTED,
    parameters=(
        _BETTER,
        _TARGET,
        _TARGETS,
        Parameter("cap", N_("The most of the line's points it gives, 100 % or more."), "100%"),
        Parameter("least", N_("Below this attainment there are no points."), "0%"),
    ),
    example="""\
- code: giai-ngan-dau-tu
  name: Giải ngân vốn đầu tư công so với kế hoạch
  points: 3
  due: quarterly
  rule: {kind: attainment, least: 50%}
""",
    tables=(
        Table(
            (
                case("50/50", "3", "3"),
                case("45/50", "2.7", "3"),
                case("55/50", "3", "2.73"),
                case("25/50", "1.5", "3"),
                case("24,9/50", "0", "3"),
                case("100/50", "3", "1.5"),
                case("0/50", "0", "3"),
                case("0/0", "refused", "3"),
                case("1/0", "refused", "0"),
                case("45", "refused", "refused"),
            ),
            (Column(), Column("better: lower")),
        ),
        Table(
            (
                case("20", "3", "2.4", "3"),
                case("24", "3", "2.88", "3.6"),
                case("30", "3", "3", "3.6"),
                case("10", "1.5", "0", "1.5"),
                case("20/20", "refused", "refused", "refused"),
            ),
            (Column("target: 20"), Column("targets: {vd-08: 25}", "vd-08"), Column("target: 20, cap: 120%")),
        ),
        Table((case("0", "3"), case("1", "0")), (Column("better: lower, target: 0"),)),
    ),
    notes=(
        N_("At the target the points are exact; elsewhere they are rounded to the hundredth, halves up."),
        N_("Where lower is better the target is 100 % too, and of a target of 0 only 0 attains it."),
        N_("A unit without a target, where only others have one, is refused: add it to `targets`, or add a `target`."),
        N_("The line is met when the target is attained. A cap above 100 % may carry a total above the scale."),
    ),
)

BANDS = Page(
    topic="bands",
    title=N_("Points by bands of attainment"),
    summary=N_("For a plan whose table has bands: no plan, below, just below, met, exceeded, far exceeded."),
    reported=N_(
        "The figure and the plan: `9/8`; the figure alone where the file sets the target; "
        "`không có kế hoạch` or `no plan` when there was none."
    ),
    parameters=(
        Parameter(
            "bands",
            N_("Intervals of attainment with `points` and `name`, written as `tiers` are, from 0 % up without end."),
            is_required=True,
        ),
        Parameter("no_plan", N_("The points when there was no plan."), "0"),
        _BETTER,
        _TARGET,
        _TARGETS,
        AS,
        CAP,
    ),
    example="""\
- code: kinh-te-tap-the
  name: Phát triển hợp tác xã so với kế hoạch
  points: 2
  due: half-yearly
  rule:
    kind: bands
    bands:
      - {name: Không đạt kế hoạch, below: 70%, points: 0.25}
      - {name: Xấp xỉ kế hoạch, from: 70%, below: 100%, points: 0.75}
      - {name: Đạt kế hoạch, from: 100%, to: 110%, points: 1.5}
      - {name: Vượt kế hoạch, above: 110%, to: 130%, points: 1.75}
      - {name: Vượt xa kế hoạch, above: 130%, points: 2}
""",
    tables=(
        Table(
            (
                case("không có kế hoạch", "0", "0"),
                case("69/100", "0.25", "2"),
                case("70/100", "0.75", "2"),
                case("100/100", "1.5", "1.5"),
                case("110/100", "1.5", "0.75"),
                case("111/100", "1.75", "0.75"),
                case("130/100", "1.75", "0.75"),
                case("131/100", "2", "0.75"),
                case("0/100", "0.25", "2"),
                case("0/0", "refused", "1.5"),
                case("1/0", "refused", "0.25"),
            ),
            (Column(), Column("better: lower")),
        ),
        Table(
            (case("40", "1.5", "0.75"), case("44", "1.5", "0.75"), case("45", "1.75", "0.75"), case("66", "2", "1.75")),
            (Column("target: 40"), Column("targets: {vd-08: 55}", "vd-08")),
        ),
    ),
    notes=(
        N_("Every attainment from 0 % up lies in just one band; a gap or an overlap is reported, with a value in it."),
        N_(
            "The best band gives the line's points. The line is met when the plan is attained, whatever the band gives."
        ),
        N_("A plan of 0 is refused where higher is better: there is no plan to be held against; report `no plan`."),
    ),
)
