"""Who counts in a month is one rule: asked of each, and of a hundred thousand alike at once."""

from thidua.domain.month import Month
from thidua.ledger.campaigns import campaign_numbers
from thidua.ledger.database import reading
from thidua.ledger.registrations import countable, counted_in
from thidua.ledger.sight import look


def test_those_who_count_are_the_same_one_by_one_and_at_once(story):
    with reading(story, wait=0) as connection:
        look(connection)
        for campaign in campaign_numbers(connection).values():
            found = []
            for ordinal in range(2023 * 12 + 11, 2025 * 12 + 2):
                month = Month(ordinal)
                counted = counted_in(connection, campaign, month)
                at_once = countable(connection, campaign, month, day=month.last_day)
                alike = [(one.id, one.code, one.track, one.unit_code, one.cluster) for one in counted]
                assert sorted((one.id, one.code, one.track, one.unit_code, one.cluster) for one in at_once) == sorted(
                    alike
                )
                found.append(len(alike))
            assert len(set(found)) > 1
