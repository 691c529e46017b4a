"""What the use cases of takes need from outside."""

from typing import Protocol
from uuid import UUID

from services.distribution.application.ports.unit import Unit
from services.distribution.domain.model.takes import PublicRelease, Take


class PublicReleases(Protocol):
    """What has been published; nothing under embargo is there."""

    async def find(self, release_id: UUID) -> PublicRelease | None:
        """A release that everybody may see."""


class Takes(Protocol):
    """What newsrooms have taken."""

    async def add(self, take: Take) -> Take:
        """The take, or the one that the account did before: with the same edition and action."""


class TakeUnit(Unit, Protocol):
    """One transaction with the repositories of takes."""

    @property
    def public_releases(self) -> PublicReleases:
        """What has been published."""

    @property
    def takes(self) -> Takes:
        """What newsrooms have taken."""
