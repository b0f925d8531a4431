"""Tamperings: what somebody does to a ledger with plain SQL, from a careless edit to a chain forged whole.

Each names what verify must find and, with ``needs_anchor``, that nothing within the file can show it: whoever writes
the chain anew, or cuts its end off, leaves a ledger that is sound in itself, and only the anchor on paper tells.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ledger.chain import NO_ROWS, Plain, written

Raw = sqlite3.Connection
CLOSED = 2024 * 12 + 2  # the month that the story closes


class Attack(NamedTuple):
    """One tampering: its name, what it does, what must be found, and whether only an anchor shows it."""

    name: str
    act: Callable[[Raw], None]
    codes: frozenset[str]
    needs_anchor: bool


ATTACKS: list[Attack] = []


def found_as(*codes: str, needs_anchor: bool = False):
    def noted(act: Callable[[Raw], None]) -> Callable[[Raw], None]:
        ATTACKS.append(Attack(act.__name__, act, frozenset(codes), needs_anchor))
        return act

    return noted


only_by_anchor = found_as("anchor-missing", needs_anchor=True)


@contextmanager
def unguarded(raw: Raw) -> Iterator[None]:
    """Take the guards off, and put them back letter for letter afterwards."""
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in guards:
        raw.execute(sql)


def quietly(raw: Raw, *statements: str) -> None:
    """Change what is stored, the guards back in their places afterwards."""
    with unguarded(raw):
        for statement in statements:
            raw.execute(statement)


def forge(raw: Raw, *statements: str) -> None:
    """Change what is stored, and compute every digest and hash anew: a chain without a flaw."""
    with unguarded(raw):
        for statement in statements:
            raw.execute(statement)
        rechain(raw)


def rechain(raw: Raw) -> None:
    plain, before = Plain(raw), ""
    digests = plain.digests_of_rows()
    for seq, at, actor, verb, campaign, summary, reason, *_ in plain.entries():
        rows, digest = digests.get(seq, NO_ROWS)
        parts = [before, seq, at, actor, verb, campaign, summary, reason, rows, digest]
        chained = hashlib.sha256(written(parts)).hexdigest()
        values = (rows, digest, before, chained, seq)
        raw.execute("UPDATE entry SET rows = ?, rows_digest = ?, prev = ?, hash = ? WHERE seq = ?", values)
        before = chained


def append(raw: Raw, verb: str, *statements: str) -> None:
    """Write a forged entry at the end, its rows named 18, well chained; nothing before it is touched."""
    with unguarded(raw):
        for statement in statements:
            raw.execute(statement)
        cells = "'2030-01-01T00:00:00+00:00', 1, ?, 'dong-khoi-moi-ba-tri-2024', ?, NULL, 0, '', '', 'x'"
        raw.execute(f"INSERT INTO entry VALUES (18, {cells})", (verb, verb))
        rechain(raw)


def withdrawn(state: str, ground: str, **changes: str) -> str:
    """Give what writes in entry 18 that the registration of the story's exemplar ended, or with changes another row."""
    row = {"id": "1", "entry": "18", "registration": "3", "state": f"'{state}'", "ground": f"'{ground}'"}
    row = {**row, "happened_on": "'2024-12-01'", **changes}
    return f"INSERT INTO withdrawal ({', '.join(row)}) VALUES ({', '.join(row.values())})"


# ---- a careless or a clumsy hand: the file itself shows it


@found_as("row-digest", "score-points", "evaluation-digest")
def a_score_is_edited(raw):
    quietly(raw, "UPDATE score SET points = points + 100 WHERE entry = 5 AND registration = 14 AND points < 500")


@found_as("row-digest")
def what_was_reported_is_edited(raw):
    quietly(raw, "UPDATE score SET note = 'đã kiểm tra' WHERE entry = 5 AND registration = 14")


