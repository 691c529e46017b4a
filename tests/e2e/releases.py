"""Releases as the agency's people make them: written by one, let go by another."""

from tests.distribution.house import TEXT
from tests.e2e.company import Company, Json, content
from tests.e2e.stage import Stage

_RELEASES = "/distribution/v1/releases"


class Desk:
    """The agency's focal officer and its spokesperson at work on releases."""

    def __init__(self, stage: Stage, company: Company) -> None:
        self._stage, self._focal, self._speaker = stage, company.focal, company.speaker

    async def publish(self, headline: str) -> Json:
        """A release that everybody may read from now on."""
        draft = await self._focal.done(_RELEASES, {**TEXT, "headline": headline})
        return await self._let_go(draft)

    async def correct(self, release: Json, headline: str) -> Json:
        """Its next edition."""
        draft = await self._focal.done(
            f"{_RELEASES}/{release['id']}/correction",
            {"reason": "Sai một con số."},
            version=release["version"],
        )
        headers = {"Authorization": f"Bearer {self._focal.token}", "If-Match": f'"{draft["version"]}"'}
        answer = await self._stage.http.put(
            f"{_RELEASES}/{release['id']}/draft", json={**TEXT, "headline": headline}, headers=headers
        )
        return await self._let_go(content(answer))

    async def withdraw(self, release: Json) -> Json:
        """Taken back."""
        path = f"{_RELEASES}/{release['id']}/withdrawal"
        return await self._speaker.done(path, {"reason": "Nhầm tệp."}, version=release["version"])

    async def _let_go(self, release: Json) -> Json:
        for who, act in (
            (self._focal, "submission"),
            (self._speaker, "approval"),
            (self._speaker, "publication"),
        ):
            release = await who.done(f"{_RELEASES}/{release['id']}/{act}", version=release["version"])
        return release
