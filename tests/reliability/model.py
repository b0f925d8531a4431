"""The procedure in plain Python, told in the words of the field: what is recorded, what is refused, what follows.

Nothing of thidua is used here. Points are whole numbers, days are ISO texts (which compare as days do), a month is the
first seven letters of one. Every verb gives the exit code it expects; with 0 it has changed the model, else nothing.
"""

from copy import copy
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

DONE, MALFORMED, REFUSED, AGAINST_RULE = 0, 2, 3, 5

LAUNCHED, CLOSES = "2024-02-01", "2024-12-31"
TODAY = "2024-12-31"
COUNCIL = 5
LINES = {"fields": (60, range(1, 13)), "roads": (40, (3, 6, 9, 12))}
UNITS = ("1", "2", "3", "4")
HEIGHT = {"following": 0, "caught-up": 1, "surpassed": 2}

CAMPAIGN = """\
code: small
name: Small drive
kind: peak
organiser: {name: People's Committee, kind: government}
basis: [Plan 1]
motive: To begin.
objective: To do well.
scope: The district.
participants: Its communes.
content: Fields and roads.
launched: 2024-02-01
closes: 2024-12-31
language: en
scale: 100
tracks:
  - code: communes
    name: Communes
    unit_kinds: [commune]
    criteria:
      - {code: fields, name: Fields, points: 60, due: monthly}
      - {code: roads, name: Roads, points: 40, due: quarterly}
grades:
  - {code: good, name: Good, from: 80}
  - {code: fair, name: Fair, from: 0}
grades_of: due
ranking: {within: [track], ties: shared, incomplete: unranked}
shortlist: {top: 1}
members: [{from: 2024-02-01, council: 5}]
vote: {mode: hands, quorum: 1/2, approve: ">= 60%", of: members}
publicise: {at_least: 1}
learning: {benchmark: frozen, by: total, caught_up: 100%, surpassed: above, vote: "> 50%"}
"""


@dataclass
class Registration:
    """Who registered, when, and whether what it registered is concrete."""

    unit: str
    on: str
    content: str
    is_complete: bool


@dataclass
class Row:
    """What an evaluation makes of one registration."""

    total: int | None
    due: int
    missing: list[str]
    grade: str | None
    rank: int | None
    is_shortlisted: bool


@dataclass
class Evaluation:
    """One evaluation of a month: its place among all, its number in the month, what it made of everyone, from what."""

    place: int
    number: int
    month: str
    rows: dict[str, Row]
    seen: dict[tuple[str, str], int]


@dataclass
class Review:
    """A review of a pair over a month."""

    month: str
    on: str
    result: str
    closed_on: str | None = None
    recognised_on: str | None = None


@dataclass
class Commendation:
    """Praise for a month."""

    code: str
    month: str
    on: str
    evaluation: int
    is_ad_hoc: bool


@dataclass(frozen=True)
class Stop:
    """An end, or a hold, from a day on; ``until`` is the day on which a hold was lifted."""

    on: str
    is_end: bool
    until: str | None = None

    def stops(self, day: str) -> bool:
        """True from its day on, and for a hold that was lifted until the day of that."""
        return self.on <= day and (self.until is None or day < self.until)

    def stops_month(self, month: str) -> bool:
        """True for the months after that of its day; for none when it was a hold that is lifted."""
        return self.until is None and self.on[:7] < month


@dataclass(frozen=True)
class Vote:
    """The counts of a sitting by show of hands, for one nominee."""

    present: int = 5
    valid: int = 5
    yes: int = 5
    no: int = 0

    @property
    def is_possible(self) -> bool:
        """True when the counts can be true together."""
        return self.present <= COUNCIL and self.valid <= self.present and self.yes + self.no <= self.valid

    @property
    def has_quorum(self) -> bool:
        """True when half the council is present."""
        return 2 * self.present >= COUNCIL

    def carries(self, *, more_than_half: bool) -> bool:
        """True when enough of all members are for it: 60 %, or more than half for a review."""
        return self.has_quorum and (2 * self.yes > COUNCIL if more_than_half else 5 * self.yes >= 3 * COUNCIL)


def due_lines(month: str) -> list[str]:
    """Give the lines due in a month."""
    return [line for line, (_, months) in LINES.items() if int(month[5:]) in months]


def due_points(month: str) -> int:
    """Give the points due in a month."""
    return sum(LINES[line][0] for line in due_lines(month))


