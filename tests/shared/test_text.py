"""Vietnamese text is stored in one form, found without accents and listed in dictionary order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text import clean, fold, nfc, sort_key

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầắằếềốồớờứừýỳĐÊÔ ", max_size=30)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "a\x07", "\x1b[31m", "a\ufffe", "a\uffff"])
def test_what_xml_cannot_write_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        clean(text)


def test_search_finds_hue_however_it_is_typed() -> None:
    spelled = "Thừa Thiên Huế – hoà/hòa, ĐẮK LẮK"
    assert fold(spelled) == "thua thien hue – hoa/hoa, dak lak"
    assert fold("Ðà Nẵng") == fold("Đà Nẵng") == "da nang"


def test_a_list_is_in_the_order_of_a_vietnamese_dictionary() -> None:
    words = ["đá", "da", "âm", "an", "ăn", "dạ", "dà", "ông", "oanh", "ưu"]
    assert sorted(words, key=sort_key) == ["an", "ăn", "âm", "da", "dà", "dạ", "đá", "oanh", "ông", "ưu"]


@given(VIETNAMESE)
def test_composed_and_decomposed_text_are_the_same_text(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert nfc(decomposed) == nfc(text)
    assert fold(decomposed) == fold(text)
    assert clean(decomposed) == clean(text)
    assert sort_key(decomposed) == sort_key(text)


@given(VIETNAMESE)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
