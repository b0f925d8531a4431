"""The pages of ``thidua help``: every rule of a line, and what surrounds it; the README has the pages of rules too.

Pages are values (``page``), one module for each family of topics; ``rendering`` says them.
"""

from collections.abc import Mapping

from thidua.words.language import Language
from thidua.words.pages import cases, course, given, judging, rates, table, targets
from thidua.words.pages.page import Page
from thidua.words.pages.rendering import listed, markdown, text, told

__all__ = ["OTHERS", "PAGES", "RULES", "Page", "contents", "markdown", "text", "told"]

RULES: tuple[Page, ...] = (
    given.POINTS,
    given.MET,
    rates.ALL_OR_NOTHING,
    cases.DEDUCT,
    cases.WAIVER,
    cases.BONUS,
    targets.ATTAINMENT,
    targets.BANDS,
    rates.TIERS,
    rates.STEP_BONUS,
    rates.TWO_WAY,
    given.EXCLUSIVE_BONUS,
    given.LEVELS,
)
OTHERS: tuple[Page, ...] = (
    table.RULES,
    table.MEASURES,
    table.GROUPS,
    table.CAPS,
    table.CONDITIONS,
    course.STATES,
    course.STAGES,
    judging.TOTALS,
    judging.GRADES,
    judging.QUOTAS,
    judging.RANKING,
    course.PERIODS,
    course.RESCORE,
)
PAGES: Mapping[str, Page] = {page.topic: page for page in (*RULES, *OTHERS)}


def contents(language: Language, *, width: int) -> str:
    """List every topic with its title, ending with a line end."""
    parts = (
        (language.say("Rules of a line"), RULES),
        (language.say("The table, the month, longer periods"), OTHERS),
    )
    blocks = []
    for title, pages in parts:
        rows = [(f"  {page.topic}", language.say(page.title)) for page in pages]
        blocks.append(f"{title}\n{listed(rows, width)}")
    return "\n\n".join([*blocks, language.say("A page: thidua help TOPIC. A command: thidua COMMAND --help")]) + "\n"
