"""Every report's words: what a report says, as a document of typed tables. No format is known here."""
