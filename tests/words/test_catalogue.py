"""The Vietnamese catalogue is whole: every sentence, every placeholder, and the compiled file says the same."""

import ast
import re
import string
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from thidua.cli.verbs import ORDER
from thidua.words.language import Language, speak

ROOT = Path(__file__).parent.parent.parent
MARKS = ("say", "N_")
TYPED = re.compile(rf"(?<!\w)--[a-z][a-z-]*|thidua (?:{'|'.join(ORDER)})\b|THIDUA_\w+|[\w.]+\.(?:yaml|csv|db)")
# Vietnamese as the program spells it: hòa, hóa, thủy, not hoà, hoá, thuỷ
NEW_PLACEMENT = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)


@cache
def collector() -> ModuleType:
    loader = SourceFileLoader("messages", str(ROOT / ".ci" / "messages"))
    spec = spec_from_loader("messages", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@cache
def catalogue() -> Catalog:
    with Path(collector().PO).open("rb") as file:
        return read_po(file, locale="vi")


@cache
def collected() -> frozenset[str]:
    speak(Language("en"))  # help is collected as it stands in the source, whatever an earlier test spoke
    return frozenset(message.id for message in collector().collected() if message.id)


@cache
def translations() -> dict[str, str]:
    return {message.id: message.string for message in catalogue() if message.id}


def placeholders(text: str) -> list[tuple[str, str | None, str | None]]:
    return sorted((name, spec, conversion) for _, name, spec, conversion in string.Formatter().parse(text) if name)


def test_every_sentence_is_in_the_catalogue():
    assert sorted(collected() - translations().keys()) == []


def test_every_sentence_is_translated():
    assert [sentence for sentence, said in translations().items() if not said] == []


def test_nothing_is_left_in_the_catalogue_that_nobody_says():
    assert sorted(translations().keys() - collected()) == []
    assert list(catalogue().obsolete) == []


def test_no_translation_waits_to_be_checked():
    assert [message.id for message in catalogue() if message.id and message.fuzzy] == []


def said_literally(path: Path) -> list[tuple[int, object]]:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call) and node.args]
    marked = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in MARKS]
    return [(call.lineno, call.args[0].value) for call in marked if isinstance(call.args[0], ast.Constant)]


def test_everything_said_in_the_source_is_collected():
    lost = [
        f"{path.relative_to(ROOT)}:{line} {sentence}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for line, sentence in said_literally(path)
        if sentence not in collected()
    ]
    assert lost == []


def test_the_compiled_catalogue_says_exactly_what_the_text_says():
    with Path(collector().PO).with_suffix(".mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    assert compiled == translations()


def test_the_header_names_the_program_and_no_person():
    header = dict(catalogue().mime_headers)
    assert header["Project-Id-Version"].split()[0] == "thidua"
    assert {header[name] for name in ("Last-Translator", "Language-Team", "Report-Msgid-Bugs-To")} == {"thidua"}
    assert "@" not in f"{header}{catalogue().header_comment}"


def differing(part: Callable[[str], object]) -> list[str]:
    return [sentence for sentence, said in translations().items() if said and part(sentence) != part(said)]


def test_a_translation_keeps_the_placeholders_of_its_sentence():
    assert differing(placeholders) == []


def test_a_translation_keeps_the_commands_and_options_that_can_be_typed():
    assert differing(lambda text: sorted(TYPED.findall(text))) == []


def test_a_translation_keeps_the_spaces_around_its_sentence():
    assert differing(lambda text: (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])) == []


def test_every_translation_is_composed_unicode():
    assert [said for said in translations().values() if not unicodedata.is_normalized("NFC", said)] == []


def test_every_tone_stands_where_the_field_s_documents_put_it():
    assert [said for said in translations().values() if NEW_PLACEMENT.search(said)] == []
