"""What belongs to a month, told once: what a closed month no longer takes, what of it came late, what an entry touches.

Of each table the month, its campaign, and the rows that are meant, as expressions over a row: ``NEW`` in a guard, ``t``
in a query. Guards read the tables they stand on; queries name ``main``, since what was voided belongs to its month too.
"""

from dataclasses import dataclass

_REVIEWED = "EXISTS (SELECT 1 FROM {main}review WHERE sitting = {sitting})"
_BY_REGISTRATION = "(SELECT campaign FROM {main}registration WHERE id = {row}.registration)"
_BY_EVALUATION = "(SELECT {what} FROM {main}evaluation WHERE id = {evaluation})"
_OF_BALLOT = "(SELECT evaluation FROM {main}sitting WHERE id = {row}.sitting)"


@dataclass(frozen=True)
class Belonging:
    """How the rows of a table belong to a month of a campaign; without ``meant`` all of them do."""

    month: str
    campaign: str
    meant: str | None = None

    def over(self, row: str, main: str) -> "Belonging":
        """Give the expressions over a row, its tables in a schema."""
        meant = None if self.meant is None else self.meant.format(row=row, main=main)
        return Belonging(self.month.format(row=row, main=main), self.campaign.format(row=row, main=main), meant)


def _by_evaluation(evaluation: str, sitting: str) -> Belonging:
    month, campaign = (
        _BY_EVALUATION.replace("{what}", what).replace("{evaluation}", evaluation) for what in ("month", "campaign")
    )
    # the sitting of a review looks at a month and adds nothing to it
    return Belonging(month, campaign, f"NOT {_REVIEWED.replace('{sitting}', sitting)}")


OF_MONTH = {
    "score": Belonging("{row}.month", _BY_REGISTRATION),
    "month_ruleset": Belonging("{row}.month", "{row}.campaign"),
    "evaluation": Belonging("{row}.month", "{row}.campaign", "{row}.first = {row}.month"),
    "sitting": _by_evaluation("{row}.evaluation", "{row}.id"),
    "ballot": _by_evaluation(_OF_BALLOT, "{row}.sitting"),
    "commendation": Belonging("{row}.month", _BY_REGISTRATION),
}
# a version of the campaign is of every month it governs: here of those that were ever closed
_RULESETS = """
SELECT r.campaign, m.month
FROM {main}ruleset AS r JOIN {main}month_closing AS m ON m.campaign = r.campaign
WHERE r.entry = {entry}
  AND m.month >= CAST(substr(r.in_force_from, 1, 4) AS INTEGER) * 12
                 + CAST(substr(r.in_force_from, 6, 2) AS INTEGER) - 1
                 + (substr(r.in_force_from, 9, 2) > '01')
"""


def months_of_entry(entry: str, *, main: str) -> str:
    """Give the query for the campaigns and months that the facts of an entry belong to."""
    found = []
    for table, belonging in OF_MONTH.items():
        of = belonging.over("t", main)
        tests = [f"t.entry = {entry}", *([of.meant] if of.meant else [])]
        found.append(
            f"SELECT {of.campaign} AS campaign, {of.month} AS month FROM {main}{table} AS t WHERE {' AND '.join(tests)}"
        )
    return " UNION ".join([*found, _RULESETS.format(main=main, entry=entry)])


def rows_within(spans: str, table: str, span: str) -> str:
    """Give the query for the rows of a table that belong to the month of a row of ``spans``.

    ``span`` says of both, as ``o`` and ``t``, which are meant. The spans come first, and lead into the scores by their
    key: of a month that is in none of them not one score is read.
    """
    of = OF_MONTH[table].over("t", "main.")
    tests = [f"{of.month} = o.month", f"{of.campaign} = o.campaign", span, *([of.meant] if of.meant else [])]
    return (
        f"SELECT DISTINCT o.campaign, o.month, o.entry AS since, t.entry FROM {spans} AS o CROSS JOIN main.{table} AS t"
        f" WHERE {' AND '.join(tests)}"
    )
