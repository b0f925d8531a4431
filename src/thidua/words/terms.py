"""The field's terms as they are shown: what each code of the domain is called, in English, to be translated."""

from collections.abc import Mapping

from thidua.words.language import N_, Language

TERMS: Mapping[str, Mapping[str, str]] = {
    "kind": {"regular": N_("regular emulation"), "thematic": N_("thematic emulation"), "peak": N_("peak campaign")},
    "family": {
        "leg": N_("Legs"),
        "prong": N_("Prongs"),
        "breakthrough": N_("Breakthrough tasks"),
        "other": N_("Other pillars"),
    },
    "mode": {"secret": N_("secret ballot"), "hands": N_("show of hands")},
    "base": {
        "members": N_("all members"),
        "members-not-recused": N_("all members but the recused"),
        "eligible": N_("eligible members"),
        "present": N_("members present"),
        "returned": N_("ballots returned"),
        "valid": N_("valid ballots"),
    },
    "count": {
        "members": N_("members"),
        "eligible": N_("eligible members"),
        "present": N_("members present"),
        "recused": N_("recused members"),
        "issued": N_("ballots issued"),
        "returned": N_("ballots returned"),
        "valid": N_("valid ballots"),
    },
    "result": {"following": N_("following"), "caught-up": N_("caught up"), "surpassed": N_("surpassed")},
    "change": {"added": N_("added"), "changed": N_("changed"), "taken-back": N_("taken back")},
    "award": {"praise": N_("praise"), "reward": N_("reward")},
    "ground": {
        "request": N_("at its own request"),
        "false-declaration": N_("false declaration"),
        "discipline": N_("discipline"),
        "unlawful-appraisal": N_("unlawful appraisal"),
        "verification": N_("under verification"),
        "other": N_("other ground"),
    },
    "state": {"withdrawn": N_("withdrawn"), "held": N_("on hold"), "revoked": N_("revoked")},
    "benchmark": {"frozen": N_("frozen at the commendation"), "followed": N_("followed month by month")},
    "tag": {
        "priority": N_("priority task"),
        "new": N_("new task"),
        "hard": N_("hard task"),
        "breakthrough": N_("breakthrough"),
        "weak-link": N_("weak link"),
    },
    "rule": {
        "points": N_("points as given"),
        "met": N_("met or not"),
        "all-or-nothing": N_("all or nothing"),
        "deduct": N_("deduction"),
        "bonus": N_("bonus"),
        "attainment": N_("attainment"),
        "bands": N_("bands of attainment"),
        "tiers": N_("tiers of a rate"),
        "step-bonus": N_("step bonus"),
        "two-way": N_("two-way tiers"),
        "exclusive-bonus": N_("exclusive bonus"),
        "levels": N_("levels"),
    },
    "direction": {"base": N_("base points"), "deduction": N_("as a deduction"), "bonus": N_("as a bonus")},
    "cap": {
        "deductions": N_("deductions"),
        "bonuses": N_("bonuses"),
        "both": N_("deductions and bonuses, each"),
    },
    "over": {
        "month": N_("month"),
        "quarter": N_("quarter"),
        "half-year": N_("half-year"),
        "year": N_("year"),
        "campaign": N_("campaign"),
    },
    "stage": {
        "self": N_("self-score"),
        "appraised": N_("appraisal"),
        "agreed": N_("agreed score"),
        "highest": N_("highest present"),
    },
    "rounding": {
        "floor": N_("rounded down"),
        "ceiling": N_("rounded up"),
        "half-up": N_("rounded to the nearest, halves up"),
    },
    "held": {"quota": N_("beyond the places of the quota"), "tie": N_("tie across the cut of the quota")},
    "period": {
        "quarter": N_("quarter"),
        "half-year": N_("half-year"),
        "year": N_("year"),
        "campaign": N_("campaign"),
        "any": N_("period"),
    },
    "combine": {"mean": N_("mean of the months"), "sum": N_("sum of the months")},
    "tie": {
        "pillar": N_("pillar {code}"),
        "group": N_("group {code}"),
        "line": N_("line {code}"),
        "deductions": N_("fewer deductions"),
        "bonuses": N_("more bonuses"),
    },
    "unit": {
        "province": N_("province"),
        "district": N_("district"),
        "commune": N_("commune"),
        "town": N_("town"),
        "ward": N_("ward"),
        "department": N_("department"),
        "front": N_("Fatherland Front"),
        "organisation": N_("socio-political organisation"),
    },
    "damage": {
        "zip": N_("its parts cannot be unpacked"),
        "missing": N_("a part of it is missing"),
        "xml": N_("a part of it is cut or garbled"),
        "entities": N_("it brings definitions of its own, as attacks do"),
        "namespace": N_("a part of it is of another kind"),
        "order": N_("rows or cells are repeated or out of order"),
        "reference": N_("it refers to what is not there"),
        "value": N_("a cell holds what no cell can"),
        "size": N_("a part of it is longer or deeper than a spreadsheet writes"),
    },
    "into": {
        "date": N_("a date"),
        "time": N_("a time"),
        "answer": N_("true or false"),
        "percent": N_("a percentage"),
    },
    "outcome": {
        "created": N_("created"),
        "unchanged": N_("unchanged"),
        "superseded": N_("superseded"),
        "rejected": N_("rejected"),
    },
    "source": {
        "flag": N_("flag"),
        "environment": N_("environment variable"),
        "beside": N_("settings beside the work"),
        "user": N_("the user's settings"),
        "default": N_("default"),
    },
    "step": {
        "0": N_("Registered"),
        "1": N_("1 Built"),
        "2": N_("2 Publicised"),
        "3": N_("3 Learned from"),
        "4": N_("4 Reviewed"),
        "5": N_("5 Recognised"),
    },
}


def term(language: Language, topic: str, code: object, /, **facts: object) -> str:
    """Say a code of the domain in a language; an unknown one, such as a kind of unit, is shown as it stands."""
    message = TERMS[topic].get(str(code))
    return str(code) if message is None else language.say(message, **facts)
