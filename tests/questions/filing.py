"""Files on their way into a questions service, and the upkeep that a worker would do."""

import asyncio
import base64
import io
import zipfile
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
from tusclient.client import TusClient

from services.questions.adapters.attachments.objects import PartStore
from services.questions.adapters.attachments.scanners import NoScanner
from services.questions.application.attachments.ports import Scanner
from services.questions.application.attachments.upkeep import (
    check_attachments,
    forget_uploads,
    remove_bytes,
)
from tests.questions.house import Headers, House

TUS = {"Tus-Resumable": "1.0.0"}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
BYTES = "application/offset+octet-stream"


def pdf(size: int) -> bytes:
    """A document of so many bytes, no two stretches of it alike."""
    body = b"".join(b"%020d\n" % number for number in range(size // 21 + 1))
    return (PDF + body)[:size]


def a_zip() -> bytes:
    """What somebody may call a picture."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x" * 20_000)
    return out.getvalue()


def named(name: str) -> dict[str, str]:
    """Upload-Metadata."""
    return {"Upload-Metadata": "filename " + base64.b64encode(name.encode()).decode()}


class Filing:
    """The tus protocol by hand, by the real client, and the worker's part."""

    def __init__(self, house: House, store: PartStore) -> None:
        self.house, self.store = house, store

    async def begin(
        self, question: Mapping[str, Any], who: Headers, length: int, name: str = "don.pdf"
    ) -> httpx.Response:
        """Creation."""
        headers = {**who, **TUS, **named(name), "Upload-Length": str(length)}
        return await self.house.http.post(f"/questions/{question['id']}/attachments", headers=headers)

    async def begun(
        self, question: Mapping[str, Any], who: Headers, length: int, name: str = "don.pdf"
    ) -> str:
        """The id of an upload that must have begun."""
        answer = await self.begin(question, who, length, name)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def send(
        self,
        upload: str,
        who: Headers,
        content: Any,
        offset: int = 0,
        changes: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """PATCH."""
        usual = {**who, **TUS, "Upload-Offset": str(offset), "Content-Type": BYTES}
        headers = {**usual, **(changes or {})}
        return await self.house.http.patch(f"/uploads/{upload}", content=content, headers=headers)

    async def offset(self, upload: str, who: Headers) -> int:
        """HEAD."""
        answer = await self.house.http.head(f"/uploads/{upload}", headers={**who, **TUS})
        assert answer.status_code == 200, answer.status_code
        return int(answer.headers["upload-offset"])

    async def received(
        self, question: Mapping[str, Any], who: Headers, content: bytes = PDF, name: str = "don.pdf"
    ) -> str:
        """A file that is in quarantine; its id."""
        upload = await self.begun(question, who, len(content), name)
        answer = await self.send(upload, who, content)
        assert answer.status_code == 204, answer.text
        return upload

    async def attached(
        self, question: Mapping[str, Any], who: Headers, content: bytes = PDF, name: str = "don.pdf"
    ) -> str:
        """A file that was checked; its id."""
        found = await self.received(question, who, content, name)
        await self.check()
        return found

    async def read(self, attachment: str, who: Headers) -> httpx.Response:
        """What is known of it."""
        return await self.house.http.get(f"/attachments/{attachment}", headers=who)

    async def download(self, attachment: str, who: Headers, **headers: str) -> httpx.Response:
        """Its bytes."""
        return await self.house.http.get(f"/attachments/{attachment}/content", headers={**who, **headers})

    async def erase(self, attachment: str, who: Headers, version: int, reason: str) -> httpx.Response:
        """Its bytes go."""
        headers = {**who, "If-Match": f'"{version}"'}
        address = f"/attachments/{attachment}/erasure"
        return await self.house.http.post(address, json={"reason": reason}, headers=headers)

    async def check(self, scanner: Scanner | None = None) -> int:
        """The worker's check."""
        return await check_attachments(self.house.office.unit, self.store, scanner or NoScanner())

    async def tidy(self) -> None:
        """The worker removes what must go."""
        await remove_bytes(self.house.office.unit, self.store)
        await forget_uploads(self.house.office.unit, self.store)

    async def state(self, attachment: str, who: Headers) -> str:
        """Where it stands."""
        return str((await self.read(attachment, who)).json()["state"])


async def by_client(origin: str, question: str, who: Headers, content: bytes, **options: Any) -> str:
    """The upload of a real tus client, in a thread of its own; its address."""

    def upload() -> str:
        client = TusClient(f"{origin}/questions/v1/questions/{question}/attachments", headers=who)
        stream = io.BytesIO(content)
        stop_at = options.pop("stop_at", None)
        uploader = client.uploader(file_stream=stream, metadata={"filename": "đơn.pdf"}, **options)
        uploader.upload(stop_at=stop_at)
        return str(uploader.url)

    return await asyncio.to_thread(upload)


async def cut_short(upload: str, who: dict[str, str], content: bytes, sent: int) -> asyncio.StreamWriter:
    """A request that has sent so many bytes of all that it announces."""
    place = urlsplit(upload)
    lines = [
        f"PATCH {place.path} HTTP/1.1",
        f"Host: {place.netloc}",
        f"Content-Length: {len(content)}",
        "Upload-Offset: 0",
        f"Content-Type: {BYTES}",
        *(f"{name}: {value}" for name, value in {**who, **TUS}.items()),
    ]
    _reader, writer = await asyncio.open_connection(place.hostname, place.port)
    writer.write("\r\n".join([*lines, "", ""]).encode() + content[:sent])
    await writer.drain()
    return writer
