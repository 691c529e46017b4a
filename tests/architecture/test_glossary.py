"""The words of the code are in the glossary (docs/glossary.md)."""

from services.identity.domain.model.role import Role
from shared.contracts.registry import EVENTS
from shared.web.principal import ROLES
from tests.architecture.source import ROOT

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_every_role_is_explained() -> None:
    assert [role for role in sorted(ROLES) if f"`{role}`" not in GLOSSARY] == []


def test_identity_gives_the_roles_that_the_guards_know() -> None:
    assert {role.value for role in Role} == set(ROLES)


def test_what_events_are_about_is_explained() -> None:
    nouns = {name.split(".")[1] for name in EVENTS}
    assert [noun for noun in sorted(nouns) if noun not in GLOSSARY.lower()] == []


def test_the_two_meanings_of_event_are_kept_apart() -> None:
    assert "**press event**" in GLOSSARY
