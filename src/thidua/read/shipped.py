"""The campaign files that come with the program: where they are, installed or in a checkout.

Which of them the demonstration uses is not known here.
"""

from pathlib import Path

from thidua.errors import InputRefused, because

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "campaigns", _PACKAGE.parents[1] / "campaigns")


def shipped_file(name: str) -> Path:
    """Find a shipped file by its name alone; refused, with the names there are, when there is none."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), None)
    files = {path.name: path for path in folder.iterdir()} if folder else {}
    if name not in files:
        raise InputRefused(because("shipped-file-missing", name=name, known=tuple(sorted(files))))
    return files[name]