@found_as("row-digest")
def a_score_is_replaced(raw):
    with unguarded(raw):
        row = list(raw.execute("SELECT * FROM score WHERE entry = 5 LIMIT 1").fetchone())
        raw.execute(f"INSERT OR REPLACE INTO score VALUES ({','.join('?' * 12)})", [*row[:7], row[7] + 25, *row[8:]])


@found_as("row-count", "evaluation-digest")
def a_score_is_deleted(raw):
    quietly(
        raw,
        "DELETE FROM score WHERE entry = 5 AND registration = 14 AND criterion = (SELECT MIN(criterion) FROM score)",
    )


@found_as("row-count", "score-in-force")
def a_score_is_slipped_into_an_old_entry(raw):
    quietly(
        raw,
        "INSERT INTO score SELECT month, registration, criterion, stage, 7, turn, reported, points, met, ruleset,"
        " reason, note FROM score WHERE entry = 5 LIMIT 1",
    )


@found_as("row-without-entry", "reference")
def a_score_is_slipped_in_without_an_entry(raw):
    quietly(
        raw,
        "INSERT INTO score SELECT month + 1, registration, criterion, stage, 99, turn, reported, points, met, ruleset,"
        " reason, note FROM score WHERE entry = 5 LIMIT 1",
    )


@found_as("row-count")
def a_row_is_moved_to_another_entry(raw):
    quietly(raw, "UPDATE learning SET entry = 11 WHERE entry = 10")


@found_as("row-digest")
def two_entries_exchange_their_rows(raw):
    quietly(raw, "UPDATE learning SET entry = 21 - entry")


@found_as("schema-missing")
def a_guard_is_dropped(raw):
    raw.execute("DROP TRIGGER score_no_update")


@found_as("schema-missing")
def every_guard_is_dropped(raw):
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")


@found_as("schema-changed")
def a_guard_is_made_harmless(raw):
    raw.execute("DROP TRIGGER score_no_delete")
    raw.execute("CREATE TRIGGER score_no_delete BEFORE DELETE ON score BEGIN SELECT 1; END")


@found_as("schema-added")
def a_trigger_is_planted(raw):
    raw.execute("CREATE TRIGGER plus AFTER INSERT ON person BEGIN DELETE FROM person_name; END")


@found_as("schema-added")
def a_view_is_planted(raw):
    raw.execute("CREATE VIEW totals AS SELECT * FROM standing")


@found_as("schema-added")
def a_table_is_planted(raw):
    raw.execute("CREATE TABLE notes (x)")


@found_as("schema-missing", "schema-added")
def a_table_is_replaced_by_a_view(raw):
    raw.execute("ALTER TABLE ballot RENAME TO kept")
    raw.execute("CREATE VIEW ballot AS SELECT * FROM kept")


@found_as("schema-missing")
def a_table_is_dropped(raw):
    raw.execute("DROP TABLE standing_gate")


@found_as("schema-missing")
def an_index_is_dropped(raw):
    raw.execute("DROP INDEX registration_by_code")


@found_as("schema-changed")
def a_check_is_taken_out_of_a_table(raw):
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("UPDATE sqlite_master SET sql = replace(sql, 'stage IN (1, 2, 3)', 'stage > 0') WHERE name = 'score'")


@found_as("schema-missing")
def a_guard_is_taken_out_of_the_schema(raw):
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("DELETE FROM sqlite_master WHERE name = 'entry_no_delete'")


@found_as("sequence", "prev")
def an_entry_in_the_middle_is_taken_out(raw):
    quietly(raw, "DELETE FROM learning WHERE entry = 11", "DELETE FROM entry WHERE seq = 11")


@found_as("prev", "hash")
def an_entry_is_taken_out_and_the_rest_renumbered(raw):
    with unguarded(raw):
        raw.execute("DELETE FROM publicity WHERE entry = 9")
        raw.execute("DELETE FROM entry WHERE seq = 9")
        for table in (*Plain(raw).tables, "entry"):
            column = "seq" if table == "entry" else "entry"
            raw.execute(f"UPDATE {table} SET {column} = {column} - 1 WHERE {column} > 9")


