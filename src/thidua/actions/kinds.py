"""Every kind of file that is imported, by the columns it has."""

from collections.abc import Mapping, Sequence
from itertools import chain

from thidua.errors import InputRefused, because
from thidua.read import learning, publicity, registrations, scores, units, votes
from thidua.read.headings import Layout
from thidua.read.rows import open_rows
from thidua.read.source import Source

LAYOUTS: Mapping[str, tuple[Layout, ...]] = {
    "units": (units.LAYOUT,),
    "registrations": (registrations.LAYOUT,),
    "scores": scores.LAYOUTS,
    "votes": (votes.LAYOUT,),
    "publicity": (publicity.LAYOUT,),
    "learning": (learning.LAYOUT,),
}


def kind_of(sources: Sequence[Source]) -> str:
    """Tell by their headers of which kind some files are; refuse those of which none or several may be meant."""
    kinds = {}
    for source in sources:
        rows = open_rows(source, tuple(chain.from_iterable(LAYOUTS.values())))
        if isinstance(rows, list):
            raise InputRefused([fault.problem(source.name) for fault in rows])
        kinds[source.name] = rows.header.layout.kind
    if len(set(kinds.values())) > 1:
        told = tuple(f"{name} ({kind})" for name, kind in kinds.items())
        raise InputRefused(because("kinds-differ", files=told))
    return next(iter(kinds.values()))
