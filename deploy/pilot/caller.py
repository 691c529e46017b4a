"""A person who uses the suite's HTTP APIs through the super-app, with a token as it would hold."""

import time
from typing import Any

import httpx

from deploy.local.simulators.person import SuperApp, access_token
from deploy.pilot.people import Person
from shared.ids import uuid7

_TOKEN_SECONDS = 8 * 60
Json = dict[str, Any]


class Refused(Exception):
    """The suite answered with something else than success; the text is its problem document."""

    def __init__(self, text: str, detail: str = "", status: int = 0) -> None:
        super().__init__(text)
        self.detail, self.status = detail, status


class Caller:
    """Signs in when first needed, and again before the token's ten minutes are over."""

    def __init__(self, http: httpx.AsyncClient, app: SuperApp, person: Person) -> None:
        self.person = person
        self._http, self._app = http, app
        self._token, self._good_until = "", 0.0

    async def post(self, path: str, body: Json | None = None, *, version: int | None = None) -> Json:
        """What the suite answers to a command; raises Refused."""
        headers = {"Idempotency-Key": str(uuid7())}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return await self._send("POST", path, headers, json=body)

    async def put(self, path: str, body: Json, *, version: int) -> Json:
        """What the suite answers to a replacement; raises Refused."""
        return await self._send("PUT", path, {"If-Match": f'"{version}"'}, json=body)

    async def act_on(self, path: str, act: str, body: Json | None = None) -> Json:
        """Open it, then act on the version that was read, as a person at a desk does; raises Refused.

        The sweep may tell of a term between the two; then one looks again, once.
        """
        try:
            return await self._act_on(path, act, body)
        except Refused as refusal:
            if refusal.status != httpx.codes.PRECONDITION_FAILED:
                raise
            return await self._act_on(path, act, body)

    async def _act_on(self, path: str, act: str, body: Json | None) -> Json:
        found = await self.get(path)
        return await self.post(f"{path}/{act}", body, version=found["version"])

    async def get(self, path: str, **query: str | int) -> Json:
        """What the suite answers to a read; raises Refused."""
        return await self._send("GET", path, {}, params=query)

    async def get_list(self, path: str) -> list[Json]:
        """What the suite answers to a read of a short list; raises Refused."""
        found: Any = await self._send("GET", path, {})
        return list(found)

    async def opens(self, path: str) -> None:
        """Whether a page is there for this person; raises Refused."""
        await self._answer("GET", path, {})

    def forget_token(self) -> None:
        """Sign in anew at the next call, because the person's roles have changed."""
        self._good_until = 0.0

    async def _send(self, method: str, path: str, headers: dict[str, str], **options: Any) -> Json:
        found: Json = (await self._answer(method, path, headers, **options)).json()
        return found

    async def _answer(
        self, method: str, path: str, headers: dict[str, str], **options: Any
    ) -> httpx.Response:
        if time.monotonic() > self._good_until:
            name = self.person.full_name
            self._token = await access_token(self._http, self._app, self.person.identifier, name)
            self._good_until = time.monotonic() + _TOKEN_SECONDS
        headers["Authorization"] = f"Bearer {self._token}"
        answer = await self._http.request(method, path, headers=headers, **options)
        if not answer.is_success:
            told = answer.json().get("detail", "") if "json" in answer.headers["content-type"] else ""
            raise Refused(f"{method} {path}: {answer.status_code} {answer.text}", told, answer.status_code)
        return answer
