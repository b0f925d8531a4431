"""Every SQL statement lives here: the only place that imports sqlmodel, sqlalchemy or sqlite3.

Rows are not rules: the classes of ``tables`` do not leave this folder; what leaves are domain values and tuples.
"""
