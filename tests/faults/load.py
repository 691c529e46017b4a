"""Reporters who ask, one question after another."""

from collections.abc import Sequence
from itertools import count
from typing import Any
from uuid import UUID

import httpx

from tests.faults.clients import Clients
from tests.faults.press import Reporter


class Load(Clients):
    """Questions from several clients; what was promised to them is in `accepted`."""

    def __init__(self, origin: str, agency: UUID, reporters: Sequence[Reporter]) -> None:
        super().__init__()
        self.reporters = reporters
        self.accepted: dict[UUID, UUID] = {}
        """The questions that were answered 201, each with the newsroom that asked."""
        self._address = f"{origin}/questions/v1/questions"
        self._agency = agency
        self._numbers = count()

    @property
    def done(self) -> int:
        """Questions accepted."""
        return len(self.accepted)

    async def one(self, http: httpx.AsyncClient) -> None:
        """One question, asked until it is accepted."""
        number = next(self._numbers)
        reporter = self.reporters[number % len(self.reporters)]
        body: dict[str, Any] = {"title": f"Tiến độ cầu Thuận An, lần {number}", "body": "Bao giờ thông xe?"}
        if number % 3 == 0:
            body["addressed_agency_id"] = str(self._agency)
        answer = await self.answered(http, self._address, reporter.headers, body)
        assert answer.status_code == 201, answer.text
        question = UUID(answer.json()["id"])
        assert question not in self.accepted, "two requests with different keys are two questions"
        self.accepted[question] = reporter.newsroom
