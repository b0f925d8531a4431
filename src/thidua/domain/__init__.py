"""Every rule lives here: values in, a value or the reasons for a refusal out.

Standard library only. Nothing here reads a file, asks the clock, opens a ledger or makes a sentence.
"""
