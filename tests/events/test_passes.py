"""The code of a pass: what it says comes back, nothing else is taken for one, and a phone can read it."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from services.events.adapters.keys import PassKeys, create_pass_keys
from services.events.adapters.qr_code import qr_code
from services.events.domain.model import PassClaims, Window, holder_hash
from shared.settings import InvalidSettings

SECONDS = st.integers(0, 2**32 - 1).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
CLAIMS = st.builds(
    PassClaims,
    pass_id=st.uuids(),
    press_event_id=st.uuids(),
    holder=st.binary(min_size=12, max_size=12),
    window=st.builds(Window, valid_from=SECONDS, valid_to=SECONDS),
    list_index=st.integers(0, 2**32 - 1),
)
LONGEST = 213
"""Characters of a QR code of version 10 with correction M: 57 dots a side."""


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> PassKeys:
    path = tmp_path_factory.mktemp("keys") / "passes.jwks"
    assert create_pass_keys(path)
    assert not create_pass_keys(path)
    assert path.stat().st_mode & 0o777 == 0o600
    return PassKeys.from_file(str(path))


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"{}",
        b'{"keys": []}',
        b'{"keys": [{"kty": "oct", "k": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}',
    ],
)
def test_a_file_without_a_private_key_stops_the_start(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "passes.jwks"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InvalidSettings, match=r"passes\.jwks"):
        PassKeys.from_file(str(path))


@settings(deadline=None, max_examples=50)
@given(payload=st.binary(max_size=80))
def test_bytes_that_are_no_pass_are_refused(payload: bytes) -> None:
    if len(payload) != 57 or payload[0] != 1:
        with pytest.raises(ValueError, match="format 1"):
            PassClaims.unpacked(payload)


@settings(deadline=None, max_examples=50)
@given(claims=CLAIMS, place=st.integers(0, 400), letter=st.sampled_from("AZaz09-_.ă"))
def test_a_code_with_one_letter_changed_is_not_opened(
    keys: PassKeys, claims: PassClaims, place: int, letter: str
) -> None:
    token = keys.seal(claims.packed())
    place %= len(token) - 1
    # The last letter of a signature carries two bits that mean nothing, so it is left alone.
    changed = token[:place] + letter + token[place + 1 :]
    opened = keys.opened(changed)
    assert opened is None or changed == token


@settings(deadline=None, max_examples=50)
@given(text=st.text(max_size=300))
def test_no_text_makes_the_reader_fail(keys: PassKeys, text: str) -> None:
    assert keys.opened(text) is None


@settings(deadline=None, max_examples=50)
@given(claims=CLAIMS)
def test_what_a_pass_says_comes_back(keys: PassKeys, claims: PassClaims) -> None:
    token = keys.seal(claims.packed())
    payload = keys.opened(token)
    assert payload is not None
    assert PassClaims.unpacked(payload) == claims
    assert len(token) <= LONGEST


def test_a_code_signed_with_the_former_key_is_still_opened(tmp_path: Path) -> None:
    for name in ("old", "new"):
        create_pass_keys(tmp_path / name)
    old = PassKeys.from_file(str(tmp_path / "old"))
    join = b'{"keys": [%s, %s]}' % tuple(
        (tmp_path / name).read_bytes()[len(b'{"keys":[') : -2] for name in ("new", "old")
    )
    (tmp_path / "both").write_bytes(join)
    both = PassKeys.from_file(str(tmp_path / "both"))
    assert both.opened(old.seal(b"x")) == b"x"
    assert old.opened(both.seal(b"x")) is None
    assert [key["kid"] for key in both.public()][1] == old.public()[0]["kid"]
    assert all("d" not in key for key in both.public())


def test_a_name_cannot_be_swapped_on_a_pass() -> None:
    pass_id = UUID(int=7)
    own = holder_hash(pass_id, "Lê Thị Minh Họa", "Báo A")
    assert own != holder_hash(pass_id, "Lê Thị Minh Hoạ", "Báo A")
    assert own != holder_hash(pass_id, "Lê Thị Minh Họa", "Báo B")


def test_the_picture_is_small_enough_to_read(keys: PassKeys) -> None:
    now = datetime(2026, 9, 16, 1, 30, tzinfo=UTC)
    token = keys.seal(PassClaims(UUID(int=1), UUID(int=2), b"h" * 12, Window(now, now), 3).packed())
    assert segno.make_qr(token, error="m", boost_error=False).version == 10
    side = (57 + 2 * 4) * 8
    assert qr_code(token, "png")[16:24] == side.to_bytes(4) * 2
    assert qr_code(token, "svg").startswith(b"<svg")
