"""What the codes of score tables that contradict themselves say: sums, tiers, caps, conditions, grades, quotas."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "group-unknown": N_("There is no group “{group}” in this track. The groups are: {known}."),
    "group-in-itself": N_("Group {group} stands inside itself. Give it another parent, or none."),
    "group-points-differ": N_(
        "Group {group} says {points} points, and its lines and groups add up to {total}. Correct one of them."
    ),
    "bonus-with-points": N_(
        "Criterion {criterion} is a bonus, which has no base points, and says {points}. Remove points."
    ),
    "optional-with-points": N_(
        "Criterion {criterion} has {points} base points and cannot be optional: not scored is never full marks. "
        "Remove optional."
    ),
    "requires-not-bonus": N_("Only a bonus can require other lines; {criterion} is none. Remove requires."),
    "requires-itself": N_("Criterion {criterion} requires itself. Name another line."),
    "required-line-unknown": N_("Track {track} has no criterion “{line}”. Name a line of that track, or add it there."),
    "required-line-not-due": N_(
        "Criterion {line} is not due in months {months}, when it is required: nobody could meet it then. "
        "Let it be due in them too."
    ),
    "required-points-too-many": N_("{line} can have at most {most} points, and {points} are required. Require less."),
    "lower-ranks-incomplete": N_("Where lower is better, nothing scored would rank first. Say incomplete: unranked."),
    "grade-code-reserved": N_("“{grade}” is a word of quotas and cannot be a grade's code. Choose another."),
    "period-gate-with-points": N_(
        "A grade of a longer period can only ask whether {line} is met in its months, not for points. Remove points."
    ),
    "cap-below-zero": N_("A cap cannot be below zero: {text}. Write the most it may come to, or none."),
    "cap-of-base": N_(
        "Criterion {criterion} earns base points, which have no cap. Remove cap, or say as: bonus or as: deduction."
    ),
    "each-not-positive": N_(
        "Each case of {criterion} must be worth more than 0. Deductions are written without a sign."
    ),
    "waiver-of-periods": N_("Missed periods of {criterion} cannot be waived; cases can. Remove waiver."),
    "otherwise-too-much": N_("{value} is not between 0 and the {points} points of {criterion}. Write less."),
    "interval-two-ends": N_("An interval has one lower end, above or from, and one upper end, below or to."),
    "interval-empty": N_("No value lies in this interval. Correct its ends."),
    "tier-gap": N_("{value} falls in no tier of {criterion}. Close the gap."),
    "tier-overlap": N_(
        "{value} falls in two tiers of {criterion}, number {first} and number {second}. Let it be in one of them."
    ),
    "table-points-below-zero": N_("{value} is below zero. Tiers of {criterion} are written without a sign."),
    "table-points-differ": N_(
        "The best that {criterion} can have by its rule is {best}, and the line says {points} points. "
        "Correct one of them."
    ),
    "target-not-positive": N_("A target of {value} cannot be attained. Where lower is better it may be 0."),
    "attainment-cap-below-target": N_("The cap of {criterion} is below 100 %: the target could not be attained."),
    "attainment-least-over-cap": N_("The least attainment of {criterion} is above its cap: nobody would have points."),
    "levels-not-rising": N_("The levels of {criterion} do not rise. List them from the lowest, with rising points."),
    "option-name-repeated": N_("“{name}” could also mean {code}. Give each its own name and code."),
    "option-called-answer": N_("“{name}” could be taken for yes or no. Give the bonus another name and code."),
    "weight-malformed": N_("“{text}” is not a weight. Write 60% or 0.6, with at most four decimals and up to 1000%."),
    "above-scale-unsaid": N_(
        "Criterion {criterion} can lead above the scale. Say under totals whether it may: above_scale: "
        "allowed or clamped."
    ),
    "grade-needs-floor": N_("Grade {grade} needs from, the total it starts from, and no to: higher is better here."),
    "grade-needs-ceiling": N_("Grade {grade} needs to, the most it may be, and no from: lower is better here."),
    "grades-leave-top": N_("The lowest grade, {grade}, must have no to, so that every total has a grade."),
    "ceilings-not-rising": N_(
        "Grade {grade} does not reach above {above}, the grade before it. List grades from the best."
    ),
    "last-grade-requires": N_("The lowest grade, {grade}, cannot require anything: it takes whoever reaches no other."),
    "void-needs-one": N_("Say either when: no-self-score or unmet: LINE, one of the two."),
    "line-nowhere": N_("No track has a criterion “{criterion}”. The criteria are: {known}."),
    "quota-of-last-grade": N_("Grade {grade} is the lowest and cannot have a quota: there is no grade below it."),
    "quota-of-better-grade": N_("A quota of {grade} cannot be counted of {of}: name a grade below it."),
    "tie-break-pillar-unknown": N_(
        "No track has a pillar “{code}” to break a tie. The pillars are: {known}. For a line write "
        "line:CODE, for a group group:CODE."
    ),
    "tie-break-group-unknown": N_("No track has a group “{code}” to break a tie. The groups are: {known}."),
    "tie-break-line-unknown": N_("No track has a criterion “{code}” to break a tie. The criteria are: {known}."),
    "tie-break-level": N_("Criterion {criterion} has levels, which are not reckoned with: it cannot break a tie."),
}
