"""The connection itself is refused where it must not go, so that the address checked is the address used."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from services.distribution.domain.errors.endpoints import ForbiddenWebhookAddress
from services.distribution.domain.model.webhook_addresses import checked, may_connect

_LOOK_UP_SECONDS = 3.0
_FLAGS = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV

LookUp = Callable[[str, int], Any]
"""`await look_up(host, port)`: what socket.getaddrinfo answers; raises OSError."""


async def system_look_up(host: str, port: int) -> Any:
    """By the operating system."""
    async with asyncio.timeout(_LOOK_UP_SECONDS):
        return await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)


class ForbiddenAddress(OSError):
    """A host that is, or resolves to, an address in a special network."""


class Guard:
    """Resolver, socket factory and check at registration in one; `local` permits loopback."""

    def __init__(self, *, local: bool = False, look_up: LookUp = system_look_up) -> None:
        self._local, self._look_up = local, look_up

    async def addresses(self, host: str, port: int) -> list[Any]:
        """What the host resolves to; raises ForbiddenAddress when any of it is out of bounds."""
        found = list(await self._look_up(host, port))
        if not found or not all(may_connect(str(each[4][0]), local=self._local) for each in found):
            raise ForbiddenAddress(f"{host} is not on the public internet")
        return found

    async def check(self, url: str) -> None:
        """Raises InvalidWebhookAddress or ForbiddenWebhookAddress; a name may become known later."""
        parts = checked(url, local=self._local)
        host = parts.hostname or ""
        try:
            await self.addresses(host, parts.port or 443)
        except ForbiddenAddress as error:
            raise ForbiddenWebhookAddress(field="url", host=host) from error
        except (OSError, TimeoutError, UnicodeError):
            return

    def open_socket(self, address: tuple[Any, ...]) -> socket.socket:
        """The last door: whatever was resolved or written as a number, this is where it would go."""
        family, kind, protocol, _, place = address
        if not may_connect(str(place[0]), local=self._local):
            raise ForbiddenAddress(f"{place[0]} is not on the public internet")
        return socket.socket(family, kind, protocol)


class GuardedResolver(AbstractResolver):
    """Names become addresses once, by the guard; aiohttp connects to these and to no others."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises OSError when the host is unknown or out of bounds."""
        return [
            ResolveResult(
                hostname=host, host=str(place[0]), port=port, family=kind, proto=protocol, flags=_FLAGS
            )
            for kind, _, protocol, _, place in await self._guard.addresses(host, port)
            if family in (socket.AF_UNSPEC, kind)
        ]

    async def close(self) -> None:
        """Nothing is kept."""
