"""Pages of the course of scores: their states, their stages, longer periods, and what changing the rules changes."""

from thidua.words.language import N_
from thidua.words.pages.page import Page

STATES = Page(
    topic="states",
    title=N_("A number, zero, not scored, void"),
    summary=N_("Four different things that are never taken for one another, in any count, mean, rank or export."),
    paragraphs=(
        N_("A number and zero are results: zero was reached, and counts as zero."),
        N_(
            "Not scored is no result: it adds nothing, and is never zero nor full points. A line that is due and not "
            "scored is named as missing, and its registrant has neither grade nor rank unless `ranking` says "
            "`incomplete: ranked`. An `optional` line, such as a bonus, is never missing."
        ),
        N_(
            "Void (không xếp loại) is said of a registrant by a rule of the campaign: it is shown with its reason, "
            "without grade and rank, and is no part of any mean. `when: no-self-score` is for whoever sent no "
            "self-score; `unmet` names a line that is scored and not met."
        ),
    ),
    example="""\
void:
  - {code: khong-tu-cham, name: Không có báo cáo tự chấm điểm, when: no-self-score}
  - {code: khai-gian, name: Kê khai thành tích không trung thực, unmet: trung-thuc}
""",
    notes=(N_("The first rule that applies is the one printed. A line that nobody scored makes nobody void."),),
)

STAGES = Page(
    topic="stages",
    title=N_("Self-score, appraisal, agreed score"),
    summary=N_("What the unit claims, what the appraisers accept and what the minutes agree on stay side by side."),
    paragraphs=(
        N_(
            "Each result has a stage: `self` (tự chấm), `appraised` (thẩm định) or `agreed` (thống nhất). It is given "
            "with `--stage`, or in the column `stage` of a file; without it a result is agreed. Each stage keeps what "
            "was reported at it: 5 cases claimed, 3 accepted."
        ),
        N_(
            "A result that differs from the stage before it needs a reason, `--reason` or the column `reason`, "
            "whichever of the two was entered first."
        ),
        N_(
            "An evaluation uses of each line the highest stage it has. `thidua evaluate --month 2024-03 --stage self` "
            "shows what one stage alone would make: it is kept, `--evaluation` shows it again, and no vote, longer "
            "period or report is ever made from it."
        ),
        N_("`thidua report differences` lists the lines that changed from stage to stage, by whom and why."),
    ),
    notes=(
        N_("`thidua score MH-01 vi-pham 5 --month 2024-03 --stage self`: the unit reports five cases."),
        N_('`thidua score MH-01 vi-pham 3 --month 2024-03 --stage appraised --reason "hai vụ đã xử lý"`: three count.'),
        N_("Who appraises a line is told by its group: see `thidua help groups`."),
    ),
)

PERIODS = Page(
    topic="periods",
    title=N_("Longer periods (sơ kết, tổng kết)"),
    summary=N_(
        "Months already evaluated make a quarter, a half-year, a year, the campaign or any other run of months."
    ),
    paragraphs=(
        N_(
            "`thidua evaluate --from 2024-01 --to 2024-09` sums up the evaluated months: their `mean` or their `sum`, "
            "as `combine` says, always with how many of how many, 8/9 months, and with the missing months named. A "
            "month in which a registrant was not graded, or void, is missing and is no zero. A month scored after its "
            "evaluation is refused: evaluate it again first."
        ),
        N_(
            "`incomplete: unranked` gives no rank to whoever has months missing; `ranked` ranks everyone by the months "
            "there are. Without an entry for its kind or for `any`, a period is the mean, and has no grades."
        ),
        N_(
            "`grades` of a period apply to periods of its kind only: those of the year to the year, and never those of "
            "a month; `quotas` of a period say how many may have them. `any` is for every run of months that has no "
            "entry of its own. A campaign of one calendar year is both `campaign` and `year`; the entry `campaign` "
            "goes first."
        ),
    ),
    example="""\
periods:
  - {kind: quarter, combine: mean}
  - {kind: any, combine: sum, incomplete: ranked}
  - kind: year
    combine: mean
    incomplete: unranked
    grades:
      - {code: tien-tien, name: Tập thể lao động tiên tiến, from: 75, requires: [khong-ky-luat]}
      - {code: khong-dat, name: Không đạt danh hiệu, from: 0}
    quotas:
      - {grade: tien-tien, most: 70%, of: graded}
""",
    notes=(N_("A gate of a period's grade is met in every month in which it was due, and asks for no points."),),
)

RESCORE = Page(
    topic="rescore",
    title=N_("When the rules change"),
    summary=N_("A changed campaign file never changes a past month; scoring a month anew is a decision with a reason."),
    paragraphs=(
        N_(
            "A line's points are computed once, when the result is entered, under the version of the campaign in force "
            "in that month. Launching a changed file makes the next version, from a day on; what was scored before "
            "stays as it is, and so does every evaluation."
        ),
        N_(
            "`thidua campaign compare --month 2024-03 --ruleset 1 --ruleset 2` shows who would move, in total, grade "
            "and rank, and writes nothing."
        ),
        N_(
            '`thidua rescore --month 2024-03 --ruleset 2 --reason "…"` values the month\'s reports anew under that '
            "version and posts the new points; the old ones stay in the ledger with their entry. The month is "
            "under that version from then on: evaluate it again."
        ),
    ),
    notes=(
        N_("`thidua campaign list` names the versions, `thidua campaign diff` says what changed between two."),
        N_("A report that the other version cannot read is refused, and then nothing is posted."),
        N_("Scores of a line that the version does not have stay in the ledger and count nothing."),
    ),
)