def not_points(line: str, value: str) -> int:
    """Refuse what is no number, and what is beyond the line's points; nothing at all takes a score back."""
    if value and not value.lstrip("-").isdigit():
        return MALFORMED
    return DONE if not value or 0 <= int(value) <= LINES[line][0] else REFUSED


def is_of_campaign(month: str) -> bool:
    """True from the launch to the close."""
    return LAUNCHED[:7] <= month <= CLOSES[:7]


class Ballot(NamedTuple):
    """What one was given at a sitting; ``place`` is that of the evaluation it looked at."""

    month: str
    code: str
    on: str
    is_quorate: bool
    is_carried: bool
    place: int


@dataclass
class Model:
    """Everything recorded, in the order in which it was."""

    registrations: dict[str, Registration] = field(default_factory=dict)
    scores: dict[tuple[str, str, str], int] = field(default_factory=dict)
    evaluations: list[Evaluation] = field(default_factory=list)
    ballots: list[Ballot] = field(default_factory=list)
    commendations: list[Commendation] = field(default_factory=list)
    publicities: list[tuple[str, str, str]] = field(default_factory=list)  # code, on, channel
    learnings: list[tuple[str, str, str, str]] = field(default_factory=list)  # learner, exemplar, on, form
    reviews: dict[tuple[str, str], list[Review]] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    stopped: dict[tuple[str, str | None], tuple[Stop, ...]] = field(
        default_factory=dict
    )  # of one; its praise for a month
    highest: dict[str, int] = field(default_factory=dict)  # number of an evaluation, by month; none is used again

    def copied(self) -> Self:
        """Give another that can be changed; a deep copy took a seventh of the time of every act."""
        other = copy(self)
        for name, value in vars(self).items():
            setattr(other, name, value.copy())
        other.registrations = {code: replace(one) for code, one in self.registrations.items()}
        other.reviews = {pair: [replace(one) for one in made] for pair, made in self.reviews.items()}
        return other

    # --- what has ended, or is on hold

    def stops(self, code: str, month: str | None, day: str) -> list[Stop]:
        """Give what stops a registration on a day, or with a month its commendation for that month."""
        return [one for one in self.stopped.get((code, month), ()) if one.stops(day)]

    def goes_on(self, code: str, day: str) -> bool:
        """True while a registration takes new steps."""
        return not self.stops(code, None, day)

    def has_ended(self, code: str) -> bool:
        """True for a registration that was withdrawn, whatever the day."""
        return any(one.is_end for one in self.stopped.get((code, None), ()))

    def in_force(self, code: str, day: str) -> list[Commendation]:
        """Give the commendations of one that nothing stops on a day."""
        return [one for one in self.given(code) if not self.stops(code, one.month, day)]

    def in_honour(self, code: str, day: str) -> bool:
        """True for who goes on, and has not lost every commendation it had by a day."""
        had = [one for one in self.given(code) if one.on <= day]
        return self.goes_on(code, day) and (not had or any(one in self.in_force(code, day) for one in had))

    def both_go_on(self, pair: tuple[str, str], day: str) -> bool:
        """True while the exemplar is one for new steps, and the learner goes on."""
        return self.in_honour(pair[1], day) and self.goes_on(pair[0], day)

    def state(self, code: str) -> str | None:
        """Tell why one takes no new step today; what is final before what may be lifted."""
        own = self.stops(code, None, TODAY)
        if any(one.is_end for one in own):
            return "withdrawn"
        lost = [self.stops(code, one.month, TODAY) for one in self.given(code)]
        is_lost = all(lost)
        if is_lost and all(any(one.is_end for one in stops) for stops in lost):
            return "revoked"
        return "held" if own or is_lost else None

    # --- step 1: register, score, evaluate, vote, commend

    def register(self, code: str, unit: str, on: str, content: str, *, is_complete: bool) -> int:
        """A unit registers once, between launch and close, under a code of its own."""
        if not LAUNCHED <= on <= CLOSES:
            return AGAINST_RULE
        if unit not in UNITS or code in self.registrations or any(r.unit == unit for r in self.registrations.values()):
            return REFUSED
        self.registrations[code] = Registration(unit, on, content, is_complete)
        return DONE

    def supplement(self, code: str, content: str, *, is_complete: bool, reason: bool) -> int:
        """Content may be replaced; what counted stops to count only with a reason."""
        one = self.registrations.get(code)
        if one is None:
            return REFUSED
        if not self.goes_on(code, TODAY) or (one.is_complete and not is_complete and not reason):
            return AGAINST_RULE
        one.content, one.is_complete = content, is_complete
        return DONE

    def counts_in(self, code: str, month: str) -> bool:
        """True when what is registered is concrete, was by the month, and did not end before it."""
        one, own = self.registrations[code], self.stopped.get((code, None), ())
        return one.is_complete and one.on[:7] <= month and not any(stop.stops_month(month) for stop in own)

    def _unscoreable(self, code: str, line: str, month: str) -> int:
        if code not in self.registrations:
            return REFUSED
        if not is_of_campaign(month) or not self.counts_in(code, month):
            return AGAINST_RULE
        if line not in LINES:
            return REFUSED
        return DONE if line in due_lines(month) else AGAINST_RULE

    def score(self, code: str, line: str, month: str, value: str, *, reason: bool) -> int:
        """A line is scored where it is due, within its points; another value, or none, needs a reason."""
        refusal = self._unscoreable(code, line, month) or not_points(line, value)
        if refusal:
            return refusal
        points, before = int(value) if value else None, self.scores.get((month, code, line))
        if before not in {None, points} and not reason:
            return REFUSED
        if points is not None:
            self.scores[month, code, line] = points
        elif before is not None:
            del self.scores[month, code, line]
        return DONE

    def seen(self, month: str) -> dict[tuple[str, str], int]:
        """Give the scores of a month in force."""
        return {(code, line): points for (of, code, line), points in self.scores.items() if of == month}

    def last_evaluation(self, month: str) -> Evaluation | None:
        """Give the last evaluation of a month."""
        return next((one for one in reversed(self.evaluations) if one.month == month), None)

    def evaluate(self, month: str) -> int:
        """Everyone who counts is evaluated; when nothing has changed it is the same evaluation."""
        if not is_of_campaign(month) or not any(self.counts_in(code, month) for code in self.registrations):
            return AGAINST_RULE
        rows, seen, before = self.rows_now(month), self.seen(month), self.last_evaluation(month)
        if before is None or (before.rows, before.seen) != (rows, seen):
            number = self.highest[month] = self.highest.get(month, 0) + 1
            self.evaluations.append(Evaluation(len(self.evaluations), number, month, rows, seen))
        return DONE

    def rows_now(self, month: str) -> dict[str, Row]:
        """Make of everyone who counts what an evaluation would, now."""
        due, rows = due_points(month), {}
        for code in sorted(code for code in self.registrations if self.counts_in(code, month)):
            had = {line: self.scores[month, code, line] for line in LINES if (month, code, line) in self.scores}
            missing = [line for line in due_lines(month) if line not in had]
            total = sum(had.values()) if had else None
            is_graded = total is not None and not missing
            grade = ("good" if 100 * (total or 0) >= 80 * due else "fair") if is_graded else None
            rows[code] = Row(total, due, missing, grade, None, is_shortlisted=False)
        graded = [row for row in rows.values() if row.grade]
        for row in graded:
            row.rank = 1 + sum((other.total or 0) > (row.total or 0) for other in graded)
            row.is_shortlisted = row.rank == 1
        return rows

    def vote(self, code: str, month: str, on: str, vote: Vote, *, reason: bool) -> int:
        """The shortlisted are voted on, others with a reason; nobody again who was carried."""
        evaluation = self.last_evaluation(month)
        if evaluation is None or on[:7] < month or on < LAUNCHED:
            return AGAINST_RULE
        if code not in evaluation.rows:
            return REFUSED
        earlier = [(held, carried) for of, who, held, _, carried, _ in self.ballots if (of, who) == (month, code)]
        is_barred = any(carried for _, carried in earlier) or any(on < held for held, _ in earlier)
        if is_barred or not self.goes_on(code, on):
            return AGAINST_RULE
        if (earlier or not evaluation.rows[code].is_shortlisted) and not reason:
            return AGAINST_RULE
        if not vote.is_possible:
            return REFUSED
        is_carried = vote.carries(more_than_half=False)
        self.ballots.append(Ballot(month, code, on, vote.has_quorum, is_carried, evaluation.place))
        return DONE

    def commend(self, code: str, month: str, on: str, *, is_ad_hoc: bool, reason: bool) -> int:
        """A carried vote of the month, or ad hoc with a reason; once a month."""
        one = self.registrations.get(code)
        if one is None:
            return REFUSED
        carried = [ballot for ballot in self.ballots if ballot[:2] == (month, code) and ballot.is_carried]
        latest = self.last_evaluation(month)
        is_founded = reason if is_ad_hoc else bool(carried) and carried[-1].on <= on
        is_again = any((given.code, given.month) == (code, month) for given in self.commendations)
        is_in_time = on >= one.on and on[:7] >= month and self.goes_on(code, on)
        if not (is_of_campaign(month) and one.is_complete and is_founded and is_in_time) or is_again:
            return AGAINST_RULE
        place = carried[-1].place if not is_ad_hoc else latest.place if latest else -1
        self.commendations.append(Commendation(code, month, on, place, is_ad_hoc))
        return DONE

    def given(self, code: str) -> list[Commendation]:
        """Give the commendations of one, by day."""
        return sorted((one for one in self.commendations if one.code == code), key=lambda one: one.on)

    def commended_on(self, code: str) -> str | None:
        """Give the day from which one is an exemplar."""
        return next((one.on for one in self.given(code)), None)

    # --- steps 2 and 3: publicise, learn

    def publicise(self, code: str, on: str, channel: str) -> int:
        """Only an exemplar is publicised, and not before it was one."""
        if code not in self.registrations:
            return REFUSED
        commended = self.commended_on(code)
        if commended is None or on < commended or not self.in_honour(code, on):
            return AGAINST_RULE
        if (code, on, channel) in self.publicities:
            return REFUSED
        self.publicities.append((code, on, channel))
        return DONE

    def publicised_on(self, code: str) -> str | None:
        """Give the day on which one was publicised enough."""
        return min((on for who, on, _ in self.publicities if who == code), default=None)

    def learn(self, learner: str, exemplar: str, on: str, form: str) -> int:
        """One learns from another that is publicised, once it has itself registered."""
        if learner not in self.registrations or exemplar not in self.registrations:
            return REFUSED
        one, ready = self.registrations[learner], self.publicised_on(exemplar)
        is_open = self.commended_on(exemplar) is not None and ready is not None and ready <= on
        is_open = is_open and self.in_honour(exemplar, on) and self.goes_on(learner, on)
        if learner == exemplar or not one.is_complete or on < one.on or not is_open:
            return AGAINST_RULE
        if (learner, exemplar, on, form) in self.learnings:
            return REFUSED
        self.learnings.append((learner, exemplar, on, form))
        return DONE

    def learned_on(self, learner: str, exemplar: str) -> str | None:
        """Give the day of the first learning of a pair."""
        return min((on for a, b, on, _ in self.learnings if (a, b) == (learner, exemplar)), default=None)

    # --- steps 4 and 5: review, recognise

    def figure(self, evaluation: Evaluation | None, code: str) -> int | None:
        """Give a total that may be compared: nothing is missing in it."""
        row = None if evaluation is None else evaluation.rows.get(code)
        return None if row is None or row.missing else row.total or 0

    def benchmark(self, exemplar: str, on: str) -> tuple[int, str] | None:
        """Give the figure an exemplar was commended with, and its month; else the first that there has been since."""
        for given in self.in_force(exemplar, on):
            for evaluation in self.evaluations:
                if evaluation.month == given.month and evaluation.place >= given.evaluation:
                    figure = self.figure(evaluation, exemplar)
                    if figure is not None:
                        return figure, given.month
        return None

    def ceiling(self, pair: tuple[str, str], month: str, on: str) -> str | None:
        """Give the most the figures allow; None when they cannot be compared."""
        mine, theirs = self.figure(self.last_evaluation(month), pair[0]), self.benchmark(pair[1], on)
        if mine is None or theirs is None or due_lines(month) != due_lines(theirs[1]):
            return None
        if mine > theirs[0] and theirs[0] < due_points(month):
            return "surpassed"
        return "caught-up" if mine >= theirs[0] else "following"

    def _is_reviewable(self, pair: tuple[str, str], month: str, on: str) -> bool:
        learned, made = self.learned_on(*pair), self.reviews.get(pair, [])
        if learned is None or not is_of_campaign(month) or month < learned[:7] or on < learned or on[:7] < month:
            return False
        if not self.both_go_on(pair, on):
            return False
        return not made or (made[-1].closed_on is not None and on >= made[-1].closed_on)

    def review(
        self, pair: tuple[str, str], month: str, on: str, vote: Vote, claim: str | None, minutes_on: str | None
    ) -> int:
        """A pair that learned is compared; the vote decides up to what the figures allow."""
        if not set(pair) <= self.registrations.keys():
            return REFUSED
        top = self.ceiling(pair, month, on) if self._is_reviewable(pair, month, on) else None
        claimed = claim or top
        if top is None or claimed is None or HEIGHT[claimed] > HEIGHT[top]:
            return AGAINST_RULE
        if not vote.is_possible:
            return REFUSED
        if minutes_on is not None and (minutes_on < on or not self.both_go_on(pair, minutes_on)):
            return AGAINST_RULE
        result = claimed if vote.carries(more_than_half=True) else "following"
        self.reviews.setdefault(pair, []).append(Review(month, on, result, minutes_on))
        return DONE

    def close_review(self, pair: tuple[str, str], on: str) -> int:
        """Minutes close the last review of a pair, once."""
        if not set(pair) <= self.registrations.keys():
            return REFUSED
        made = self.reviews.get(pair, [])
        if not made or made[-1].closed_on is not None or on < made[-1].on or not self.both_go_on(pair, on):
            return AGAINST_RULE
        made[-1].closed_on = on
        return DONE

    def recognise(self, pair: tuple[str, str], number: str, on: str) -> int:
        """A closed review that says caught up or surpassed is recognised; surpassed may follow caught up."""
        if not set(pair) <= self.registrations.keys():
            return REFUSED
        made = self.reviews.get(pair, [])
        known = max((HEIGHT[one.result] for one in made if one.recognised_on), default=0)
        if not made or made[-1].closed_on is None or on < made[-1].closed_on or HEIGHT[made[-1].result] <= known:
            return AGAINST_RULE
        if not self.both_go_on(pair, on):
            return AGAINST_RULE
        if self.decisions.setdefault(number, on) != on:
            return REFUSED
        made[-1].recognised_on = on
        return DONE

    # --- what follows

    def exemplars(self) -> list[str]:
        """Give those commended, in the order of their days."""
        return list(dict.fromkeys(one.code for one in sorted(self.commendations, key=lambda one: one.on)))

    def pairs_of(self, exemplar: str) -> list[tuple[str, str]]:
        """Give the pairs of an exemplar with its learners."""
        return [pair for pair in dict.fromkeys((a, b) for a, b, _, _ in self.learnings) if pair[1] == exemplar]

    def steps(self, exemplar: str) -> dict[str, object]:
        """Tell where an exemplar stands."""
        pairs = self.pairs_of(exemplar)
        made = [self.reviews.get(pair, []) for pair in pairs]
        reviewed = sum(any(one.closed_on for one in reviews) for reviews in made)
        recognised = sum(any(one.recognised_on for one in reviews) for reviews in made)
        done = [True, self.publicised_on(exemplar) is not None, bool(pairs), reviewed > 0, recognised > 0]
        return {
            "exemplar": exemplar,
            "reached": [*done, False].index(False),
            "commended_on": self.commended_on(exemplar),
            "publicised_on": self.publicised_on(exemplar),
            "learners": len(pairs),
            "reviewed": reviewed,
            "recognised": recognised,
            "stale": self.is_stale(exemplar),
            "state": self.state(exemplar) if self.given(exemplar) else None,
        }

    def is_stale(self, exemplar: str) -> bool:
        """True when an exemplar was voted on figures that are others now."""
        given = {one.month for one in self.commendations if one.code == exemplar and not one.is_ad_hoc}
        return any(
            self.has_moved(self.evaluations[one.place])
            for one in self.ballots
            if one.code == exemplar and one.is_carried and one.month in given
        )

    def has_moved(self, evaluation: Evaluation) -> bool:
        """True when scores have changed since, or a later evaluation says something else."""
        last = self.last_evaluation(evaluation.month)
        is_other = last is not None and last.rows != evaluation.rows
        return self.seen(evaluation.month) != evaluation.seen or is_other

    def awaiting(self, day: str = TODAY) -> list[tuple[str, str, str]]:
        """Give who was carried and waits to be commended, and who surpassed and may become an exemplar, by a day."""
        given = {(one.code, one.month) for one in self.commendations}
        carried = [
            (one.code, "commendation", one.month)
            for one in self.ballots
            if one.is_carried and (one.code, one.month) not in given
        ]
        exemplars = self.exemplars()
        offered = [
            (learner, "new-exemplar", one.month)
            for (learner, _), made in self.reviews.items()
            for one in made
            if one.recognised_on and one.result == "surpassed" and learner not in exemplars
        ]
        return sorted(one for one in carried + offered if self.goes_on(one[0], day))
