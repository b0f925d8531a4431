"""Every reason that the program can give has its sentence, and the facts that its sentence needs."""

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from thidua.domain.comparison import Result
from thidua.domain.month import Month
from thidua.errors import because
from thidua.words.language import Language
from thidua.words.refusals import SENTENCES, remedied, sentence
from thidua.words.refusals.journal import REMEDIES

SOURCE = Path(__file__).parent.parent.parent / "src" / "thidua"
MAKERS = ("because", "Reason")
FINDERS = ("Directory", "find")  # whose ``kind`` is the first part of a code
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
ADDED = {"nominee": {"month"}}  # the vote adds the month to what looking up a nominee says
BY_A_LINE = "domain/rules/"  # a line adds its code to what its rule refuses
BESIDE = "actions/comparing_scores.py"  # who compares a line with what is in force adds whose it is
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Raised:
    """One reason made somewhere: its code, and the facts named there (None where they are not literal)."""

    place: str
    code: str
    facts: frozenset[str] | None


class Module:
    """One file of the source, and what the names in it may stand for."""

    def __init__(self, path: Path) -> None:
        self.name = str(path.relative_to(SOURCE))
        self.tree = ast.parse(path.read_text("utf-8"))
        self.inside = {
            child: function
            for function in ast.walk(self.tree)
            if isinstance(function, FUNCTIONS)
            for child in ast.walk(function)
            if child is not function
        }

    def calls(self, *names: str) -> Iterator[ast.Call]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and called(node) in names:
                yield node

    def values(self, name: str, near: ast.AST) -> list[ast.expr]:
        """Give what is assigned to a name: in the function around, else in the module."""
        function = self.inside.get(near)
        scopes = [scope for scope in (function, self.tree) if scope is not None]
        for scope in scopes:
            found = [
                node.value
                for node in ast.walk(scope)
                if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and name in targets(node)
            ]
            if found:
                return found
        return []

    def passed(self, name: str, near: ast.AST) -> list[tuple[ast.Call, ast.expr]]:
        """Give what is passed for a parameter of the function around."""
        function = self.inside.get(near)
        names = parameters(function) if function else []
        if function is None or name not in names:
            return []
        at, calls = names.index(name), list(self.calls(function.name))
        return [(call, call.args[at]) for call in calls if len(call.args) > at]

    def codes(self, node: ast.AST, near: ast.AST) -> set[str]:
        """Give every code that an expression may be."""
        found: set[str] = set()
        match node:
            case ast.Constant(value=str(text)):
                found = {text}
            case ast.IfExp():
                found = self.codes(node.body, near) | self.codes(node.orelse, near)
            case ast.JoinedStr():
                found = {"".join(chosen) for chosen in product(*(self.codes(part, near) for part in node.values))}
            case ast.FormattedValue():
                found = self.codes(node.value, near)
            case ast.Attribute(attr="_kind"):
                found = kinds()
            case ast.Name(id=name):
                values = self.values(name, near) or [value for _, value in self.passed(name, near)]
                found = {code for value in values for code in self.codes(value, near)}
            case ast.Subscript() | ast.Call():
                names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
                tables = [value for name in names for value in self.values(name, self.tree)]
                found = {text for part in (*tables, node) for text in literals(part)}
        return found

    def raised(self) -> Iterator[Raised]:
        for call in self.calls(*MAKERS):
            if not call.args or isinstance(call.args[0], ast.Attribute):
                continue  # handed on as it came
            code = call.args[0]
            passed = self.passed(code.id, call) if isinstance(code, ast.Name) else []
            sites = [(site, value, self.facts(site)) for site, value in passed] or [(call, code, self.facts(call))]
            for site, value, facts in sites:
                for one in self.codes(value, site):
                    yield Raised(f"{self.name}:{site.lineno}", one, facts)

    def facts(self, call: ast.Call) -> frozenset[str] | None:
        """Give the names of the facts, when every one of them stands in the text."""
        found: set[str] = set()
        for keyword in call.keywords:
            if keyword.arg is not None:
                found.add(keyword.arg)
                continue
            held = self.values(keyword.value.id, call) if isinstance(keyword.value, ast.Name) else []
            if not held or not all(isinstance(one, ast.Dict) for one in held):
                return None
            keys = [key for one in held if isinstance(one, ast.Dict) for key in one.keys]
            if not all(isinstance(key, ast.Constant) for key in keys):
                return None
            found.update(str(key.value) for key in keys if isinstance(key, ast.Constant))
        return frozenset(found)


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def targets(node: ast.Assign | ast.AnnAssign) -> set[str]:
    listed = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {target.id for target in listed if isinstance(target, ast.Name)}


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return names[1:] if names[:1] == ["self"] else names


