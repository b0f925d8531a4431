"""What the codes of refused measures say: numbers, counts, rates, levels, and the stages of a score."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "rate-without-counts": N_(
        "“{text}” is not a part of a whole. Write the counts, 151/154; the percentage may stand beside them: "
        "151/154 = 98.05%."
    ),
    "rate-not-counts": N_("“{text}” is not a part of a whole: both must be counts of zero or more, such as 151/154."),
    "rate-of-nothing": N_(
        "“{text}” is a part of nothing. Leave the line empty; "
        "for all-or-nothing, tiers and two-way the campaign may say what it gives: of_nothing."
    ),
    "rate-over-whole": N_("“{text}” is more than the whole. Write the part first, then the whole: 151/154."),
    "rate-disagrees": N_(
        "{code} {criterion}: {stated} % is stated, but {counts} is {exact} %; the counts are what is used."
    ),
    "amount-below-zero": N_("“{text}” is below zero. Write what was reached, as a number of zero or more."),
    "waiver-unknown": N_("“{text}” waives cases, and this line knows no waiver. Write the number of cases alone."),
    "waived-over-cases": N_("“{text}” waives {waived} of {cases} cases. Write no more waived than there were."),
    "level-not-a-number": N_("“{text}” is a number, and a level is not one. Write one of: {known}."),
    "level-unknown": N_("“{text}” is not a level of this line. Write one of: {known}."),
    "target-missing": N_(
        "The campaign sets no target of {criterion} for unit {unit}. Give it one under targets, or a target "
        "for everyone."
    ),
    "points-too-many": N_(
        "“{text}” would give {criterion} more than a billion points. Correct the figure, or give the rule a cap."
    ),
    "period-evaluation-unknown": N_(
        "The months from {first} to {last} have no evaluation {evaluation} together; the last is {number}."
    ),
    "tier-missing": N_("“{text}” falls in no tier of {criterion}. Run: thidua campaign check FILE"),
    "deduction-above-zero": N_(
        "{value} is above zero, and {criterion} is a deduction. Write it with a minus sign, or 0 for none."
    ),
    "stage-unknown": N_("There is no stage “{text}”. The stages are: {known}."),
    "stage-needs-reason": N_(
        "The {stage} would be {value}, and the {before_stage} is {before}. A difference needs a reason: "
        "add --reason TEXT, or fill in the column “reason”."
    ),
    "score-stage-differs": N_(
        "This row is of the stage {stage}, and the file was given for {given_stage}. Correct one of them."
    ),
    "rescore-unreadable": N_("{code} {criterion}, {stage}: “{value}” cannot be read under version {version}. {why}"),
    "version-lacks-track": N_(
        "Version {version} has no track {track}, in which there are registrations. Choose a version that has it."
    ),
    "two-rulesets-wanted": N_("Two versions are compared: give --ruleset twice, as in --ruleset 1 --ruleset 2."),
    "period-too-short": N_("{last} is not after {first}. Give a later month to --to, or --month for one month."),
    "period-month-stale": N_(
        "{month} has scores, or a version, newer than its evaluation {evaluation}. Run: thidua evaluate --month {month}"
    ),
    "figure-far-over": N_("{code} {criterion}: {reported} is ten times what was due, or more. Is it typed right?"),
    "score-take-back": N_(
        "{code} has {before} for {criterion} in {month}. To take it back, add --reason TEXT; for a file --update too."
    ),
    "period-not-evaluated": N_(
        "No month from {first} to {last} has been evaluated. Run: thidua evaluate --month {last}"
    ),
    "period-without-evaluation": N_(
        "The months from {first} to {last} have not been evaluated together. Run: thidua evaluate --from "
        "{first} --to {last}"
    ),
    "figure-void": N_("{code} is not graded in {month} ({void}): there is no figure to compare."),
}
