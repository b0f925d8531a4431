"""Every file in: campaigns in YAML, rows in CSV, TSV, XLSX and JSON lines.

A reader gives values of ``domain`` or the problems of the file, each with its place; it stores nothing, and it makes
no sentence.
"""
