"""Shares and thresholds as exact fractions: ``2/3``, ``80%``, ``>= 80%``, ``> 1/2``.

66.67 % shown for 2/3 passes a rule of 2/3, because counts are compared, never the figures shown.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from thidua.errors import Reason, because

_SHARE = re.compile(r"(?:(?P<num>[0-9]{1,6}) */ *(?P<den>[0-9]{1,6})|(?P<pct>[0-9]{1,4}(?:[.,][0-9]{1,4})?) *%)")
_THRESHOLD = re.compile(r"(?P<op>>=|≥|>) *(?P<share>.+)")


@dataclass(frozen=True)
class Threshold:
    """What a part of a whole must reach (``strict``: must exceed). ``text`` is the rule as the campaign wrote it."""

    share: Fraction
    strict: bool
    text: str

    def is_met(self, part: int, whole: int) -> bool:
        """Compare in whole numbers; a base of zero never meets a threshold."""
        if whole <= 0:
            return False
        left, right = part * self.share.denominator, self.share.numerator * whole
        return left > right if self.strict else left >= right


def parse_share(text: str) -> Fraction | Reason:
    """Read ``2/3`` or ``66,5%``, more than nothing; over 100 % is the caller's to refuse."""
    written = _SHARE.fullmatch(text.strip())
    if written is None or (written["den"] is not None and int(written["den"]) == 0):
        return because("share-malformed", text=text)
    if written["pct"] is not None:
        share = Fraction(written["pct"].replace(",", ".")) / 100
    else:
        share = Fraction(int(written["num"]), int(written["den"]))
    return share or because("share-malformed", text=text)


def parse_threshold(text: str, *, at_most: Fraction | None = Fraction(1)) -> Threshold | Reason:
    """Read ``>= 80%`` or ``> 1/2``; a share without a sign is refused, since 'half' may mean either.

    What no part can reach, more than ``at_most`` of the whole, is refused; None lets any share stand.
    """
    written = _THRESHOLD.fullmatch(text.strip())
    if written is None:
        return because("threshold-malformed", text=text)
    share = parse_share(written["share"])
    if isinstance(share, Reason):
        return share
    strict = written["op"] == ">"
    if at_most is not None and (share > at_most or (strict and share == at_most)):
        return because("threshold-impossible", text=text)
    return Threshold(share, strict, " ".join(text.replace("≥", ">=").split()))
