"""The rules of a state machine: what an officer may do at any time, in any order, wisely or not.

Further verbs are further classes of rules over the same ``office``: write them in a module of their own, as
``class Corrections(Steps)``, and let ``test_machine`` run that class.
"""

from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from reliability.model import Vote
from reliability.office import STAGES, Office, Offices

CODES = st.sampled_from(["R1", "R2", "R3", "R4"])
UNITS = st.sampled_from(["1", "2", "3", "4", "9"])
PAIRS = st.sampled_from([("R2", "R1"), ("R3", "R1"), ("R1", "R2"), ("R2", "R3"), ("R1", "R1"), ("R4", "R1")])
MONTHS = st.sampled_from(["2024-03", "2024-06", "2024-06", "2024-04", "2025-01"])
DAYS = st.sampled_from(["2024-03-05", "2024-04-10", "2024-05-10", "2024-06-20", "2024-07-05", "2024-07-10"])
EARLY = st.sampled_from(["2024-02-05", "2024-02-05", "2024-05-10", "2024-01-31"])
CONTENT = st.sampled_from(["rice", "roads"])
VALUES = st.sampled_from(["0", "20", "30", "35", "40", "50", "60", "61", "-1", "x", ""])
LINES = st.sampled_from(["fields", "fields", "roads", "roads", "bridges"])
MOSTLY = st.sampled_from([True, True, True, False])
VOTES = st.sampled_from(
    [
        Vote(),
        Vote(),
        Vote(yes=3, no=2),
        Vote(yes=2, no=3),
        Vote(present=2, valid=2, yes=2),
        Vote(present=6),
        Vote(valid=4, yes=4, no=1),
    ]
)
CLAIMS = st.sampled_from([None, None, "following", "caught-up", "surpassed"])


class Steps(RuleBasedStateMachine):
    """The five steps of the procedure."""

    offices: ClassVar[Offices]
    office: Office

    @initialize(stage=st.sampled_from(STAGES))
    def begin(self, stage: str) -> None:
        self.office = self.offices.open(stage)

    @rule(code=CODES, unit=UNITS, on=EARLY, content=CONTENT, is_complete=MOSTLY)
    def register(self, code, unit, on, content, is_complete):
        self.office.register(code, unit, on, content, is_complete=is_complete)

    @rule(code=CODES, content=CONTENT, is_complete=MOSTLY, reason=st.booleans())
    def supplement(self, code, content, is_complete, reason):
        self.office.supplement(code, content, is_complete=is_complete, reason=reason)

    @rule(code=CODES, line=LINES, month=MONTHS, value=VALUES, reason=MOSTLY)
    def score(self, code, line, month, value, reason):
        self.office.score(code, line, month, value, reason=reason)

    @rule(month=MONTHS)
    def evaluate(self, month):
        self.office.evaluate(month)

    @rule(code=CODES, month=MONTHS, on=DAYS, vote=VOTES, reason=st.booleans())
    def vote(self, code, month, on, vote, reason):
        self.office.vote(code, month, on, vote, reason=reason)

    @rule(code=CODES, month=MONTHS, on=DAYS, is_ad_hoc=st.booleans(), reason=st.booleans())
    def commend(self, code, month, on, is_ad_hoc, reason):
        self.office.commend(code, month, on, is_ad_hoc=is_ad_hoc, reason=reason)

    @rule(code=CODES, on=DAYS, channel=st.sampled_from(["radio", "film"]))
    def publicise(self, code, on, channel):
        self.office.publicise(code, on, channel)

    @rule(pair=PAIRS, on=DAYS, form=st.sampled_from(["visit", "talk"]))
    def learn(self, pair, on, form):
        self.office.learn(*pair, on, form)

    @rule(pair=PAIRS, month=MONTHS, on=DAYS, vote=VOTES, claim=CLAIMS, minutes_on=st.one_of(st.none(), DAYS))
    def review(self, pair, month, on, vote, claim, minutes_on):
        self.office.review(pair, month, on, vote, claim, minutes_on)

    @rule(pair=PAIRS, on=DAYS)
    def close_review(self, pair, on):
        self.office.close_review(pair, on)

    @rule(pair=PAIRS, number=st.sampled_from(["1/QĐ", "2/QĐ"]), on=DAYS)
    def recognise(self, pair, number, on):
        self.office.recognise(pair, number, on)

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.agrees()
            self.office.db.unlink()
