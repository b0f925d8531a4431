"""Runs the commands given as JSON lines on stdin, and answers each with its exit code, its seconds and what it said."""

import contextlib
import io
import json
import sys
import time

from thidua.cli import main


def _ran(words):
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    start = time.perf_counter()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = main(words)
    told.seek(0)
    return [code, round(time.perf_counter() - start, 3), told.read() if code else ""]


for line in sys.stdin:
    sys.stdout.write(json.dumps(_ran(json.loads(line))) + "\n")
    sys.stdout.flush()
