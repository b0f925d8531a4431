"""What the codes of the procedure's rules and gates say: what is unmet, and the command that would satisfy it."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    # launching
    "launch-after-close": N_(
        "The campaign closes on {closes}; a version from {on} would never be in force. Say from which day: --on DATE."
    ),
    "launch-before-last-version": N_(
        "Version {version} is in force from {last}; the next cannot begin on {on}. Give a later day with --on."
    ),
    "launch-same-content": N_(
        "The file is unchanged and has been in force from {since}; it cannot be launched again from {on}."
    ),
    "launch-over-scores": N_(
        "{month} already has scores under the rules in force; a version from {on} would change it. "
        "Begin it later: --on {remedy}"
    ),
    "launch-over-closed": N_(
        "{month} is closed under the rules in force; a version from {on} would change them. "
        "Begin it later: --on {remedy}"
    ),
    "launch-drops-track": N_("Track {track} has registrations and is missing from the file. Keep the track."),
    # registering
    "registration-before-launch": N_("{on} is before the launch on {launched}; {code} cannot be registered then."),
    "registration-after-close": N_("{on} is after the close on {closes}; {code} cannot be registered then."),
    "registration-code-taken": N_("The code {code} is already that of {name}. Give another code."),
    "unit-already-registered": N_(
        "{unit} is already registered as {code}. To change its content: thidua register {code} --supplement …"
    ),
    "person-already-registered": N_("{person} of this unit is already registered as {code}."),
    "person-kind-missing": N_("For {person}, say the kind of person with --person-kind: {known}."),
    "person-kind-without-track": N_("No track is for persons of the kind “{kind}”. Use one of: {known}."),
    "person-missing": N_("A kind of person ({kind}) needs a person. Give the name with --person."),
    "unit-kind-without-track": N_("{unit} is a {kind}; no track is for that kind of unit, only for: {known}."),
    "unit-not-participant": N_("{unit} is not below {under} and does not take part in this campaign."),
    "unit-ended": N_("{unit} ended on {ended} and cannot register on {on}."),
    "content-missing": N_(
        "A supplement of {code} needs its content. Give --content with --goal and --deadline, or --item."
    ),
    "registrations-late": N_("Marked late, after the registration deadline: {codes}."),
    "registrations-incomplete": N_("Not counted, without goal or time of completion: {codes}."),
    "supplement-uncounts": N_(
        "{code} counts now, and without goal and time of completion it would not. Give both, or say why with --reason."
    ),
    "unit-ended-before-month": N_("{code}'s unit ended on {ended}; {month} is after that."),
    "registration-incomplete": N_(
        "{code} has no goal or no time of completion and does not count as registered. "
        "Run: thidua register {code} --supplement --content … --goal … --deadline …"
    ),
    # scoring
    "month-outside-campaign": N_("{month} is not a month of the campaign, which runs from {first} to {last}."),
    "month-before-registration": N_("{code} registered on {registered}; {month} is before that."),
    "criterion-not-due": N_("{criterion} is not due in {month}: it is scored in the months {due}."),
    "score-below-zero": N_("{value} is below 0; {criterion} takes 0 or more."),
    "score-above-maximum": N_("{value} is more than {criterion} may have; its maximum is {maximum}."),
    "nobody-to-evaluate": N_("Nobody has a registration that counts in {month}. Run: thidua register …"),
    # voting
    "vote-needs-evaluation": N_("A vote needs an evaluation of {month}. Run: thidua evaluate --month {month}"),
    "vote-before-month": N_("{on} is before {month} begins; its results cannot have been voted on then."),
    "vote-before-launch": N_("{on} is before the launch on {launched}."),
    "vote-needs-chair": N_(
        "The rule asks for the chair's agreement. Say it as in the minutes: --chair yes or --chair no"
    ),
    "council-not-yet": N_("The campaign names no council for {on}. Add it under `members` and launch the file again."),
    "count-missing": N_("By secret ballot the number of {count} must be said."),
    "count-exceeds": N_("{part}: {part_count} is more than {whole}: {whole_count}. Check the minutes."),
    "count-recused-vote": N_(
        "{eligible} eligible and {recused} recused are more than the {members} members; "
        "a recused member is not eligible. Check the minutes."
    ),
    "count-recused-present": N_(
        "{present} present and {recused} recused are more than the {members} members; "
        "recused members are not counted as present. Check the minutes."
    ),
    "count-votes-exceed-valid": N_(
        "{nominee}: {yes} for and {no} against are more than the {valid} valid ballots. Check the minutes."
    ),
    "nominee-twice": N_("{code} is named twice at one sitting. Keep one."),
    "nominee-not-shortlisted": N_(
        "{code} is not on the shortlist of {month}. To vote all the same, say why: --reason, in files “reason”."
    ),
    "nominee-void": N_("{code} is not graded in {month} ({void}): it cannot be put to the vote."),
    "nominee-already-carried": N_(
        "{code} was already carried for {month}. Run: thidua commend {code} --month {month} --on DATE"
    ),
    "revote-needs-reason": N_(
        "{code} was already voted on for {month} and not carried. To vote again, say why: --reason, in files “reason”."
    ),
    # step 1: commending
    "commend-needs-vote": N_(
        "{code} has no carried vote for {month}. "
        "Run: thidua vote {code} --month {month} …, or commend outside the monthly cycle with --ad-hoc --reason TEXT"
    ),
    "ad-hoc-needs-reason": N_("An ad hoc commendation of {code} needs its reason. Add --reason TEXT."),
    "reward-needs-decision": N_("A reward needs a decision. Add --decision NUMBER --decision-date DATE."),
    "decision-half-said": N_(
        "A decision is recorded by its number and its date, whoever signed it. "
        "Add --decision NUMBER --decision-date DATE."
    ),
    "commendation-before-month": N_("{on} is before {month} begins; nothing of it can be commended then."),
    "commended-twice": N_("{code} already has its {award} for {month}: the same achievement is not commended twice."),
    # steps 2 to 5
    "exemplar-not-commended": N_(
        "{code} has not been commended, so it is no exemplar yet (step 1). "
        "Run: thidua commend {code} --month MONTH --on DATE"
    ),
    "exemplar-not-publicised": N_(
        "{code} has been publicised {have} of {need} times (step 2). "
        "Run: thidua publicise {code} --channel TEXT --on DATE"
    ),
    "learner-is-exemplar": N_("{code} cannot learn from itself, catch up with itself or surpass itself."),
    "learner-repeated": N_("A learner is named twice. Name each once."),
    "speciality-differs": N_(
        "{learner} ({learner_speciality}) and {exemplar} ({exemplar_speciality}) are not of the same speciality."
    ),
    "learning-missing": N_(
        "{learner} has no learning from {exemplar} on record (step 3). "
        "Run: thidua learn {learner} --from {exemplar} --on DATE --form TEXT"
    ),
    "review-month-before-learning": N_("{learner} learned from {exemplar} on {learned}; {month} is before that."),
    "review-before-month": N_("{on} is before {month}; a review of a month is not held before it."),
    "review-still-open": N_(
        "The last review of {learner} beside {exemplar} is not closed. "
        "Run: thidua review {learner} --from {exemplar} --minutes NUMBER --minutes-date DATE"
    ),
    "review-missing": N_(
        "{learner} has not been reviewed beside {exemplar} (step 4). "
        "Run: thidua review {learner} --from {exemplar} --month MONTH …"
    ),
    "review-not-closed": N_(
        "The review of {learner} beside {exemplar} is not closed by minutes. "
        "Run: thidua review {learner} --from {exemplar} --minutes NUMBER --minutes-date DATE"
    ),
    "review-already-closed": N_("The review of {learner} beside {exemplar} was already closed on {on}."),
    "review-says-following": N_(
        "The last review of {learner} beside {exemplar} says: following. Only catching up or surpassing is recognised. "
        "Run: thidua review {learner} --from {exemplar} --month MONTH …"
    ),
    "already-recognised": N_("{learner} was already recognised beside {exemplar} on {on}: {result}."),
    "claim-above-figures": N_("The figures allow at most: {ceiling}. They do not allow: {claim}."),
    "claim-at-bound": N_(
        "The exemplar stands at the bound, where nobody can stand higher: the figures allow at most: {ceiling}."
    ),
    "figure-not-evaluated": N_(
        "{code} has no figure: {month} has not been evaluated. Run: thidua evaluate --month {month}"
    ),
    "figure-not-in-evaluation": N_("{code} is not in evaluation {evaluation} of {month}: it has no figure to compare."),
    "figure-incomplete": N_(
        "{code} has no total for {month} to compare: these lines are missing: {missing}. "
        "Enter them, then run: thidua evaluate --month {month}"
    ),
    "figure-not-due": N_("{criterion} is not due for {code} in {month}: there is no figure to compare."),
    "figure-line-missing": N_(
        "{code} has no score of {criterion} in the evaluation of {month}. "
        "Enter it, then run: thidua evaluate --month {month}"
    ),
    "figures-of-two-tracks": N_(
        "{learner} is of track {learner_track} and {exemplar} of {exemplar_track}: their totals cannot be compared."
    ),
    "figures-of-other-lines": N_(
        "The totals of {learner} for {learner_month} and of {exemplar} for {exemplar_month} "
        "are not over the same lines: {lines} differ. They cannot be compared; review another month."
    ),
    "before-vote": N_("{on} is before the vote on {before}."),
    "before-registration": N_("{on} is before the registration on {before}."),
    "before-decision": N_("{on} is before the decision of {before}."),
    "before-commendation": N_("{on} is before the commendation on {before}."),
    "before-publicity": N_("{on} is before the publicity of {before} that opens learning."),
    "before-learning": N_("{on} is before the learning on {before}."),
    "before-review": N_("{on} is before the review on {before}."),
    "before-minutes": N_("{on} is before the minutes of {before}."),
    # what the next step lacks
    "lacks-commendation": N_("step 1: thidua commend {code} --month MONTH --on DATE"),
    "lacks-publicity": N_("step 2: publicised {have} of {need}; thidua publicise {code} --channel TEXT --on DATE"),
    "lacks-learner": N_("step 3: a learner; thidua learn LEARNER --from {code} --on DATE --form TEXT"),
    "lacks-review": N_("step 4: thidua review {learner} --from {code} --month MONTH …"),
    "lacks-minutes": N_("step 4: thidua review {learner} --from {code} --minutes NUMBER --minutes-date DATE"),
    "lacks-recognition": N_("step 5: thidua recognise {learner} --from {code} --decision NUMBER --on DATE"),
    "lacks-catching-up": N_(
        "step 5: no learner has caught up yet; thidua review LEARNER --from {code} --month MONTH …"
    ),
}
