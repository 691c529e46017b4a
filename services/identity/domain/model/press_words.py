"""What people write in spreadsheets for the types, kinds and columns of the press register."""

from services.identity.domain.model.press_agency import PressKind, PressType

# Keys are folded: lower case, without marks, đ as d, one space between words.
TYPES = {
    "print": PressType.PRINT,
    "in": PressType.PRINT,
    "bao in": PressType.PRINT,
    "tap chi in": PressType.PRINT,
    "online": PressType.ONLINE,
    "dien tu": PressType.ONLINE,
    "bao dien tu": PressType.ONLINE,
    "tap chi dien tu": PressType.ONLINE,
    "radio": PressType.RADIO,
    "phat thanh": PressType.RADIO,
    "bao noi": PressType.RADIO,
    "television": PressType.TELEVISION,
    "truyen hinh": PressType.TELEVISION,
    "bao hinh": PressType.TELEVISION,
}
KINDS = {
    "newspaper": PressKind.NEWSPAPER,
    "bao": PressKind.NEWSPAPER,
    "magazine": PressKind.MAGAZINE,
    "tap chi": PressKind.MAGAZINE,
    "scientific journal": PressKind.SCIENTIFIC_JOURNAL,
    "tap chi khoa hoc": PressKind.SCIENTIFIC_JOURNAL,
    "news agency": PressKind.NEWS_AGENCY,
    "thong tan xa": PressKind.NEWS_AGENCY,
    "hang thong tan": PressKind.NEWS_AGENCY,
    "broadcaster": PressKind.BROADCASTER,
    "dai": PressKind.BROADCASTER,
    "dai phat thanh": PressKind.BROADCASTER,
    "dai truyen hinh": PressKind.BROADCASTER,
    "dai phat thanh va truyen hinh": PressKind.BROADCASTER,
    "bulletin": PressKind.BULLETIN,
    "ban tin": PressKind.BULLETIN,
}
YES = frozenset({"x", "1", "true", "yes", "co", "trung uong", "central"})
NO = frozenset({"", "0", "false", "no", "khong", "dia phuong", "local"})
COLUMNS = {
    "name": "name",
    "ten": "name",
    "ten co quan": "name",
    "ten co quan bao chi": "name",
    "co quan bao chi": "name",
    "types": "types",
    "loai hinh": "types",
    "loai hinh bao chi": "types",
    "kind": "kind",
    "loai": "kind",
    "loai co quan": "kind",
    "licence no": "licence_no",
    "so giay phep": "licence_no",
    "giay phep": "licence_no",
    "governing body": "governing_body",
    "co quan chu quan": "governing_body",
    "central": "central",
    "trung uong": "central",
    "purpose": "purpose",
    "ton chi muc dich": "purpose",
    "ton chi, muc dich": "purpose",
    "domains": "domains",
    "ten mien": "domains",
    "head": "head",
    "nguoi dung dau": "head",
    "tong bien tap": "head",
    "valid to": "valid_to",
    "hieu luc den": "valid_to",
    "het han": "valid_to",
}
"""A column that is not here is left out of account."""
