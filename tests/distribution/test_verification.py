"""Is this text official? The page and the API say the same, and say it of what is stored now."""

import re

import pytest

from services.distribution.entrypoints import pages
from services.distribution.entrypoints.pages.texts import VERIFY
from shared.ids import uuid7
from tests.distribution.house import TEXT, House, problem
from tests.distribution.test_follow import forge


@pytest.mark.parametrize("code", ["TC-2026-999999", "x", "TC%2F2026", "é"])
async def test_an_unknown_code_is_said_to_be_unknown(house: House, code: str) -> None:
    page = await house.http.get(f"/verify/{code}")
    assert page.status_code == 404
    if page.headers["content-type"].startswith("text/html"):
        assert "Không có thông cáo công khai nào mang mã này." in page.text
        problem(await house.http.get(f"/verification/{code}"), 404, "release-not-found")


async def test_an_unknown_edition_is_refused(house: House) -> None:
    release = await house.published()
    problem(await house.http.get(f"/verification/{release['code']}?edition=2"), 404, "edition-not-found")
    assert (await house.http.get(f"/verify/{release['code']}?edition=2")).status_code == 404


async def test_a_draft_cannot_be_verified(house: House) -> None:
    draft = await house.draft()
    problem(await house.http.get(f"/verification/{draft['code']}"), 404, "release-not-found")


async def test_an_official_text_is_verified_and_a_copy_compared(house: House) -> None:
    release = await house.published()
    code, right = release["code"], release["public"]["content_hash"]
    view = (await house.http.get(f"/verification/{code.lower()}?sha256={right.upper()}")).json()
    assert (view["valid"], view["edition"], view["given_is_edition"]) == (True, 1, 1)
    assert view["key_id"] == house.office.keys.signing.kid
    wrong = (await house.http.get(f"/verification/{code}?sha256={'0' * 64}")).json()
    assert wrong["given_is_edition"] is None
    page = await house.http.get("/verify", params={"code": f" {code} ", "sha256": right, "lang": "en"})
    assert "Official: the signature of the province fits this text." in page.text
    assert "Your copy is edition 1." in page.text


async def test_what_was_changed_in_the_store_is_not_valid(house: House) -> None:
    release = await house.published()
    await forge(
        house, "UPDATE editions SET content = replace(encode(content, 'escape'), '01/10', '02/10')::bytea"
    )
    view = (await house.http.get(f"/verification/{release['code']}")).json()
    assert (view["valid"], view["key_id"]) == (False, None)
    page = await house.http.get(f"/verify/{release['code']}")
    assert "Không hợp lệ" in page.text
    assert "Chính thức:" not in page.text
    assert "02/10" not in page.text


async def test_bytes_damaged_beyond_reading_are_said_to_be_not_valid(house: House) -> None:
    release = await house.published()
    await forge(house, "UPDATE editions SET content = set_byte(content, 5, 255)")
    view = (await house.http.get(f"/verification/{release['code']}")).json()
    assert (view["valid"], view["document"]) == (False, None)
    page = await house.http.get(f"/verify/{release['code']}")
    assert (page.status_code, "Không hợp lệ" in page.text) == (200, True)


async def test_older_and_withdrawn_editions_say_so(house: House) -> None:
    release = await house.corrected(await house.published(), headline="Đã sửa")
    old = await house.http.get(f"/verify/{release['code']}?edition=1")
    assert "Đã có phiên bản mới hơn" in old.text
    await house.withdrawn(release)
    for query in ("", "?edition=1", "?edition=2"):
        page = await house.http.get(f"/verify/{release['code']}{query}")
        assert "Cơ quan đã thu hồi" in page.text
        assert "Chính thức:" not in page.text
    assert "Nhầm tệp." in (await house.http.get(f"/verify/{release['code']}")).text


async def test_the_page_has_no_script_and_a_strict_policy(house: House) -> None:
    release = await house.published(
        headline="<script>alert(1)</script>", contact={**TEXT["contact"], "name": "<b>Ai</b>"}
    )
    page = await house.http.get(f"/verify/{release['code']}")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert not re.search(r"<script|onclick|style=", page.text)
    assert "&lt;script&gt;" in page.text
    assert "&lt;b&gt;Ai" in page.text
    assert 'name="viewport"' in page.text
    style = await house.http.get("/pages.css")
    assert style.headers["content-type"].startswith("text/css")


def test_every_word_of_the_page_is_marked_for_the_catalogues() -> None:
    template = (pages.HOME / "verify.html").read_text(encoding="utf-8")
    assert set(re.findall(r'_\("([^"]+)"\)', template)) <= set(VERIFY)


async def test_the_page_speaks_the_language_that_is_asked_for(house: House) -> None:
    english = await house.http.get("/verify", headers={"accept-language": "en"})
    assert "Code of the release" in english.text
    assert english.headers["content-language"] == "en"
    vietnamese = await house.http.get("/verify?lang=vi", headers={"accept-language": "en"})
    assert "Mã thông cáo" in vietnamese.text
    problem(await house.http.get("/verify?lang=fr"), 400, "invalid-parameter", "lang")
    assert (await house.http.get(f"/verify?code={uuid7()}")).status_code == 404