@found_as("hash")
def two_entries_exchange_what_they_say(raw):
    quietly(raw, "UPDATE entry SET summary = (SELECT summary FROM entry WHERE seq = 10) WHERE seq = 11")


@found_as("hash")
def an_entry_is_blamed_on_somebody_else(raw):
    quietly(raw, "UPDATE entry SET actor = 2 WHERE seq = 7")


@found_as("hash")
def an_entry_is_backdated(raw):
    quietly(raw, "UPDATE entry SET at = '2024-04-01T00:00:00+00:00' WHERE seq = 8")


@found_as("hash")
def a_reason_is_written_afterwards(raw):
    quietly(raw, "UPDATE entry SET reason = 'theo yêu cầu' WHERE seq = 16")


@found_as("hash")
def the_last_hash_is_edited(raw):
    quietly(raw, f"UPDATE entry SET hash = '{'0' * 64}' WHERE seq = 17")


@found_as("journal-empty", "row-without-entry")
def the_journal_is_emptied(raw):
    quietly(raw, "DELETE FROM entry")


@found_as("name-unlike")
def two_persons_exchange_their_names(raw):
    quietly(
        raw,
        "CREATE TEMP TABLE kept AS SELECT * FROM person_name WHERE person IN (2, 3)",
        "UPDATE person_name SET name = (SELECT name FROM kept WHERE kept.person = 5 - person_name.person)"
        " WHERE person IN (2, 3)",
    )


@found_as("name-unlike")
def two_persons_exchange_everything(raw):
    quietly(
        raw,
        "UPDATE person_name SET person = -2 WHERE person = 2",
        "UPDATE person_name SET person = 2 WHERE person = 3",
        "UPDATE person_name SET person = 3 WHERE person = -2",
    )


@found_as("name-unlike")
def a_person_is_renamed(raw):
    quietly(raw, "UPDATE person_name SET name = 'Phạm Thị Mẫu' WHERE person = 2")


@found_as("name-unlike")
def a_post_is_changed(raw):
    quietly(raw, "UPDATE person_name SET post = 'Chủ tịch' WHERE person = 2")


@found_as("name-malformed")
def a_name_is_moved_over_the_line_between_name_and_post(raw):
    quietly(raw, "UPDATE person_name SET name = name || char(10) || substr(post, 1, 0), post = ltrim(post) WHERE 0")
    salt, name, post = raw.execute("SELECT salt, name, post FROM person_name WHERE person = 2").fetchone()
    raw.execute("UPDATE person_name SET salt = ?, name = ?, post = ? WHERE person = 2", (f"{salt}\n{name}", post, ""))
    digest = hashlib.sha256(f"{salt}\n{name}\n{post}\n".encode()).hexdigest()
    forge(raw, f"UPDATE person SET digest = '{digest}' WHERE id = 2")


@found_as("row-digest")
def a_person_is_renamed_with_the_digest(raw):
    digest = hashlib.sha256("muối\nPhạm Thị Mẫu\n".encode()).hexdigest()
    quietly(
        raw,
        "UPDATE person_name SET salt = 'muối', name = 'Phạm Thị Mẫu', post = '' WHERE person = 2",
        f"UPDATE person SET digest = '{digest}' WHERE id = 2",
    )


@found_as("name-missing")
def a_name_is_deleted(raw):
    quietly(raw, "DELETE FROM person_name WHERE person = 2")


@found_as("row-count", "name-not-forgotten")
def a_person_is_declared_forgotten(raw):
    quietly(raw, "INSERT INTO forgotten VALUES (2, 17)")


@found_as("row-count")
def a_month_is_opened_silently(raw):
    quietly(raw, "DELETE FROM month_closing")


