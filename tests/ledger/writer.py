"""One of several programs writing at once: runs commands given as JSON lines on stdin, prints their exit codes."""

import json
import sys

from thidua.cli import main

for line in sys.stdin:
    sys.stdout.write(f"{main([*json.loads(line), '--quiet'])}\n")
    sys.stdout.flush()