def literals(node: ast.AST) -> set[str]:
    texts = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {text for text in texts if CODE.fullmatch(text)}


@cache
def modules() -> tuple[Module, ...]:
    paths = sorted(path for path in SOURCE.rglob("*.py") if "words" not in path.relative_to(SOURCE).parts)
    return tuple(Module(path) for path in paths if path.name != "errors.py")


@cache
def kinds() -> set[str]:
    said = [keyword for m in modules() for call in m.calls(*FINDERS) for keyword in call.keywords]
    return {k.value.value for k in said if k.arg == "kind" and isinstance(k.value, ast.Constant)}


@cache
def all_raised() -> tuple[Raised, ...]:
    return tuple(one for module in modules() for one in module.raised())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_things_are_looked_up_under_the_known_kinds():
    assert kinds() == {"unit", "registration", "line", "heading", "nominee", "actor"}


def test_every_code_that_is_raised_can_be_told_from_the_source():
    told = {one.place for one in all_raised()}
    unclear = [
        f"{module.name}:{call.lineno}"
        for module in modules()
        for call in module.calls(*MAKERS)
        if call.args
        and not isinstance(call.args[0], ast.Attribute)
        and not (isinstance(call.args[0], ast.Name) and module.passed(call.args[0].id, call))
        and f"{module.name}:{call.lineno}" not in told
    ]
    assert unclear == []


def test_every_code_that_is_raised_has_a_sentence():
    assert sorted(f"{one.place} {one.code}" for one in all_raised() if one.code not in SENTENCES) == []


def test_every_sentence_is_said_somewhere():
    assert sorted(set(SENTENCES) - {one.code for one in all_raised()}) == []


def test_every_reason_brings_the_facts_of_its_sentence():
    lacking = []
    for one in all_raised():
        if one.facts is not None and one.code in SENTENCES:
            line = {"criterion"} if one.place.startswith(BY_A_LINE) else set()
            line |= {"code", "criterion", "month"} if one.place.startswith(BESIDE) else set()
            given = one.facts | line | ADDED.get(one.code.split("-", maxsplit=1)[0], set())
            missing = placeholders(SENTENCES[one.code]) - given
            lacking += [f"{one.place} {one.code}: {', '.join(sorted(missing))}"] if missing else []
    assert lacking == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
@pytest.mark.parametrize("language", [Language("en"), Language("vi")], ids=lambda language: language.code)
def test_a_refusal_is_a_whole_sentence_in_both_languages(language, code):
    facts = {name: "unreadable" if name == "finding" else "·" for name in placeholders(SENTENCES[code])}
    told = sentence(language, because(code, **facts))
    assert told == " ".join(told.split())
    assert "{" not in told.replace("{…}", "")


def test_codes_among_the_facts_are_said_in_the_terms_of_the_field():
    claimed = because("claim-above-figures", claim=Result.SURPASSED, ceiling=Result.CAUGHT_UP)
    told = sentence(Language("vi"), claimed)
    assert "bắt kịp" in told
    assert "vượt qua" in told
    uncounted = sentence(Language("vi"), because("count-missing", count="issued"))
    assert uncounted == "Bỏ phiếu kín phải ghi số phiếu phát ra."


def test_a_month_in_a_command_can_be_typed_in_either_notation():
    reason = because("month-not-evaluated", month=Month.of(date(2024, 3, 1)))
    assert sentence(Language("en"), reason).endswith("thidua evaluate --month 2024-03")
    assert sentence(Language("vi"), reason).endswith("thidua evaluate --month 03/2024")


@pytest.mark.parametrize("code", sorted(REMEDIES))
def test_what_is_left_undone_is_refused_with_its_remedy_and_noted_without(code):
    facts = dict.fromkeys(placeholders(SENTENCES[code]) | placeholders(REMEDIES[code]), "·")
    reason = because(code, **facts)
    for language in (Language("en"), Language("vi")):
        assert remedied(language, reason) == f"{sentence(language, reason)} {language.say(REMEDIES[code], **facts)}"
    assert placeholders(REMEDIES[code]) <= placeholders(SENTENCES[code]), "a remedy has no facts of its own"
