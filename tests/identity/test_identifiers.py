"""Personal identifiers at rest: found by a keyed digest, sealed for one account, rotated online."""

import base64
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.adapters.identifier_keys import (
    CipherKey,
    IdentifierCipher,
    KeyFile,
    UnreadableIdentifier,
    read_key_file,
    write_key_file,
)
from services.identity.adapters.identifier_rotation import IdentifierRotation
from services.identity.adapters.identifiers import IdentifierDigests, InvalidKeyFile
from services.identity.adapters.vault import SqlIdentifierVault
from services.identity.domain.errors import IdentifierUnavailable
from services.identity.domain.model import PersonalIdentifier, RevealPurpose
from services.identity.entrypoints.identifier_keys import identifier_keys, rotate_identifiers
from services.identity.entrypoints.keys import digests_of
from shared.ids import uuid7
from tests.identity.house import REPORTER, House

OLD, NEW = CipherKey.make(), CipherKey.make()
DIGITS = PersonalIdentifier(REPORTER[0])
ANY = st.text("0123456789", min_size=12, max_size=12).map(PersonalIdentifier)


@given(ANY)
def test_what_is_sealed_opens_for_its_account_and_for_no_other(identifier: PersonalIdentifier) -> None:
    cipher, account = IdentifierCipher([OLD]), uuid7()
    sealed = cipher.seal(identifier, account)
    assert identifier.digits.encode() not in sealed
    assert cipher.open(sealed, account) == identifier
    with pytest.raises(UnreadableIdentifier):
        cipher.open(sealed, uuid7())


@given(st.integers(0, 48), st.integers(1, 255))
def test_a_changed_byte_is_refused(position: int, change: int) -> None:
    cipher, account = IdentifierCipher([OLD]), uuid7()
    sealed = bytearray(cipher.seal(DIGITS, account))
    sealed[position] ^= change
    with pytest.raises(UnreadableIdentifier):
        cipher.open(bytes(sealed), account)


def test_the_same_digits_are_sealed_differently_each_time() -> None:
    cipher, account = IdentifierCipher([OLD]), uuid7()
    assert cipher.seal(DIGITS, account) != cipher.seal(DIGITS, account)


def test_sealed_text_of_one_kind_is_no_other_kind() -> None:
    cipher, owner = IdentifierCipher([OLD]), uuid7()
    with pytest.raises(UnreadableIdentifier):
        cipher.open(cipher.seal_text("046599000001", "birth date", owner), owner)