@found_as("row-digest")
def a_closed_month_is_said_to_be_open(raw):
    quietly(raw, "UPDATE month_closing SET is_closed = 0")


@found_as("row-count", "void-depended-on")
def a_vote_is_taken_back_by_a_row(raw):
    quietly(raw, "INSERT INTO voided VALUES (7, 17)")


@found_as("row-digest", "ruleset-digest")
def the_campaign_is_edited(raw):
    quietly(raw, "UPDATE ruleset SET text = replace(text, 'top: 3', 'top: 4') || '# '")


# ---- a hand that knows the formula: the chain is whole, and what is derived shows it


@found_as("score-points", "evaluation-digest")
def a_score_is_edited_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE score SET points = points + 100 WHERE entry = 5 AND registration = 14 AND points < 500")


@found_as("evaluation-digest", "standing-differs")
def a_score_is_taken_out_and_the_chain_written_anew(raw):
    line = "SELECT MIN(criterion) FROM score WHERE entry = 5 AND registration = 14"
    forge(raw, f"DELETE FROM score WHERE entry = 5 AND registration = 14 AND criterion = ({line})")


@found_as("ruleset-digest")
def the_campaign_is_edited_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE ruleset SET text = text || '# '")


@found_as("evaluation-digest")
def the_campaign_is_edited_with_its_digest_and_the_chain(raw):
    (text,) = raw.execute("SELECT text FROM ruleset").fetchone()
    digest = hashlib.sha256(f"{text}# ".encode()).hexdigest()
    forge(raw, f"UPDATE ruleset SET text = text || '# ', digest = '{digest}'")


@found_as("not-derivable")
def the_campaign_is_made_unreadable_and_the_chain_written_anew(raw):
    digest = hashlib.sha256(b"[").hexdigest()
    forge(raw, f"UPDATE ruleset SET text = '[', digest = '{digest}'")


@found_as("standing-differs", "review-differs")
def a_total_is_edited_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE standing SET total = total + 500 WHERE evaluation = 1 AND registration = 3")


@found_as("standing-differs")
def ranks_are_exchanged_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE standing SET rank = 3 - rank WHERE evaluation = 2 AND rank IN (1, 2)")


@found_as("standing-differs", "gate-shut")
def somebody_is_taken_off_the_shortlist_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE standing SET shortlisted = 0 WHERE evaluation = 1 AND registration = 3")


@found_as("standing-missing")
def a_missing_line_is_hidden_and_the_chain_written_anew(raw):
    forge(raw, "DELETE FROM standing_missing")


@found_as("standing-invented")
def a_pillar_is_invented_and_the_chain_written_anew(raw):
    forge(raw, "INSERT INTO standing_pillar SELECT evaluation, registration, 'chan-9', entry, 1 FROM standing LIMIT 1")


@found_as("evaluation-digest")
def an_evaluation_is_given_another_digest_and_the_chain_written_anew(raw):
    forge(raw, f"UPDATE evaluation SET digest = '{'0' * 64}' WHERE id = 1")


@found_as("evaluation-upto")
def an_evaluation_is_said_to_have_seen_less(raw):
    forge(raw, "UPDATE evaluation SET upto = 11 WHERE id = 2")


@found_as("ballot-outcome")
def a_nominee_is_carried_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE ballot SET carried = 1 WHERE sitting = 1")


@found_as("ballot-outcome")
def votes_are_moved_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE ballot SET yes = 4, no = 5 WHERE sitting = 1 AND registration = 3")


@found_as("commendation-vote", "gate-shut")
def a_vote_is_lost_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE ballot SET yes = 4, no = 5, carried = 0 WHERE sitting = 1 AND registration = 3")


@found_as("sitting-quorate", "ballot-outcome")
def a_sitting_without_quorum_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE sitting SET present = 3 WHERE id = 1")


