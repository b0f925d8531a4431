"""How lines become a total, in words and figures: groups, caps, weights, the sum to the last digit, the grade."""

from collections.abc import Mapping
from fractions import Fraction

from thidua.domain.points import ZERO, Points, rounded
from thidua.domain.score_table import WHOLE_WEIGHT, Cap, CapOf, Over
from thidua.domain.worked import Amounts
from thidua.reports.document import Cell, Column, Table
from thidua.reports.sheets import Sheet
from thidua.words.language import Language
from thidua.words.rules import cap_told, weight_told


def caps_told(language: Language, caps: tuple[Cap, ...], earlier: Amounts) -> str | None:
    """Say the caps, and what of those over several months was used up before; None where there are none."""
    told = [cap_told(language, cap) for cap in caps]
    wide = [cap for cap in caps if cap.over is not Over.MONTH]
    used = earlier.minus if any(cap.covers(CapOf.DEDUCTIONS) for cap in wide) else ZERO
    used += earlier.plus if any(cap.covers(CapOf.BONUSES) for cap in wide) else ZERO
    if used != ZERO:
        told.append(language.say("used up in the months before: {used}", used=used))
    return "; ".join(told) or None


def cap_columns(language: Language) -> tuple[Column, ...]:
    """Give the columns in which programs read the caps, and what months before have used up of them."""
    say = language.say
    return (
        Column("caps", say("Caps"), shown=False),
        Column("used_deductions", say("Deductions used up before"), shown=False),
        Column("used_bonuses", say("Bonuses used up before"), shown=False),
    )


def cap_cells(caps: tuple[Cap, ...], earlier: Amounts | None) -> tuple[Cell, ...]:
    """Give the cells of those columns; ``earlier`` None where nothing is scored."""
    used = (None, None) if earlier is None else (earlier.minus, earlier.plus)
    return (tuple(str(cap) for cap in caps), *used)


def groups(language: Language, sheet: Sheet) -> list[Table]:
    """Tell each group: the sum of what stands in it, what its caps leave, its weight, its points."""
    if not sheet.track.groups:
        return []
    say = language.say
    columns = (
        Column("group", say("Group")),
        Column("name", say("Name")),
        Column("parent", say("In"), shown=any(group.parent for group in sheet.track.groups)),
        Column("base", say("Base points")),
        Column("deductions", say("Deductions")),
        Column("bonuses", say("Bonuses")),
        Column((), say("Caps"), shown=any(group.caps for group in sheet.track.groups)),
        Column("capped_deductions", say("Deductions counted")),
        Column("capped_bonuses", say("Bonuses counted")),
        *cap_columns(language),
        Column("weight", say("Weight"), shown=False),
        Column((), say("Weight"), shown=any(group.weight != WHOLE_WEIGHT for group in sheet.track.groups)),
        Column("points", say("Points")),
        Column("appraiser", say("Appraised by"), shown=any(group.appraiser for group in sheet.track.groups)),
    )
    rows: list[tuple[Cell, ...]] = []
    for group in sheet.track.groups:
        one = sheet.worked.groups[group.code]
        caps = caps_told(language, group.caps, one.earlier)
        sums: tuple[Cell, ...] = (one.before.base, one.before.minus, one.before.plus, caps)
        counted: tuple[Cell, ...] = (one.capped.minus, one.capped.plus)
        points: Cell = one.after.net
        if group.code not in sheet.scored_groups:
            sums, counted, points = (None, None, None, caps), (None, None), None
        weight = (f"{rounded(Fraction(100 * group.weight, WHOLE_WEIGHT))}%", weight_told(language, group.weight))
        rule = (*cap_cells(group.caps, one.earlier), *weight)
        rows.append((group.code, group.name, group.parent, *sums, *counted, *rule, points, group.appraiser))
    return [Table("groups", say("Groups"), columns, tuple(rows))]


def summed(language: Language, sheet: Sheet) -> str:
    """Write the sum down to the last digit: groups and lines outside them, what the table's caps and the ends do."""
    say, worked = language.say, sheet.worked
    due = sheet.track.due_points(sheet.month)
    if not worked.lines:
        return say("Total: {sum} = {total} of {due} due", sum="–", total="–", due=due)
    top = [group.code for group in sheet.track.groups if group.parent is None]
    parts: list[Points] = [worked.groups[code].after.net for code in top if code in sheet.scored_groups]
    parts += [one.after.net for one in worked.lines.values() if one.criterion.group is None]
    told = say("Total: {sum} = {total} of {due} due", sum=_added(language, parts), total=worked.before.net, due=due)
    more = []
    if worked.after != worked.before:
        caps = "; ".join(cap_told(language, cap) for cap in sheet.track.caps)
        more.append(say("With the caps of the table ({caps}): {total}.", caps=caps, total=worked.after.net))
    if worked.total != worked.after.net:
        more.append(say("Brought back to the end of the scale: {total}.", total=worked.total))
    shown = sheet.rules.campaign.totals.shown(worked.total)
    if shown != worked.total:
        more.append(say("Rounded: {total}.", total=shown))
    return f"{told}. {' '.join(more)}" if more else told


def _added(language: Language, parts: list[Points]) -> str:
    told = " + ".join(language.show(part) for part in parts)
    return told.replace("+ -", "- ")


def graded(language: Language, sheet: Sheet) -> list[str]:
    """Say the grade earned and what kept it from a better one, or why there is none."""
    say, campaign = language.say, sheet.rules.campaign
    if sheet.void is not None:
        names: Mapping[str, str] = {rule.code: rule.name for rule in campaign.voids}
        return [say("Not graded: {reason}.", reason=names[sheet.void])]
    earned, shut = sheet.grade()
    if earned is None:
        return []
    told = [say("Grade earned: {grade}", grade={g.code: g.name for g in campaign.grades}[earned])]
    if shut:
        told.append(say("Kept from a better grade by: {lines}", lines=shut))
    return told
