"""The national population database over HTTP, in the published field names of its look-up service."""

from dataclasses import dataclass
from typing import Annotated

import httpx
import msgspec

from services.identity.application.ports import Lookup, PopulationUnavailable
from services.identity.domain.model import PersonFound

_LARGEST_ANSWER = 64 * 1024

Code20 = Annotated[str, msgspec.Meta(max_length=20)]


class PopulationRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """The fields and lengths of the published request; `NgayThangNamSinh` is yyyy-mm-dd or yyyy."""

    MaYeuCau: Annotated[str, msgspec.Meta(max_length=40)]
    MaDVC: Code20
    MaTichHop: Code20
    MaDonVi: Annotated[str, msgspec.Meta(max_length=35)]
    MaCanBo: Code20
    SoDinhDanh: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{12}\Z")]
    SoCMND: Annotated[str, msgspec.Meta(max_length=9)] = ""
    HoVaTen: Annotated[str, msgspec.Meta(max_length=100)]
    NgayThangNamSinh: Annotated[str, msgspec.Meta(max_length=10)] = ""


class FullName(msgspec.Struct, frozen=True, kw_only=True):
    """A name in its parts; only the given name is always there."""

    Ho: str = ""
    ChuDem: str = ""
    Ten: str

    def joined(self) -> str:
        """As it is written."""
        return " ".join(part for part in (self.Ho, self.ChuDem, self.Ten) if part)


class PopulationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of a record; everything else in it is never looked at."""

    SoDinhDanh: str
    HoVaTen: FullName
    NgayThangNamSinh: str = ""


class PopulationAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The records for the request; none when nobody has the number."""

    MaYeuCau: str
    KetQua: tuple[PopulationRecord, ...] = ()


@dataclass(frozen=True)
class Connection:
    """Under what name this province asks."""

    url: str
    token: str
    service_code: str
    integration_code: str
    unit_code: str
    seconds: float


class HttpPopulationDatabase:
    """One POST for each look-up; neither the question nor the answer is ever logged."""

    def __init__(self, connection: Connection) -> None:
        self._us = connection

    async def look_up(self, lookup: Lookup) -> PersonFound | None:
        """Raises PopulationUnavailable, also for an answer that belongs to another question."""
        answer = await self._ask(lookup)
        if answer.MaYeuCau != lookup.request_code:
            raise PopulationUnavailable("the answer belongs to another request")
        for record in answer.KetQua:
            if record.SoDinhDanh == lookup.identifier.digits:
                return PersonFound(record.HoVaTen.joined(), record.NgayThangNamSinh or None)
        return None

    async def _ask(self, lookup: Lookup) -> PopulationAnswer:
        headers = {"Content-Type": "application/json"}
        if self._us.token:
            headers["Authorization"] = f"Bearer {self._us.token}"
        try:
            async with httpx.AsyncClient(timeout=self._us.seconds, trust_env=False) as http:
                answer = await http.post(self._us.url, content=self._request(lookup), headers=headers)
            answer.raise_for_status()
            if len(answer.content) > _LARGEST_ANSWER:
                raise PopulationUnavailable("the answer is too large")
            return msgspec.json.decode(answer.content, type=PopulationAnswer)
        except (httpx.HTTPError, msgspec.MsgspecError) as error:
            # Neither error is shown: their text may quote what was sent or received.
            raise PopulationUnavailable(type(error).__name__) from None

    def _request(self, lookup: Lookup) -> bytes:
        request = PopulationRequest(
            MaYeuCau=lookup.request_code,
            MaDVC=self._us.service_code,
            MaTichHop=self._us.integration_code,
            MaDonVi=self._us.unit_code,
            MaCanBo=lookup.officer_code,
            SoDinhDanh=lookup.identifier.digits,
            HoVaTen=lookup.full_name,
            NgayThangNamSinh=lookup.birth_date or "",
        )
        return msgspec.json.encode(request)
