"""Looking at a ledger for a report: one read-only transaction, the campaign, its rules, and the language to speak."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from thidua.domain.anchors import anchor_of
from thidua.domain.campaign import Campaign
from thidua.domain.month import Month
from thidua.domain.occasion import Occasion
from thidua.errors import InputRefused, Reason, RuleRefused, because
from thidua.ledger.campaigns import campaign_number
from thidua.ledger.journal import entry_hash
from thidua.ledger.sight import Sight, seeing
from thidua.ledger.standings import StoredEvaluation, evaluations, last_evaluated
from thidua.reports.closings import closings_told
from thidua.reports.document import Document, Fact, Paragraph, Part
from thidua.rulesets import rules_numbered, rules_on
from thidua.words.language import Language, language_named


@dataclass(frozen=True)
class View(Sight):
    """A ledger that is being looked at for one campaign, by the rules of that day."""

    number: int
    campaign: Campaign
    version: int
    language: Language

    def evaluation(self, month: Month | None, number: int | None = None) -> StoredEvaluation:
        """Give the evaluation asked for: by default the last one of the month, of the last month that has one."""
        if month is None:
            last = last_evaluated(self.connection, self.number)
            if last is None:
                raise RuleRefused(self._unevaluated())
            if number is None:
                return last
            month = last.month
        made = evaluations(self.connection, self.number, month, whole=number is None)
        if not made:
            raise RuleRefused(self._unevaluated(month))
        if number is None:
            return made[-1]
        found = next((one for one in made if one.number == number), None)
        if found is None:
            raise InputRefused(because("evaluation-unknown", month=month, evaluation=number, last=made[-1].number))
        return found

    def period_evaluation(self, first: Month, last: Month, number: int | None = None) -> StoredEvaluation:
        """Give the evaluation of a longer period: by default its last one."""
        made = evaluations(self.connection, self.number, last, first=first)
        if not made:
            raise RuleRefused(because("period-without-evaluation", first=first, last=last))
        found = next((one for one in made if one.number == number), None) if number is not None else made[-1]
        if found is None:
            facts = {"first": first, "last": last, "evaluation": number, "number": made[-1].number}
            raise InputRefused(because("period-evaluation-unknown", **facts))
        return found

    def _unevaluated(self, month: Month | None = None) -> Reason:
        # to evaluate is no remedy for one who looks back
        if month is None:
            if self.upto is None:
                return because("nothing-evaluated")
            return because("nothing-evaluated-then", entry=self.upto)
        if self.upto is None:
            return because("month-not-evaluated", month=month)
        return because("month-not-evaluated-then", month=month, entry=self.upto)

    def document(
        self, name: str, facts: Mapping[str, Fact], parts: Iterable[Part], *, months: Iterable[Month] = ()
    ) -> Document:
        """Make the document: with what it was looked at as of and, of the months it is about, their closings."""
        notes, closed = closings_told(self, self.number, months, self.language)
        if self.upto is not None:
            anchor = anchor_of(entry_hash(self.connection, self.upto))
            told = self.language.say("As recorded by entry {entry}; anchor {anchor}", entry=self.upto, anchor=anchor)
            notes.append(Paragraph(told))
        also: dict[str, Fact] = {"as_of": self.upto, "closings": closed}
        return Document(name, self.language.code, {**facts, **also}, (*parts, *notes))

    def campaign_of(self, evaluation: StoredEvaluation) -> tuple[Campaign, int]:
        """Give the campaign an evaluation was made under, and its version."""
        rules = rules_numbered(self.connection, evaluation.ruleset)
        return rules.campaign, rules.ruleset.version


@contextmanager
def looking(db: Path, occasion: Occasion, language: Language | None = None) -> Iterator[View]:
    """See the ledger as it stands; without a language, speak the campaign's."""
    with seeing(db, occasion) as sight:
        connection = sight.connection
        number = campaign_number(connection, occasion.campaign)
        rules = rules_on(connection, number, sight.today)
        chosen = language or language_named(rules.campaign.language)
        yield View(connection, sight.upto, sight.today, number, rules.campaign, rules.ruleset.version, chosen)
