"""Files of press agencies as they come: every row is entered, merged, a duplicate or listed as wrong."""

import csv
import io
import json
import time
import unicodedata
from datetime import date
from pathlib import Path
from typing import Literal

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.adapters.press_files import read_rows
from services.identity.domain import errors
from services.identity.domain.model.press_cleaning import Cleaned, clean_rows, folded
from services.identity.entrypoints.press_import import import_file
from tests.identity.house import API, House

TODAY = date(2026, 9, 21)
HEADER = "Tên cơ quan báo chí;Loại hình;Loại;Cơ quan chủ quản;Tên miền;Hiệu lực đến;Trung ương\r\n"
GOOD = "Báo Minh họa {n};báo in, điện tử;báo;Hội Minh họa;baominhhoa{n}.example;31/12/2030;có\r\n"


def cleaned(text: str) -> Cleaned:
    return clean_rows(read_rows(text.encode()), TODAY)


@pytest.mark.parametrize(
    "raw", [b"", b"\xef\xbb\xbf  ", b"a;b;c\r\n1;2;3", b"\xff\xfe\x00", b"[1", b'{"x": 1}', b"\x80\x81"]
)
def test_what_is_no_such_file_is_refused(raw: bytes) -> None:
    with pytest.raises(errors.UnreadableImport) as refused:
        read_rows(raw)
    assert type(refused.value) is not errors.UnreadableImport, "which of the reasons it is has to be said"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (";báo in;báo;;;;", "name"),
        ("Báo A;;báo;;;;", "types"),
        ("Báo A;báo giấy;báo;;;;", "types"),
        ("Báo A;báo in;bao la;;;;", "kind"),
        ("Báo A;báo in;báo;;không phải tên miền;;", "domains"),
        ("Báo A;báo in;báo;;;31/02/2030;", "valid_to"),
        ("Báo A;báo in;báo;;;20/09/2026;", "valid_to"),
        ("Báo A;báo in;báo;;;;có lẽ", "central"),
        (f"{'A' * 201};báo in;báo;;;;", "name"),
        ("Báo \x07A;báo in;báo;;;;", "name"),
        ("Báo A;báo in;báo;;;;;thừa", "row"),
    ],
)
def test_a_wrong_row_is_listed_and_stops_no_other(row: str, field: str) -> None:
    found = cleaned(HEADER + GOOD.format(n=1) + row + "\r\n" + GOOD.format(n=2))
    assert [(number, error.field) for number, error in found.invalid] == [(3, field)]
    assert list(found.profiles) == [2, 4]


def test_a_word_that_is_not_known_is_answered_with_those_that_are() -> None:
    (wrong,) = cleaned(HEADER + "Báo A;báo giấy;báo;;;;\r\n").invalid
    assert "bao in" in wrong[1].detail.format(**wrong[1].params)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_bom_delimiter_and_composition_make_no_difference(
    form: Literal["NFC", "NFD"], encoding: str, delimiter: str
) -> None:
    rows = [line.split(";") for line in (HEADER + GOOD.format(n=1)).splitlines()]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    raw = unicodedata.normalize(form, text.getvalue()).encode(encoding)
    (profile,) = clean_rows(read_rows(raw), TODAY).profiles.values()
    assert (profile.name, sorted(profile.types)) == ("Báo Minh họa 1", ["ONLINE", "PRINT"])
    assert profile.details.valid_to == date(2030, 12, 31)
    assert profile.details.central


