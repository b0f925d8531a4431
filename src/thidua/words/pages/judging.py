"""Pages of what is made of a month: totals, grades, quotas, ranks."""

from thidua.words.language import N_
from thidua.words.pages.page import Page

TOTALS = Page(
    topic="totals",
    title=N_("How a total is finished"),
    summary=N_("Whether a total may leave the scale, the decimals it is shown with, and which figure is judged."),
    paragraphs=(
        N_(
            "`above_scale` is `allowed` or `clamped`. It must be said as soon as the table has a bonus or an "
            "attainment with a cap above 100 %. The scale a total is clamped to is what is due in the month, or the "
            "whole scale with `grades_of: scale`. `below_zero` is `clamped` unless the file says `allowed`."
        ),
        N_(
            "Totals are whole hundredths throughout. `decimals` (2, 1 or 0) only says how they are shown, halves up. "
            "`judged: exact` lets grades and ranks look at the exact total, `rounded` at the one shown: 89.96 with one "
            "decimal is shown as 90, and reaches a grade from 90 only when the rounded total is judged."
        ),
    ),
    example="""\
totals: {above_scale: allowed, below_zero: clamped, decimals: 2, judged: exact}
""",
)

GRADES = Page(
    topic="grades",
    title=N_("Grades and their gates"),
    summary=N_("From the best down: the total each starts from, and the gates it needs besides."),
    paragraphs=(
        N_(
            "`from` is the total a grade starts from, and the lowest grade starts from 0. With `grades_of: due` the "
            "totals are of the points due in the month, in proportion; with `scale` of the whole scale."
        ),
        N_(
            "`requires` are gates, lines that must be met or have so many points: see `thidua help conditions`. "
            "Whoever reaches the total and not the gate has the next grade whose gates hold, and the gate that "
            "failed is printed."
        ),
        N_(
            "With `ranking: {{better: lower}}` grades have `to` in place of `from`: the most the total may be, rising "
            "from grade to grade, and none for the lowest."
        ),
    ),
    example="""\
grades:
  - {code: xuat-sac, name: Hoàn thành xuất sắc, from: 90, requires: [dung-han, khong-ky-luat]}
  - {code: tot, name: Hoàn thành tốt, from: 70, requires: [khong-ky-luat]}
  - {code: hoan-thanh, name: Hoàn thành, from: 50}
  - {code: khong-hoan-thanh, name: Không hoàn thành, from: 0}
grades_of: scale
""",
    notes=(
        N_("Grades that do not descend, or a best grade above the scale, are reported when the file is checked."),
        N_("Whoever has due lines missing has no grade, unless `ranking` says `incomplete: ranked`."),
        N_("Grades of longer periods stand in `periods`: see `thidua help periods`."),
    ),
)

QUOTAS = Page(
    topic="quotas",
    title=N_("How many may have a grade"),
    summary=N_("The most who may have a grade or a better one, in whole numbers: 70 % of 90 is 63, of 170 it is 119."),
    paragraphs=(
        N_(
            "`most` is a share, `20%` or `1/5`, or a number of places. `of` says of whom: `graded` (who has a grade), "
            "`registrants` (everyone), or the code of a grade: those who have it or a better one, after its own quota. "
            "`within` says among whom it is counted."
        ),
        N_(
            "`rounding` is `floor`, since rules say that there be no more than so many, or `ceiling` or `half-up` "
            "where a rule says otherwise."
        ),
        N_(
            "The best come first. Whoever is not graded uses up no place. Equals across the cut are never split: "
            "`ties: held` holds all of them back and names them, `ties: admitted` lets all of them in. Whoever is held "
            "back has the best grade below that it has earned, and the report says why."
        ),
    ),
    example="""\
quotas:
  - {grade: tot, most: 70%, of: graded}
  - {grade: xuat-sac, most: 20%, of: tot, within: [track, cluster], rounding: floor, ties: held}
""",
    notes=(
        N_("Quotas apply from the lowest grade up, so that one may be counted of those whom another has let in."),
        N_("A quota of the lowest grade, or two of one grade, is refused: everybody must have some grade."),
    ),
)

RANKING = Page(
    topic="ranking",
    title=N_("Ranks and ties"),
    summary=N_("Among whom registrants are ranked, which way, and what tells equal totals apart; the rule is printed."),
    paragraphs=(
        N_(
            "`within: [track, cluster]` ranks each cluster of a track by itself; tracks are never mixed. "
            "`better: lower` ranks lower totals first."
        ),
        N_(
            "`tie_break` is a list, asked in order: `pillar:CODE`, `group:CODE` or `line:CODE` (more of it, or less "
            "where lower is better; a code alone is a pillar's), `deductions` (fewer) and `bonuses` (more). Who is "
            "still equal shares the rank: `ties: shared` goes on 1, 2, 2, 4 and `dense` 1, 2, 2, 3."
        ),
        N_("`incomplete: unranked` gives no rank to whoever has due lines missing; `ranked` ranks what there is."),
    ),
    example="""\
ranking:
  within: [track, cluster]
  ties: shared
  tie_break: [line:dung-han, group:tc-1, deductions, mui-1]
  better: higher
  incomplete: unranked
""",
    notes=(
        N_("A line with levels breaks no tie, and an unknown code is refused with the codes there are."),
        N_("Ties at the end of the shortlist all enter it."),
    ),
)