def test_old_and_new_keys_open_during_a_change_and_a_dropped_one_does_not() -> None:
    account = uuid7()
    sealed = IdentifierCipher([OLD]).seal(DIGITS, account)
    both = IdentifierCipher([NEW, OLD])
    assert both.open(sealed, account) == DIGITS
    assert not both.is_current(sealed)
    with pytest.raises(UnreadableIdentifier):
        IdentifierCipher([NEW]).open(sealed, account)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"keys": []}',
        b'{"keys": [{"id": "k1", "key": "AAAA"}]}',
        msgspec.json.encode({"keys": [{"id": "0" * 16, "key": base64.b64encode(b"short").decode()}]}),
    ],
)
def test_a_useless_key_file_stops_the_start_without_being_shown(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ciphers.json"
    path.write_bytes(content)
    with pytest.raises(InvalidKeyFile, match=r"ciphers\.json") as refused:
        IdentifierCipher.from_file(str(path))
    assert "AAAA" not in str(refused.value)


def test_nothing_shows_the_digits_or_a_key() -> None:
    stored = IdentifierDigests(b"k" * 32, cipher=IdentifierCipher([OLD])).of(REPORTER[0])
    assert REPORTER[0] not in f"{stored!r} {DIGITS!r} {DIGITS}"
    assert OLD.key not in repr(OLD)


@pytest.fixture
def own_keys(house: House, tmp_path: Path) -> House:
    """The house with a file of sealing keys that a test may change."""
    path = tmp_path / "ciphers.json"
    write_key_file(path, read_key_file(house.settings.identifier_cipher_key_file))
    values = msgspec.structs.replace(house.settings, identifier_cipher_key_file=str(path))
    return replace(house, settings=values)


async def _account(house: House) -> tuple[UUID, bytes, bytes]:
    (row,) = await house.database.fetch(
        "SELECT id, identifier_digest, identifier_cipher FROM account WHERE full_name = $1", REPORTER[1]
    )
    return row["id"], row["identifier_digest"], row["identifier_cipher"]


async def test_sign_in_seals_the_identifier_also_of_those_known_before(house: House) -> None:
    await house.signed_in(REPORTER)
    await house.database.fetch("UPDATE account SET identifier_cipher = NULL")
    await house.signed_in(REPORTER)
    account_id, _digest, sealed = await _account(house)
    cipher = IdentifierCipher.from_file(house.settings.identifier_cipher_key_file)
    assert cipher.open(sealed, account_id) == DIGITS


async def test_sealing_keys_are_rotated_online_and_in_pieces(own_keys: House) -> None:
    house, settings = own_keys, own_keys.settings
    await house.signed_in(REPORTER)
    before = await _account(house)
    assert identifier_keys(settings, ["drop"]) == 1
    assert identifier_keys(settings, ["add"]) == 0
    assert await rotate_identifiers(settings, []) == 0
    assert await _account(house) == before
    assert identifier_keys(settings, ["use"]) == 0
    assert await rotate_identifiers(settings, ["--batch", "1"]) == 0
    account_id, digest, sealed = await _account(house)
    assert digest == before[1]
    assert sealed != before[2]
    assert identifier_keys(settings, ["drop"]) == 0
    assert IdentifierCipher.from_file(settings.identifier_cipher_key_file).open(sealed, account_id) == DIGITS


async def test_an_identifier_under_a_lost_key_is_counted_and_left(
    own_keys: House, capsys: pytest.CaptureFixture[str]
) -> None:
    await own_keys.signed_in(REPORTER)
    before = await _account(own_keys)
    write_key_file(Path(own_keys.settings.identifier_cipher_key_file), KeyFile(keys=(NEW,)))
    assert await rotate_identifiers(own_keys.settings, []) == 1
    assert " unreadable" in capsys.readouterr().out
    assert await _account(own_keys) == before


async def test_the_key_of_the_digests_is_rotated_while_people_sign_in(house: House, tmp_path: Path) -> None:
    await house.signed_in(REPORTER)
    account_id, old_digest, _ = await _account(house)
    new_key = tmp_path / "identifier.key"
    new_key.write_bytes(b"n" * 32)
    cipher = IdentifierCipher.from_file(house.settings.identifier_cipher_key_file)
    settings = msgspec.structs.replace(
        house.settings,
        identifier_key_file=str(new_key),
        older_identifier_key_files=house.settings.identifier_key_file,
    )
    both = digests_of(settings)
    async with house.uow() as uow:
        found = await uow.accounts.find_or_add(both.of(REPORTER[0]), uuid7(), uow.now())
        assert found.id == account_id
    rotated = await IdentifierRotation(house.database, both, cipher).run()
    assert rotated.unreadable == rotated.unsealed == 0
    assert (await _account(house))[1] == both.of(REPORTER[0]).digest != old_digest
    async with house.uow() as uow:
        alone = IdentifierDigests(b"n" * 32, (), cipher)
        assert (await uow.accounts.find_or_add(alone.of(REPORTER[0]), uuid7(), uow.now())).id == account_id


async def test_each_opening_is_written_to_the_audit_log_first(house: House) -> None:
    await house.signed_in(REPORTER)
    account_id, _, _ = await _account(house)
    cipher, officer = IdentifierCipher.from_file(house.settings.identifier_cipher_key_file), uuid7()
    vault = SqlIdentifierVault(house.database, cipher, house.uow)
    with pytest.raises(IdentifierUnavailable):
        await vault.reveal(uuid7(), RevealPurpose.POPULATION_LOOKUP, officer, {})
    detail = {"officer_code": "H57.08-014"}
    assert await vault.reveal(account_id, RevealPurpose.POPULATION_LOOKUP, officer, detail) == DIGITS
    (row,) = await house.database.fetch("SELECT * FROM audit WHERE action = 'identifier.revealed'")
    assert (row["subject_id"], row["actor"]) == (str(account_id), officer)
    assert msgspec.json.decode(row["detail"]) == {**detail, "purpose": "population-lookup"}