def test_rows_of_one_name_are_duplicates_merge_or_contradict() -> None:
    rows = (
        "Báo A;báo in;báo;;;;\r\n"
        "BÁO  A;báo in;báo;;;;\r\n"
        "Báo A;phát thanh;báo;Hội A;a.example;;\r\n"
        "Báo A;báo in;tạp chí;;;;\r\n"
        "Báo A;báo in;báo;Hội B;;;\r\n"
    )
    found = cleaned(HEADER + rows)
    assert found.duplicates == [(3, 2)]
    assert [(m.row, m.into, m.fields) for m in found.merged] == [
        (4, 2, ("types", "governing_body", "domains"))
    ]
    assert [(row, error.code, error.params) for row, error in found.invalid] == [
        (5, "rows-conflict", {"row": 2}),
        (6, "rows-conflict", {"row": 2}),
    ]


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["Báo A", "Bao a", "Tạp chí B", "", "\x00", "Đài Đ"]),
            st.sampled_from(["báo in", "online;radio", "", "sách"]),
            st.sampled_from(["báo", "tạp chí", "?"]),
            st.text(max_size=20),
        )
    )
)
def test_every_row_is_in_exactly_one_list(rows: list[tuple[str, str, str, str]]) -> None:
    raw = json.dumps([dict(zip(("name", "types", "kind", "purpose"), row, strict=True)) for row in rows])
    found = cleaned(raw)
    listed = [
        *found.profiles,
        *(row for row, _ in found.invalid),
        *(row for row, _ in found.duplicates),
        *(merged.row for merged in found.merged),
    ]
    assert sorted(listed) == list(range(1, len(rows) + 1))
    names = [folded(profile.name) for profile in found.profiles.values()]
    assert len(set(names)) == len(names)


@given(raw=st.binary(max_size=300))
def test_no_bytes_make_it_fall_over(raw: bytes) -> None:
    try:
        clean_rows(read_rows(raw), TODAY)
    except errors.UnreadableImport:
        return


async def _send(house: House, raw: bytes, *, dry_run: bool = False) -> httpx.Response:
    headers = house.bearer("department_officer") | {"Content-Type": "text/csv"}
    query = {"dry_run": str(dry_run).lower()}
    return await house.http.post(
        f"{API}/press-agencies/import", content=raw, params=query, headers=headers, timeout=120
    )


async def test_a_dry_run_changes_nothing_and_a_second_run_finds_nothing_new(house: House) -> None:
    await house.press_agency("Báo Minh họa 1")
    raw = (HEADER + GOOD.format(n=1) + GOOD.format(n=2) + "Báo X;?;báo;;;;\r\n").encode("utf-8-sig")
    before = len(await house.events())
    dry = (await _send(house, raw, dry_run=True)).json()
    assert (dry["entered"], dry["changed"]) == ([3], [2])
    assert dry["invalid"][0]["message"].startswith("Không hiểu từ")
    assert len(await house.events()) == before
    first = (await _send(house, raw)).json()
    assert (first["entered"], first["changed"], first["unchanged"]) == ([3], [2], [])
    told = len(await house.events())
    second = (await _send(house, raw)).json()
    assert (second["entered"], second["changed"], second["unchanged"]) == ([], [], [2, 3])
    assert len(await house.events()) == told
    assert (await _send(house, b"x")).json()["type"].endswith("unreadable-import")


async def test_fifty_thousand_rows_take_seconds(house: House) -> None:
    raw = (HEADER + "".join(GOOD.format(n=n) for n in range(50_000))).encode()
    began = time.monotonic()
    answer = await _send(house, raw)
    assert len(answer.json()["entered"]) == 50_000, answer.text[:300]
    assert time.monotonic() - began < 60


async def test_the_command_reports_each_row(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "register.csv"
    file.write_text(HEADER + GOOD.format(n=1) + GOOD.format(n=1) + "Báo X;?;báo;;;;\r\n", encoding="utf-8")
    assert await import_file(house.settings, [str(file), "--dry-run"]) == 1
    told = capsys.readouterr().out
    assert "4: types:" in told
    assert "3: = 2" in told
    assert "entered=1 changed=0 unchanged=0 duplicates=1 merged=0 invalid=1" in told
    assert await import_file(house.settings, [str(tmp_path / "none")]) == 2
    assert await import_file(house.settings, []) == 2
