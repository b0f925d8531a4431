"""Rulesets: each text has the digest that stands beside it, and is a campaign that can be read."""

from hashlib import sha256

from thidua.audit.deriving import deriving
from thidua.ledger.database import Connection
from thidua.ledger.verifying import Finding, Gathered
from thidua.ledger.verifying.facts import ruleset_rows
from thidua.read.campaign import canonical_digest
from thidua.rulesets import rules_numbered

_MARK = b"\xef\xbb\xbf"  # taken off the text when a file began with it, and in the digest of the file


def check_rulesets(connection: Connection, gathered: Gathered) -> int:
    """Digest and read every version of every campaign."""
    rows = ruleset_rows(connection)
    for row in rows:
        key = f"{row.campaign} {row.version}"
        with deriving(gathered, "ruleset", entry=row.entry, key=key):
            content = row.text.encode()
            if row.digest not in (canonical_digest(content), sha256(_MARK + content).hexdigest()):
                digest = canonical_digest(content)
                gathered.add(
                    Finding("ruleset-digest", "ruleset", entry=row.entry, key=key, expected=digest, found=row.digest)
                )
            code = rules_numbered(connection, row.id).campaign.code
            if code != row.campaign:
                gathered.add(
                    Finding("ruleset-of-other", "ruleset", entry=row.entry, key=key, expected=code, found=row.campaign)
                )
    return len(rows)
