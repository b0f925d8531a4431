"""Pages of the rules that count: points off for each case or missed period, waived cases, points for each case."""

from thidua.words.language import N_
from thidua.words.pages.page import Column, Page, Parameter, Table, case

DEDUCT = Page(
    topic="deduct",
    title=N_("Points off for each case or missed period"),
    summary=N_("For faults that are counted: the line starts with all its points, and each one takes some away."),
    reported=N_(
        "How many there were: `3`; 0 when there was none. With `per: period` those done of those due: `10/12`."
    ),
    parameters=(
        Parameter("each", N_("The points each case, or each missed period, costs; more than 0."), is_required=True),
        Parameter("cap", N_("The most it takes away in a month; `none` is without end."), is_required=True),
        Parameter("per", N_("What is counted: `case`, or `period`, the periods missed of those due."), "case"),
        Parameter("waiver", N_("Whether cases may be waived; see `thidua help waiver`."), "false"),
    ),
    example="""\
- code: vi-pham-dat-dai
  name: Không để phát sinh vi phạm đất đai
  points: 2
  rule: {kind: deduct, each: 0.5, cap: 3}
""",
    tables=(
        Table(
            (
                case("0", "2", "2"),
                case("1", "1.5", "1.5"),
                case("4", "0", "0"),
                case("6", "-1", "-1"),
                case("8", "-1", "-2"),
                case("5 miễn 2", "refused", "refused"),
                case("-1", "refused", "refused"),
            ),
            (Column(), Column("cap: none")),
        ),
        Table(
            (
                case("12/12", "2"),
                case("10/12", "1"),
                case("0/12", "-1"),
                case("0/0", "2"),
                case("10", "refused"),
                case("13/12", "refused"),
            ),
            (Column("per: period"),),
        ),
    ),
    notes=(
        N_("A line falls below 0 when the cap is more than its points: write a cap of its points to stop at 0."),
        N_(
            "The cap is of deductions alone and of one month; one over several months, or for a whole group, "
            "is a cap of the line or of the group. See `thidua help caps`."
        ),
        N_("More periods done than were due, or a count with decimals, is refused: check the report."),
        N_("The line is met when nothing is taken away."),
    ),
)

WAIVER = Page(
    topic="waiver",
    title=N_("Waived cases"),
    summary=N_(
        "For faults that are not counted because the unit found and dealt with them itself, as a table may allow."
    ),
    reported=N_(
        "The cases, and how many of them are waived: `5 waived 2`, `5 miễn 2` or `5 không trừ 2`; or just `5`."
    ),
    parameters=(Parameter("waiver", N_("A key of the rule `deduct`: `true` lets cases be waived."), "false"),),
    example="""\
- code: phan-anh-moi-truong
  name: Xử lý kịp thời phản ánh về môi trường
  points: 2
  rule: {kind: deduct, each: 0.25, cap: 1, waiver: true}
  note: Đơn vị chủ động phát hiện và xử lý thì không trừ
""",
    tables=(
        Table(
            (
                case("0", "2", "2"),
                case("5", "1", "1"),
                case("5 miễn 2", "1.25", "refused"),
                case("5 không trừ 1", "1", "refused"),
                case("5 waived 5", "2", "refused"),
                case("2 miễn 3", "refused", "refused"),
            ),
            (Column(), Column("waiver: false")),
        ),
    ),
    notes=(
        N_("Waived cases are taken off before the cap is applied, and both counts stay in the ledger."),
        N_("More cases waived than there were is refused, and so is waiving where the rule does not know it."),
        N_("Periods are not waived: `waiver` with `per: period` is refused; count what was excused as done."),
        N_("When every case is waived the line is met."),
    ),
)

BONUS = Page(
    topic="bonus",
    title=N_("Points on top for each case"),
    summary=N_("For achievements that are counted: each one adds points above the table's scale."),
    reported=N_("How many there were: `2`; 0 when there was none."),
    parameters=(
        Parameter("each", N_("The points each one earns; more than 0."), is_required=True),
        Parameter("cap", N_("The most it earns in a month; `none` is without end."), is_required=True),
    ),
    example="""\
- code: sang-kien
  name: Mỗi sáng kiến được công nhận trong quý
  due: quarterly
  rule: {kind: bonus, each: 0.5, cap: 1}
""",
    tables=(
        Table(
            (
                case("0", "0", "0"),
                case("1", "0.5", "0.5"),
                case("2", "1", "1"),
                case("3", "1", "1.5"),
                case("1,5", "refused", "refused"),
                case("-1", "refused", "refused"),
            ),
            (Column(), Column("cap: none")),
        ),
    ),
    notes=(
        N_("The line has no `points` of its own; a bonus that nobody reports is not missing."),
        N_("Conditions without which it is not counted stand in the line's `requires`: see `thidua help conditions`."),
        N_("A penalty typed as a bonus with a minus sign is refused: report it for the line that deducts."),
        N_("A campaign with bonuses says in `totals` whether they may carry a total above the scale."),
    ),
)
