"""The rules printed under a table of standings: who is ranked among whom, grades, quotas, who is left out, and why."""

from collections.abc import Mapping

from thidua.domain.campaign import Campaign
from thidua.domain.grading import Beyond, Grade, GradesOf, Judged
from thidua.domain.quotas import Quota, QuotaOf, QuotaTies
from thidua.domain.ranking import Better, Incomplete, Ties
from thidua.words.language import Language
from thidua.words.terms import term


def rules_told(language: Language, campaign: Campaign) -> list[str]:
    """Say every rule by which a month's standings were made."""
    return [
        *ranking_told(language, campaign),
        *_totals(language, campaign),
        *_incomplete(language, campaign),
        *grades_told(language, campaign, campaign.grades),
        *quotas_told(language, campaign.grades, campaign.quotas),
        _shortlist(language, campaign),
    ]


def ranking_told(language: Language, campaign: Campaign) -> list[str]:
    """Say within what, which way and by what registrants are ranked."""
    say, ranking = language.say, campaign.ranking
    within = say("track and cluster") if "cluster" in ranking.within else say("track")
    if ranking.ties is Ties.DENSE:
        sentences = [say("Ranked within {within}; equal totals share a rank (1, 2, 2, 3).", within=within)]
    else:
        sentences = [say("Ranked within {within}; equal totals share a rank (1, 2, 2, 4).", within=within)]
    if ranking.better is Better.LOWER:
        sentences.append(say("Lower is better."))
    if any(line.pillars[1:] for track in campaign.tracks for line in track.criteria):
        sentences.append(say("A line with several pillars is shown under each of them and counted once in the total."))
    if ranking.tie_break:
        told = tuple(term(language, "tie", rule.by, code=rule.code) for rule in ranking.tie_break)
        sentences.append(say("Equal totals are told apart by {rules}, in that order.", rules=told))
    if any(grade.requires for grade in campaign.grades) or campaign.quotas:
        sentences.append(say("Ranks are by total, whatever the grade."))
    return sentences


def _totals(language: Language, campaign: Campaign) -> list[str]:
    say, totals = language.say, campaign.totals
    sentences = []
    if totals.above is Beyond.ALLOWED:
        sentences.append(say("Totals may exceed the scale."))
    elif totals.above is Beyond.CLAMPED:
        sentences.append(say("Totals above the scale are brought back to it."))
    if totals.is_rounded:
        judged = say("rounded total") if totals.judged is Judged.ROUNDED else say("exact total")
        sentences.append(
            say(
                "Totals are shown with {count} decimals, halves up; grades and ranks look at the {judged}.",
                count=totals.decimals,
                judged=judged,
            )
        )
    return sentences


def _incomplete(language: Language, campaign: Campaign) -> list[str]:
    say = language.say
    if campaign.ranking.incomplete is Incomplete.RANKED:
        return [say("Missing is never zero: a due line missing adds nothing and is named; grade and rank are given.")]
    return [say("Missing is never zero: with a due line missing there is no grade and no rank.")]


def grades_told(
    language: Language, campaign: Campaign, grades: tuple[Grade, ...], *, of_sum: bool = False
) -> list[str]:
    """Say the grades with their ends and their gates; those of a sum of months are of the sum as it stands."""
    say = language.say
    told = "; ".join(_grade(language, grade) for grade in grades)
    if of_sum:
        return [say("Grades, of the sum as it stands: {floors}.", floors=told)]
    if campaign.grades_of is GradesOf.DUE:
        return [
            say("Grades, of {scale}, in proportion to the points due: {floors}.", scale=campaign.scale, floors=told)
        ]
    return [say("Grades, of the whole scale of {scale}: {floors}.", scale=campaign.scale, floors=told)]


def _grade(language: Language, grade: Grade) -> str:
    say = language.say
    if grade.floor is not None:
        told = say("{grade} from {floor}", grade=grade.name, floor=grade.floor)
    elif grade.ceiling is not None:
        told = say("{grade} up to {ceiling}", grade=grade.name, ceiling=grade.ceiling)
    else:
        told = say("{grade} above that", grade=grade.name)
    if not grade.requires:
        return told
    return say("{grade} (if met: {lines})", grade=told, lines=tuple(str(gate) for gate in grade.requires))


def quotas_told(language: Language, grades: tuple[Grade, ...], quotas: tuple[Quota, ...]) -> list[str]:
    """Say how many may have a grade, of whom, and what becomes of equals across the cut."""
    names = {grade.code: grade.name for grade in grades}
    return [_quota(language, names, quota) for quota in quotas]


def _quota(language: Language, names: Mapping[str, str], quota: Quota) -> str:
    say = language.say
    bases = {QuotaOf.REGISTRANTS.value: say("those who registered"), QuotaOf.GRADED.value: say("those with a grade")}
    of = bases.get(quota.of) or say("those with {grade} or better", grade=names.get(quota.of, quota.of))
    held = say("equals across the cut are all held back")
    admitted = say("equals across the cut are all admitted")
    facts = {
        "grade": names[quota.grade],
        "most": quota.text,
        "of": of,
        "ties": admitted if quota.ties is QuotaTies.ADMITTED else held,
    }
    if quota.share is None:
        return say("{grade} or better: at most {most} in each group; {ties}.", **facts)
    rounding = term(language, "rounding", quota.rounding)
    return say("{grade} or better: at most {most} of {of}, {rounding}; {ties}.", **facts, rounding=rounding)


def _shortlist(language: Language, campaign: Campaign) -> str:
    top = campaign.shortlist.top
    least = {g.code: g.name for g in campaign.grades}.get(campaign.shortlist.min_grade or "")
    if least:
        return language.say(
            "Shortlist: the first {top} of each group, from {grade} up; ties at the cut all enter.",
            top=top,
            grade=least,
        )
    return language.say("Shortlist: the first {top} of each group; ties at the cut all enter.", top=top)
