"""What a person reads exists in Vietnamese too."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from shared.text import nfc
from tests.architecture.source import ROOT, dotted, modules, relative, tree

PLACEHOLDER = re.compile(r"\{(\w*)\}")
SHOWN = {"title", "detail", "words"}
"""Class attributes of a domain error: the domain cannot mark them, so their names do."""


def catalogue(language: str) -> Catalog:
    path = ROOT / "shared" / "locale" / language / "LC_MESSAGES" / "caunoi.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def constant(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def marked(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and dotted(node.func) in ("N_", "i18n.N_") and node.args:
            text = constant(node.args[0])
            assert text is not None, f"{relative(path)}:{node.lineno} marks what is not a literal"
            yield text


def attributes(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        for statement in node.body if isinstance(node, ast.ClassDef) else []:
            if isinstance(statement, ast.Assign):
                names = {dotted(target) for target in statement.targets}
            elif isinstance(statement, ast.AnnAssign):
                names = {dotted(statement.target)}
            else:
                continue
            value = statement.value
            inner = value.args[0] if isinstance(value, ast.Call) and value.args else value
            values = inner.values if isinstance(inner, ast.Dict) else [value]
            yield from (text for each in values if names & SHOWN and (text := constant(each)))


def messages() -> set[str]:
    """Every English text of the code that a person may be shown."""
    found = {text for path in modules("services", "shared", "deploy") for text in marked(path)}
    for path in modules("services"):
        if "domain" in path.parts and "errors" in relative(path):
            found |= set(attributes(path))
    return found


def test_every_message_is_translated_into_vietnamese() -> None:
    known = {str(entry.id) for entry in catalogue("vi") if entry.id and entry.string and not entry.fuzzy}
    assert sorted(messages() - known) == []


def test_no_translation_is_left_empty_or_fuzzy() -> None:
    bad = [str(entry.id) for entry in catalogue("vi") if entry.id and (not entry.string or entry.fuzzy)]
    assert bad == []


def test_a_translation_has_the_same_placeholders() -> None:
    differing = [
        str(entry.id)
        for entry in catalogue("vi")
        if entry.id and set(PLACEHOLDER.findall(str(entry.id))) != set(PLACEHOLDER.findall(str(entry.string)))
    ]
    assert differing == []


def test_translations_are_stored_composed() -> None:
    assert [str(entry.id) for entry in catalogue("vi") if nfc(str(entry.string)) != str(entry.string)] == []


def test_no_message_is_translated_twice() -> None:
    text = (ROOT / "shared" / "locale" / "vi" / "LC_MESSAGES" / "caunoi.po").read_text(encoding="utf-8")
    ids = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert sorted(each for each, count in Counter(ids).items() if count > 1) == []