@found_as("sitting-members")
def the_council_is_made_smaller_and_the_chain_written_anew(raw):
    forge(
        raw,
        "UPDATE sitting SET members = 8, eligible = 8, issued = 8, returned = 8, valid = 8",
    )


@found_as("review-differs")
def a_learner_is_made_to_surpass_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE review SET ceiling = 'surpassed', claim = 'surpassed', result = 'surpassed' WHERE id = 1")


@found_as("review-differs")
def a_figure_of_a_review_is_edited_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE review SET exemplar_points = 8000")


@found_as("gate-shut")
def publicity_is_taken_out_and_the_chain_written_anew(raw):
    forge(raw, "DELETE FROM publicity")


@found_as("gate-shut")
def the_minutes_are_taken_out_and_the_chain_written_anew(raw):
    forge(raw, "DELETE FROM review_minutes WHERE review = 2")


@found_as("gate-shut")
def the_minutes_are_dated_back_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE review_minutes SET signed_on = '2024-01-01'")


@found_as("gate-shut")
def the_commendation_is_dated_before_the_vote(raw):
    forge(raw, "UPDATE commendation SET given_on = '2024-04-01'")


@found_as("evaluation-digest")
def a_registration_is_made_incomplete_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE content_item SET deadline = NULL WHERE registration = 14")


@found_as("evaluation-digest")
def a_unit_is_moved_to_another_cluster_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE unit_state SET cluster = 'cụm khác' WHERE unit = (SELECT unit FROM registration WHERE id = 14)")


@found_as("condition")
def a_row_that_no_table_takes_is_written_and_the_chain_written_anew(raw):
    raw.execute("PRAGMA ignore_check_constraints = ON")
    forge(raw, "UPDATE ballot SET no = -1 WHERE registration = 10")


@found_as("not-derivable")
def a_day_that_is_none_is_written_into_the_ledger(raw):
    forge(raw, "UPDATE sitting SET held_on = 'hôm qua'")


@found_as("closed-month", "score-in-force")
def a_score_is_added_to_a_closed_month_in_an_entry_of_its_own(raw):
    append(
        raw,
        "score",
        "INSERT INTO score SELECT month, registration, criterion, stage, 18, turn, reported, points, met, ruleset,"
        " reason, note FROM score WHERE entry = 5 LIMIT 1",
    )


@found_as("gate-shut")
def somebody_is_commended_without_a_vote(raw):
    append(
        raw,
        "commend",
        f"INSERT INTO commendation VALUES (9, 18, 14, 'praise', {CLOSED + 6}, '2024-10-10', 2, NULL, NULL, NULL, 0,"
        " NULL)",
    )


@found_as("gate-shut")
def a_pair_is_recognised_a_second_time(raw):
    append(raw, "recognise", "INSERT INTO recognition VALUES (1, 18, 2)")


@found_as("void-depended-on", "gate-shut")
def a_vote_is_taken_back_in_an_entry_of_its_own(raw):
    append(raw, "void", "INSERT INTO voided VALUES (7, 18)")


@found_as("void-of-ledger")
def the_closing_is_taken_back(raw):
    append(raw, "void", "INSERT INTO voided VALUES (17, 18)")


@found_as("void-depended-on", "gate-shut")
def the_publicity_that_learning_rests_on_is_taken_back(raw):
    append(raw, "void", "INSERT INTO voided VALUES (9, 18)")


@found_as("gate-shut")
def a_hold_is_lifted_that_never_was(raw):
    append(raw, "withdraw", withdrawn("lifted", "verification"))


@found_as("gate-shut")
def somebody_is_withdrawn_before_they_registered(raw):
    append(raw, "withdraw", withdrawn("ended", "request", happened_on="'2024-01-01'"))


@found_as("withdrawal-ground")
def a_verification_is_said_to_end_a_registration(raw):
    append(raw, "withdraw", withdrawn("ended", "verification"))


