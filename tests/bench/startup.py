"""What asking for the version and for help costs: ``python tests/bench/startup.py``.

The yardstick is a bare Typer app with the same settings and one command, written here. Reach: 1.5 x.
"""

import sys
import tempfile
from pathlib import Path

from timing import compare, thidua

BARE = '''
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo("bare 1")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="The version.")] = False,
) -> None:
    """Do one thing."""


@app.command()
def hello(name: str = "world") -> None:
    """Greet someone."""
    typer.echo(name)


if __name__ == "__main__":
    app()
'''


def main() -> None:
    """Print both, with plain Python for orientation."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, "utf-8")
        # imported, so that its bytecode is cached, as that of an installed program is
        start = [sys.executable, "-c", f"import sys; sys.path.insert(0, {folder!r}); import bare; bare.app()"]
        for flag in ("--version", "--help"):
            compare(
                f"thidua {flag}",
                {f"bare Typer app {flag}": [*start, flag], f"thidua {flag}": thidua(flag), "python -c pass": _python()},
                times=25,
            )


def _python() -> list[str]:
    return [sys.executable, "-c", "pass"]


if __name__ == "__main__":
    main()
