"""Public answers for tests of the site: asked, answered and published by the service's own acts."""

from typing import Any

from services.questions.adapters.mirror import mirror_public
from tests.questions.house import House

SITE = "http://127.0.0.1:8000/questions/answers"
ATOM = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}


async def public_answer(house: House, said: str = "Tháng 12 năm 2026.", **question: object) -> dict[str, Any]:
    """A question that everybody may read, with its answer, as the API tells it."""
    asked = await house.ask(addressed_agency_id=str(house.agency), **question)
    accepted = await house.done(asked, "acceptance", house.officer())
    answer = await house.done(accepted, "answer", house.speaker(), form="RELEASE_OR_WRITTEN_REPLY", body=said)
    published = await house.done(answer, "publication", house.officer())
    await mirror_public(house.database)
    return published


async def page(house: House, path: str = "", **query: str) -> str:
    """A page that must be there, in Vietnamese unless `lang` says otherwise."""
    answer = await house.http.get(f"{SITE}{path}", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    return answer.text
