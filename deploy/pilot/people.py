"""Invented people and newsrooms; no identifier here can belong to a living person."""

from dataclasses import dataclass
from random import Random

FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Tôn Nữ",
)
MIDDLES = ("Văn", "Thị", "Minh", "Thanh", "Quang", "Thu", "Hữu", "Ngọc", "Xuân", "Đức", "Khánh", "Hải")
GIVENS = (
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Đạt",
    "Giang",
    "Hà",
    "Hiếu",
    "Khoa",
    "Lan",
    "Linh",
    "Mai",
    "Nam",
    "Oanh",
)

REAL_PRESS_AGENCIES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Báo Nhân Dân", ("PRINT", "ONLINE"), "NEWSPAPER"),
    ("Đài Truyền hình Việt Nam (VTV)", ("TELEVISION", "ONLINE"), "BROADCASTER"),
    ("Đài Tiếng nói Việt Nam (VOV)", ("RADIO", "ONLINE"), "BROADCASTER"),
    ("Thông tấn xã Việt Nam", ("PRINT", "ONLINE"), "NEWS_AGENCY"),
    ("Trung tâm Truyền thông thành phố Huế", ("PRINT", "ONLINE", "RADIO", "TELEVISION"), "BROADCASTER"),
    ("Tạp chí Sông Hương", ("PRINT", "ONLINE"), "MAGAZINE"),
    ("VnExpress", ("ONLINE",), "NEWSPAPER"),
    ("VietNamNet", ("ONLINE",), "NEWSPAPER"),
    ("Báo Người Lao Động", ("PRINT", "ONLINE"), "NEWSPAPER"),
    ("Báo Sài Gòn Giải Phóng", ("PRINT", "ONLINE"), "NEWSPAPER"),
    ("Báo Tiền Phong", ("PRINT", "ONLINE"), "NEWSPAPER"),
    ("Báo Pháp Luật TP.HCM", ("PRINT", "ONLINE"), "NEWSPAPER"),
    ("Tạp chí Khoa học Đại học Huế", ("PRINT", "ONLINE"), "SCIENTIFIC_JOURNAL"),
)


@dataclass(frozen=True)
class Person:
    """An invented person, as the identity provider knows them."""

    identifier: str
    full_name: str
    birth_date: str = ""


@dataclass(frozen=True)
class Newsroom:
    """A press agency as it is registered; what goes beyond name, types and kind is invented."""

    name: str
    types: tuple[str, ...]
    kind: str

    def body(self, number: int) -> dict[str, object]:
        """The request that registers it."""
        return {
            "name": self.name,
            "types": list(self.types),
            "kind": self.kind,
            "licence_no": f"{number + 1}/GP-MH",
            "governing_body": "Cơ quan chủ quản minh họa",
            "purpose": "Tôn chỉ, mục đích minh họa",
            "domains": [f"coquanbaochi{number + 1}.example"],
            "valid_to": "2031-06-30",
        }


def person(number: int, random: Random) -> Person:
    """Person `number`; the identifier's century and year say 2199, so nobody living can hold it."""
    name = " ".join((random.choice(FAMILIES), random.choice(MIDDLES), random.choice(GIVENS)))
    # Some are known to the population database by their year of birth only.
    birth_date = f"{1965 + number % 35}" + ("" if number % 11 == 0 else f"-{number % 12 + 1:02d}-17")
    return Person(f"046599{number:06d}", name, birth_date)


def newsrooms(count: int) -> tuple[Newsroom, ...]:
    """The real press agencies first, then invented ones that say so in their names."""
    invented = (Newsroom(f"Báo Minh họa {n}", ("ONLINE",), "NEWSPAPER") for n in range(1, count))
    real = (Newsroom(*row) for row in REAL_PRESS_AGENCIES)
    return tuple([*real, *invented][:count])
