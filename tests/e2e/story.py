"""One question's way as its people walk it, and the texts that must not be read on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.e2e.company import Company, Json, Member, content

QUESTIONS = "/questions/v1/questions"
TITLE = "Vì sao cống Quan chậm thông nước"
BODY = "Nguồn tin nội bộ cho biết nhà thầu đã ngừng thi công từ tháng Sáu; điều đó có đúng không?"
REPLY = "Công trình tạm dừng ba tuần để xử lý nền đất yếu và đã thi công trở lại."


@dataclass
class Story:
    """A question, its version followed from act to act."""

    company: Company
    id: str
    asked: Json

    @property
    def address(self) -> str:
        """Where the question is read."""
        return f"{QUESTIONS}/{self.id}"

    @classmethod
    async def begin(cls, company: Company, headers: Mapping[str, str] | None = None) -> "Story":
        """The reporter asks, without naming an agency."""
        answer = await company.reporter.post(QUESTIONS, {"title": TITLE, "body": BODY}, headers=headers)
        asked = content(answer)
        return cls(company, asked["id"], asked)

    async def route(self) -> Json:
        """IOC sends it to the agency."""
        return await self._act(self.company.dispatcher, "routing", {"agency_id": self.company.agency["id"]})

    async def accept(self) -> Json:
        """The agency takes it up."""
        return await self._act(self.company.focal, "acceptance")

    async def answer(self) -> Json:
        """The spokesperson releases the answer."""
        body = {"form": "RELEASE_OR_WRITTEN_REPLY", "body": REPLY}
        return await self._act(self.company.speaker, "answer", body)

    async def publish(self) -> Json:
        """The agency makes both public."""
        return await self._act(self.company.focal, "publication")

    async def seen_by(self, member: Member) -> Json:
        """The question as this person reads it."""
        return content(await member.get(self.address))

    async def _act(self, who: Member, act: str, body: dict[str, Any] | None = None) -> Json:
        version = (await self.seen_by(who))["version"]
        return await who.done(f"{self.address}/{act}", body, version=version)
