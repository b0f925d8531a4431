"""What the codes of withdrawals and revocations say: what goes on no more, since when and why, and what may be done."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "withdrawal-moves-evaluated": N_(
        "{month} was evaluated before this, with {code} as it was. Run: thidua evaluate --month {month}"
    ),
    # a registration that was withdrawn or is on hold
    "registration-withdrawn": N_(
        "{code} was withdrawn on {since} ({ground}: {why}) and takes no new step; {on} is not before that. "
        "If the withdrawal was wrong: thidua void {entry} --reason TEXT"
    ),
    "registration-held": N_(
        "{code} is on hold since {since} ({ground}: {why}); {on} is within the hold. "
        "When it is verified: thidua withdraw {code} --lift --on DATE --reason TEXT"
    ),
    "withdrawn-before-month": N_(
        "{code} was withdrawn on {since} ({ground}: {why}); {month} is after that. "
        "If the withdrawal was wrong: thidua void {entry} --reason TEXT"
    ),
    "registration-was-held": N_(
        "{code} was on hold from {since} ({ground}: {why}) until {until}; {on} is within the hold. "
        "Give a day from {until} on."
    ),
    "held-before-month": N_(
        "{code} is on hold since {since} ({ground}: {why}); {month} is after that and counts once the hold is lifted. "
        "When it is verified: thidua withdraw {code} --lift --on DATE --reason TEXT"
    ),
    "unit-withdrawn": N_(
        "{unit} registered as {code}, which was withdrawn on {since} ({ground}: {why}); a unit registers once. "
        "If the withdrawal was wrong: thidua void {entry} --reason TEXT"
    ),
    "person-withdrawn": N_(
        "{person} of this unit registered as {code}, which was withdrawn on {since} ({ground}: {why}); a person "
        "registers once. If the withdrawal was wrong: thidua void {entry} --reason TEXT"
    ),
    # an exemplar without a commendation in force
    "commendation-revoked": N_(
        "The commendation of {code} was revoked on {since} ({ground}: {why}): it is no exemplar on {on}. "
        "If the revocation was wrong: thidua void {entry} --reason TEXT; or commend it anew for another month."
    ),
    "commendation-held": N_(
        "The commendation of {code} is on hold since {since} ({ground}: {why}); {on} is within the hold. "
        "When it is verified: thidua revoke {code} --lift --on DATE --reason TEXT"
    ),
    "commendation-was-held": N_(
        "The commendation of {code} was on hold from {since} ({ground}: {why}) until {until}; {on} is within the hold. "
        "Give a day from {until} on."
    ),
    "revoked-award": N_(
        "The {award} of {code} for {month} was revoked on {since} ({ground}: {why}); "
        "the same achievement is not commended again. If the revocation was wrong: thidua void {entry} --reason TEXT"
    ),
    # a recognition that was revoked or is on hold
    "recognition-revoked": N_(
        "The recognition of {learner} beside {exemplar} was revoked on {since} ({ground}: {why}); the same review is "
        "not recognised again. Run: thidua review {learner} --from {exemplar} --month MONTH …"
    ),
    "recognition-held": N_(
        "The recognition of {learner} beside {exemplar} is on hold since {since} ({ground}: {why}). "
        "When it is verified: thidua revoke {learner} --from {exemplar} --lift --on DATE --reason TEXT"
    ),
    # withdrawing and revoking
    "already-withdrawn": N_(
        "{code} was already withdrawn on {since} ({ground}: {why}). "
        "If that was wrong: thidua void {entry} --reason TEXT"
    ),
    "already-held": N_(
        "{code} is already on hold since {since}. Lift the hold with: "
        "thidua withdraw {code} --lift --on DATE --reason TEXT; or end it with another --ground."
    ),
    "not-held": N_(
        "{code} is not on hold: there is nothing to lift. See: thidua status {code}; to put it on hold, use "
        "--ground verification instead of --lift."
    ),
    "nothing-to-revoke": N_("{code} has no such commendation: there is nothing to revoke. See: thidua status {code}"),
    "already-revoked": N_(
        "What {code} was commended with was already revoked, the last on {since} ({ground}: {why}). "
        "If that was wrong: thidua void {entry} --reason TEXT"
    ),
    "commendation-already-held": N_(
        "What {code} was commended with is already on hold since {since}. Lift the hold with: "
        "thidua revoke {code} --lift --on DATE --reason TEXT; or end it with another --ground."
    ),
    "commendation-not-held": N_(
        "No such commendation of {code} is on hold: there is nothing to lift. See: thidua status {code}"
    ),
    "nothing-recognised": N_(
        "{learner} has no recognition beside {exemplar}: there is nothing to revoke. See: thidua status {learner}"
    ),
    "recognition-already-revoked": N_(
        "The recognition of {learner} beside {exemplar} was already revoked on {since} ({ground}: {why}). "
        "If that was wrong: thidua void {entry} --reason TEXT"
    ),
    "recognition-already-held": N_(
        "The recognition of {learner} beside {exemplar} is already on hold since {since}. Lift the hold with: "
        "thidua revoke {learner} --from {exemplar} --lift --on DATE --reason TEXT; or end it with another --ground."
    ),
    "recognition-not-held": N_(
        "The recognition of {learner} beside {exemplar} is not on hold: there is nothing to lift. "
        "See: thidua status {learner}"
    ),
    "revocation-before-commendation": N_(
        "{on} is before the commendation on {before}. Give a later day, or choose with --month and --kind."
    ),
    "before-recognition": N_("{on} is before the recognition on {before}. Give that day or a later one."),
    "before-hold": N_("{on} is before the hold since {before}. Lift it on that day or later."),
    "steps-on-record": N_(
        "Steps of {code} dated {on} or later are on record and stay ({count}). See: thidua status {code}; "
        "void what should not stand with: thidua void ENTRY --reason TEXT"
    ),
    # in place of what the next step lacks
    "stands-withdrawn": N_("withdrawn on {since} ({ground}): no new step"),
    "stands-revoked": N_("commendation revoked on {since} ({ground}): no new step"),
    "stands-held": N_("on hold since {since} ({ground}); thidua withdraw {code} --lift --on DATE --reason TEXT"),
    "stands-held-commendation": N_(
        "on hold since {since} ({ground}); thidua revoke {code} --lift --on DATE --reason TEXT"
    ),
    "lacks-lifting": N_("step 5: on hold; thidua revoke {learner} --from {code} --lift --on DATE --reason TEXT"),
}
