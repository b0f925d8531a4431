"""What was reported for a month, valued under another version of the campaign: for scoring again, and for comparing."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.domain.month import Month
from thidua.errors import InputRefused, Reason, RuleRefused, because
from thidua.ledger.campaigns import criteria, rulesets, tracks_in_use
from thidua.ledger.database import Connection
from thidua.ledger.registrations import Registrant, registrations
from thidua.ledger.scores import Line, ScoreInForce, ScoreValue, scores_in_force
from thidua.rulesets import Rules, understood


@dataclass(frozen=True)
class Revalued:
    """The scores in force of a month, their values under a version, and the codes of criteria it does not have."""

    in_force: Mapping[Line, ScoreInForce]
    values: Mapping[Line, ScoreValue]
    left: tuple[str, ...]

    def changed(self) -> list[Line]:
        """List the scores that have other points, or are met otherwise, under the version."""
        return [
            line
            for line, value in self.values.items()
            if (value.points, value.is_met) != (self.in_force[line].points, self.in_force[line].is_met)
        ]


def version_of(connection: Connection, campaign: int, version: int) -> Rules:
    """Give the rules of a version; refuses one there is none of, and one without a track that has registrations."""
    listed = rulesets(connection, campaign)
    found = next((one for one in listed if one.version == version), None)
    if found is None:
        raise InputRefused(because("version-unknown", version=version, last=listed[-1].version))
    rules = understood(found)
    known = {track.code for track in rules.campaign.tracks}
    lacking = sorted(tracks_in_use(connection, campaign) - known)
    if lacking:
        raise RuleRefused([because("version-lacks-track", version=version, track=track) for track in lacking])
    return rules


def revalued(connection: Connection, campaign: int, rules: Rules, month: Month) -> Revalued:
    """Value what is in force for a month under a version; refuses, naming each line, what it cannot read."""
    who = {one.id: one for one in registrations(connection, campaign, day=month.last_day)}
    codes = {number: code for (_, code), number in criteria(connection, campaign).items()}
    in_force = {line: score for line, score in scores_in_force(connection, campaign, month).items() if line[0] in who}
    values: dict[Line, ScoreValue] = {}
    left: set[str] = set()
    refused: list[Reason] = []
    for line, score in in_force.items():
        registrant, code = who[line[0]], codes[line[1]]
        value = _value(rules, registrant, code, score.reported)
        if value is None:
            left.add(code)
        elif isinstance(value, Reason):
            facts = {"code": registrant.code, "criterion": code, "stage": line[2].word, "value": score.reported}
            refused.append(because("rescore-unreadable", **facts, version=rules.ruleset.version, why=value))
        else:
            values[line] = value
    if refused:
        raise RuleRefused(refused)
    return Revalued(in_force, values, tuple(sorted(left)))


def _value(rules: Rules, registrant: Registrant, code: str, reported: str) -> ScoreValue | Reason | None:
    track = rules.campaign.track(registrant.track)
    line = track.criterion(code) if track else None
    if line is None:
        return None
    valued = line.value(reported, registrant.unit_code)
    return valued if isinstance(valued, Reason) else ScoreValue(str(valued.measure), valued.points, valued.is_met)
