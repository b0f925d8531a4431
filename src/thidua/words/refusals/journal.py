"""What the codes of the journal say: of entries and what may become of them, of months closed, of looking back."""

from thidua.words.language import N_

SENTENCES: dict[str, str] = {
    "entry-unknown": N_("There is no entry {entry} in the ledger; the last is {last}. See: thidua log"),
    "as-of-to-come": N_("{day} is yet to come; today is {today}. Give a day that is over, or an entry."),
    "anchor-malformed": N_("“{text}” is not an anchor. An anchor is 16 hex digits, as in 1a2b-3c4d-5e6f-7a8b."),
    "as-of-before-ledger": N_("The ledger had no entry by the end of {day}. See: thidua log"),
}
