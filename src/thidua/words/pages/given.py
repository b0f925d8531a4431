"""Pages of the rules that need no arithmetic: points as given, met or not, ordered levels, one of several bonuses."""

from thidua.words.language import N_
from thidua.words.pages.page import Column, Page, Parameter, Table, case

AS = Parameter("as", N_("How the points count: `base`, `deduction` or `bonus`; see `thidua help rules`."), "base")
CAP = Parameter("cap", N_("The most a deduction or a bonus comes to in a month; `none` is without end."), "none")

POINTS = Page(
    topic="points",
    title=N_("Points as given"),
    summary=N_("For what a person judges: whoever scores the line gives its points."),
    reported=N_("The points: `9.5` or `9,5`. Where they count as a deduction, with a minus sign: `- 0,25`."),
    parameters=(AS, CAP),
    example="""\
- code: kiem-diem-cuoi-nam
  name: Chất lượng kiểm điểm tập thể, cá nhân
  points: 3
  rule: {kind: points}
""",
    tables=(
        Table(
            (
                case("2,5", "2.5", "refused"),
                case("3", "3", "refused"),
                case("3,01", "refused", "refused"),
                case("0", "0", "3"),
                case("- 0,25", "refused", "2.75"),
                case("-2", "refused", "2"),
            ),
            (Column(), Column("as: deduction, cap: 1")),
        ),
    ),
    notes=(
        N_("It is the rule of a line that names none."),
        N_("More than the line's points, or less than 0, is refused: correct the figure or the table."),
        N_("A deduction typed without its minus sign, or a bonus with one, is refused: it stands in the wrong line."),
        N_(
            "With `as: bonus` the line has no `points` of its own, and any figure from 0 is taken, "
            "counted no higher than the cap."
        ),
    ),
)

MET = Page(
    topic="met",
    title=N_("Met or not met"),
    summary=N_(
        "For what is so or is not: all the line's points when it is met, otherwise none, or what the file says."
    ),
    reported=N_("Yes or no: `có`, `đạt`, `yes` or the `x` of a ticked box; `không`, `chưa đạt` or `no`."),
    parameters=(Parameter("otherwise", N_("The points when it is not met; less than the line's points."), "0"),),
    example="""\
- code: quyet-toan-dung-han
  name: Lập và gửi quyết toán năm đúng thời hạn
  points: 2
  due: yearly
  rule: {kind: met}
""",
    tables=(
        Table(
            (
                case("có", "2", "2"),
                case("x", "2", "2"),
                case("không", "0", "0.5"),
                case("chưa đạt", "0", "0.5"),
                case("2", "refused", "refused"),
            ),
            (Column(), Column("otherwise: 0.5")),
        ),
    ),
    notes=(
        N_("A number or a percentage is refused: answer the question, or give the line another rule."),
        N_(
            "A line of no points is a bare condition, asked by grades, bonuses and void rules; "
            "see `thidua help conditions`."
        ),
    ),
)

LEVELS = Page(
    topic="levels",
    title=N_("Ordered levels"),
    summary=N_("For a level that others recognise: each level has its points, and levels are not reckoned with."),
    reported=N_("The level, by its code or its name: `dat-chuan` or `Đạt chuẩn`."),
    parameters=(
        Parameter(
            "levels", N_("The levels, the lowest first, each with `code`, `name` and `points`."), is_required=True
        ),
        AS,
        CAP,
    ),
    example="""\
- code: nong-thon-moi
  name: Xây dựng nông thôn mới
  points: 4
  due: yearly
  rule:
    kind: levels
    levels:
      - {code: chua-dat, name: Chưa đạt chuẩn, points: 0}
      - {code: dat-chuan, name: Đạt chuẩn, points: 2}
      - {code: nang-cao, name: Đạt chuẩn nâng cao, points: 3.25}
      - {code: kieu-mau, name: Kiểu mẫu, points: 4}
""",
    tables=(
        Table(
            (
                case("chua-dat", "0"),
                case("dat-chuan", "2"),
                case("Đạt chuẩn nâng cao", "3.25"),
                case("kieu-mau", "4"),
                case("2", "refused"),
                case("không", "refused"),
            ),
        ),
    ),
    notes=(
        N_("A number is refused, even that of a level's points: name the level."),
        N_("The points rise from level to level and the highest are the line's; with `as: deduction` they fall."),
        N_("A line with levels cannot break a tie, since levels are not comparable as numbers."),
    ),
)

EXCLUSIVE_BONUS = Page(
    topic="exclusive-bonus",
    title=N_("One of several bonuses"),
    summary=N_("For honours of which only one counts: exactly one of the bonuses listed, or none."),
    reported=N_("The bonus, by its code or its name: `co-tinh` or `Cờ của tỉnh`; `không` or `no` for none."),
    parameters=(
        Parameter(
            "options",
            N_("The bonuses of which one may be had, each with `code`, `name` and `points`."),
            is_required=True,
        ),
    ),
    example="""\
- code: ho-so-dung-han
  name: Mọi hồ sơ khen thưởng gửi đúng hạn
  points: 2
  due: yearly
  rule: {kind: all-or-nothing}
- code: co-thi-dua
  name: Được tặng cờ thi đua, chỉ tính mức cao nhất
  due: yearly
  rule:
    kind: exclusive-bonus
    options:
      - {code: co-tinh, name: Cờ của tỉnh, points: 3}
      - {code: co-chinh-phu, name: Cờ của Chính phủ, points: 5}
  requires: [ho-so-dung-han]
""",
    tables=(
        Table(
            (
                case("co-tinh", "3"),
                case("Cờ của Chính phủ", "5"),
                case("không", "0"),
                case("5", "refused"),
                case("co-tinh, co-chinh-phu", "refused"),
            ),
        ),
    ),
    notes=(
        N_("Two bonuses in one cell are refused: name the one that counts."),
        N_(
            "`requires` names the lines without which it is not counted, here that every file came in time; "
            "it is looked at when the month is evaluated. See `thidua help conditions`."
        ),
        N_("The line has no `points`, and the campaign says what becomes of totals above the scale."),
    ),
)
