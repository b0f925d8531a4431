"""Every verb: one function, one transaction, one entry, one receipt.

A verb takes the ledger's path, what it is about, and the occasion (who acts, and when); it returns a frozen receipt or
raises a refusal, and then nothing has changed. Nothing here makes a sentence.
"""
