"""Settings and where each comes from: flag > environment > thidua.toml beside the work > user file > default."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from thidua.errors import InputRefused, Misuse, because

KEYS = ("db", "campaign", "actor")
_VARIABLES = {"db": "THIDUA_DB", "campaign": "THIDUA_CAMPAIGN", "actor": "THIDUA_ACTOR"}
BESIDE = Path("thidua.toml")
_WAIT = "THIDUA_WAIT"
_DEFAULT_WAIT = 30.0
_LOGINS = ("LOGNAME", "USER", "USERNAME")
_READ = frozenset({*_VARIABLES.values(), *_LOGINS})


@dataclass(frozen=True)
class Source:
    """Where a setting comes from: ``flag``, ``environment``, ``beside``, ``user`` or ``default``; and its place there.

    The place is the flag, the variable or the file; of a default the variable it was taken from, or nothing.
    """

    kind: str
    place: str = ""


DEFAULT = Source("default")


@dataclass(frozen=True)
class Settings:
    """What a command runs with, and where each is from; ``campaign`` None is the only one in the ledger."""

    db: Path
    campaign: str | None
    actor: str
    wait: float
    sources: Mapping[str, Source]

    @property
    def db_is_chosen(self) -> bool:
        """True when the ledger was named somewhere."""
        return self.sources["db"] is not DEFAULT


def settle(flags: Mapping[str, str | None], environment: Mapping[str, str]) -> Settings:
    """Choose each setting from the first place that has it."""
    user = user_file(environment)
    from_beside, from_user = _read(BESIDE), _read(user)
    sources: dict[str, Source] = {}

    def chosen(key: str) -> str | None:
        places = (
            (flags.get(key), Source("flag", f"--{key}")),
            # a variable set to nothing is the shell's way of not setting it
            (environment.get(_VARIABLES[key]) or None, Source("environment", _VARIABLES[key])),
            (from_beside.get(key), Source("beside", str(BESIDE))),
            (from_user.get(key), Source("user", str(user))),
        )
        value, sources[key] = next(((value, source) for value, source in places if value is not None), (None, DEFAULT))
        if value is not None and not value.strip():
            raise InputRefused(because("setting-blank", place=sources[key].place, key=key))
        return value

    actor = chosen("actor")
    if actor is None:
        actor, sources["actor"] = _login(environment)
    db, campaign, wait = chosen("db"), chosen("campaign"), _wait(environment)
    sources["wait"] = Source("environment", _WAIT) if environment.get(_WAIT) else DEFAULT
    return Settings(Path(db or "thidua.db"), campaign, actor.strip(), wait, sources)


def user_file(environment: Mapping[str, str]) -> Path:
    """Give the place of the user's own settings."""
    home = environment.get("XDG_CONFIG_HOME") or environment.get("APPDATA")
    return (Path(home) if home else _home() / ".config") / "thidua" / "thidua.toml"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a container's user may have none
        return Path()


def _read(path: Path) -> dict[str, str]:
    import tomllib

    try:
        if not path.is_file():
            return {}
        with path.open("rb") as file:
            content = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputRefused(because("settings-malformed", path=path, detail=str(error))) from None
    for key, value in content.items():
        if key not in KEYS:
            raise InputRefused(because("settings-key-unknown", path=path, key=key, known=KEYS))
        if not isinstance(value, str):
            raise InputRefused(because("settings-malformed", path=path, detail=f"{key} = {value!r}"))
    return content


def _login(environment: Mapping[str, str]) -> tuple[str, Source]:
    found = ((environment[name], Source("default", name)) for name in _LOGINS if environment.get(name))
    return next(found, None) or (_account(), DEFAULT)


def _account() -> str:
    """Give the name of the account that runs this, where no variable does: a service, a job at a fixed time."""
    from getpass import getuser

    try:
        return as_utf8(getuser())
    except (KeyError, ImportError, OSError):  # a container's account may have no name
        return "thidua"


def _wait(environment: Mapping[str, str]) -> float:
    text = environment.get(_WAIT)
    if not text:
        return _DEFAULT_WAIT
    if not (text.isascii() and text.isdigit()):
        raise InputRefused(because("wait-malformed", text=text))
    return float(text)


def process_environment() -> Mapping[str, str]:
    """Give the environment of this process."""
    return {name: as_utf8(value) if name in _READ else value for name, value in os.environ.items()}


def as_utf8(text: str) -> str:
    """Read an argument or a variable as UTF-8 whatever the locale said; bytes that are not are refused."""
    if text.isascii():
        return text
    try:
        return os.fsencode(text).decode() if any("\udc80" <= letter <= "\udcff" for letter in text) else text
    except UnicodeError:
        raise Misuse(because("argument-not-utf8", text=text)) from None