@found_as("withdrawal-ground")
def a_decision_is_revoked_on_request(raw):
    append(raw, "revoke", withdrawn("ended", "request", commendation="1"))


@found_as("withdrawal-of-other")
def the_commendation_of_somebody_else_is_revoked(raw):
    append(raw, "revoke", withdrawn("ended", "discipline", registration="14", commendation="1"))


@found_as("gate-shut")
def a_commendation_is_revoked_before_it_was_given(raw):
    append(raw, "revoke", withdrawn("ended", "discipline", happened_on="'2024-04-09'", commendation="1"))


@found_as("gate-shut")
def a_revocation_is_dated_before_its_decision(raw):
    row = withdrawn("ended", "discipline", happened_on="'2024-04-10'", commendation="1", decision="2")
    append(raw, "revoke", row)


@found_as("withdrawal-repeated")
def a_commendation_is_revoked_twice_in_one_entry(raw):
    one, other = (withdrawn("ended", "discipline", id=at, commendation="1") for at in "12")
    append(raw, "revoke", one, other)


@found_as("gate-shut")
def a_registration_is_dated_before_the_launch(raw):
    forge(raw, "UPDATE registration SET registered_on = '2024-01-31' WHERE id = 14")


@found_as("registration-late")
def a_late_registration_is_said_to_be_in_time(raw):
    forge(raw, "UPDATE registration SET late = 0 WHERE late = 1")


@found_as("gate-shut")
def a_closed_month_is_closed_again(raw):
    append(raw, "close", f"INSERT INTO month_closing VALUES ({CLOSED}, 1, 18, 1)")


@found_as("gate-shut")
def a_month_is_opened_that_was_open(raw):
    append(raw, "reopen", f"INSERT INTO month_closing VALUES ({CLOSED + 1}, 1, 18, 0)")


@found_as("gate-shut")
def a_month_outside_the_campaign_is_closed(raw):
    append(raw, "close", f"INSERT INTO month_closing VALUES ({CLOSED + 120}, 1, 18, 1)")


# ---- a hand that leaves a sound ledger: only the anchor on paper shows it


@only_by_anchor
def the_last_entry_is_cut_off(raw):
    quietly(raw, "DELETE FROM month_closing", "DELETE FROM entry WHERE seq = 17")


@only_by_anchor
def the_last_entries_are_cut_off_with_their_rows(raw):
    with unguarded(raw):
        for table in Plain(raw).tables:
            raw.execute(f"DELETE FROM {table} WHERE entry > 12")
        raw.execute("DELETE FROM person_name WHERE person NOT IN (SELECT id FROM person)")
        raw.execute("DELETE FROM entry WHERE seq > 12")


@only_by_anchor
def the_closing_is_taken_out_and_the_chain_written_anew(raw):
    forge(raw, "DELETE FROM month_closing")


@only_by_anchor
def votes_are_improved_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE ballot SET yes = 9, no = 0 WHERE sitting = 1 AND registration = 3")


@only_by_anchor
def a_whole_occasion_is_renamed_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE publicity SET channel = 'báo Đồng Khởi'")


@only_by_anchor
def entries_are_blamed_on_somebody_else_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE entry SET actor = 2")


@only_by_anchor
def entries_are_backdated_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE entry SET at = '2024-01-01T00:00:00+00:00'")


@only_by_anchor
def a_person_is_renamed_with_the_digest_and_the_chain(raw):
    digest = hashlib.sha256("muối\nPhạm Thị Mẫu\n".encode()).hexdigest()
    forge(
        raw,
        "UPDATE person_name SET salt = 'muối', name = 'Phạm Thị Mẫu', post = '' WHERE person = 2",
        f"UPDATE person SET digest = '{digest}' WHERE id = 2",
    )


@only_by_anchor
def what_a_summary_says_is_edited_and_the_chain_written_anew(raw):
    forge(raw, "UPDATE entry SET summary = 'evaluate' WHERE seq = 6")
