"""An API killed with signal 9 in the middle of an upload: what was acknowledged is there, and it goes on."""

import base64

import httpx
import pytest

from tests.faults.load import Load
from tests.faults.town import Town
from tests.questions.filing import BYTES, TUS, cut_short, pdf
from tests.shared.bus import eventually

pytestmark = [pytest.mark.faults, pytest.mark.servers]


@pytest.mark.timeout(90)
async def test_an_api_killed_in_the_middle_of_an_upload_loses_nothing_that_it_acknowledged(
    town: Town, load: Load
) -> None:
    """If an offset were told before its bytes and its row were stored, the file would have a hole."""
    content, who = pdf(14_000_000), load.reporters[0].headers
    async with httpx.AsyncClient(headers={**who, **TUS}, timeout=20) as http:
        upload = await _begun(f"{town.desk.origin}/questions/v1", http, len(content))

        async def offset() -> int:
            return int((await http.head(upload)).headers["upload-offset"])

        async def two_pieces() -> bool:
            return await offset() >= 8_000_000

        sending = await cut_short(upload, who, content, 9_000_000)
        await eventually(two_pieces)
        acknowledged = await offset()
        town.desk.kill()
        sending.close()
        town.desk.start()
        await town.desk.ready()
        reached = await offset()
        assert reached >= acknowledged
        headers = {"Upload-Offset": str(reached), "Content-Type": BYTES}
        rest = await http.patch(upload, content=content[reached:], headers=headers)
        assert (rest.status_code, rest.headers["upload-offset"]) == (204, str(len(content)))
        file = upload.replace("/uploads/", "/attachments/")

        async def ready() -> bool:
            return bool((await http.get(file)).json()["state"] == "ready")

        await eventually(ready, 30)
        assert (await http.get(f"{file}/content")).content == content


async def _begun(api: str, http: httpx.AsyncClient, length: int) -> str:
    """The address of an upload of so many bytes, at a new question."""
    body = {"title": "Có tệp", "body": "Xem tệp."}
    question = (await http.post(f"{api}/questions", json=body)).json()["id"]
    name = "filename " + base64.b64encode(b"a.pdf").decode()
    announced = {"Upload-Length": str(length), "Upload-Metadata": name}
    begun = await http.post(f"{api}/questions/{question}/attachments", headers=announced)
    assert begun.status_code == 201, begun.text
    return f"{api}/uploads/{begun.json()['id']}"
