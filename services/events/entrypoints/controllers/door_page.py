"""The door page, with the files that it keeps for when the network is cut."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from services.events.application import reading
from services.events.domain import errors
from services.events.domain.errors import DomainError
from services.events.domain.visibility import DOOR_SCOPE
from services.events.entrypoints.controllers.callers import Told, Visitor, reader_of
from services.events.entrypoints.pages.answers import Chosen, page, refused
from services.events.entrypoints.pages.rendering import TYPES, WORKER, asset, asset_addresses, door_texts
from shared.web.auth import Principal, Role, public
from shared.web.errors import language_of
from shared.web.kinds import FORBIDDEN, NOT_FOUND, UNAUTHENTICATED
from shared.web.problems import Problem


class DoorPageController(Controller):
    """For a phone at the door."""

    tags = ("doors",)

    @get(
        "/press-events/{press_event_id:uuid}/door",
        operation_id="ShowDoor",
        summary="The door page",
        media_type="text/html",
        include_in_schema=False,
        guards=[public],
        opt={"errors": (errors.PressEventNotFound, errors.NotYourDoor)},
    )
    async def door(
        self,
        request: Request[Any, Any, Any],
        press_event_id: FromPath[UUID],
        visitor: Visitor,
        parts: Told,
        lang: Chosen = None,
    ) -> Response[str]:
        """For door officers; scans with the camera and goes on when the network is cut."""
        language = lang or language_of(request)
        try:
            _require_door_officer(visitor)
            event = await reading.find_press_event(press_event_id, parts.queries)
            reader_of(visitor).require_door(event)
        except (DomainError, Problem) as error:
            return refused(error, request, visitor, language)
        values = {"event": event, "texts": door_texts(language), "files": asset_addresses()}
        return page("door.html", request, language, **values)

    @get(
        "/assets/{file:str}",
        operation_id="ReadAsset",
        summary="A file of the pages",
        guards=[public],
        include_in_schema=False,
    )
    async def file(self, file: FromPath[str]) -> Response[bytes]:
        """Styles and scripts; asked for again after a minute, for doors must not run old ones."""
        if file not in TYPES:
            raise Problem(NOT_FOUND)
        headers = {"cache-control": "public, max-age=60"}
        return Response(asset(file), media_type=TYPES[file], headers=headers)

    @get(
        f"/{WORKER}",
        operation_id="ReadDoorWorker",
        summary="The service worker of the door page",
        guards=[public],
        include_in_schema=False,
    )
    async def worker(self) -> Response[bytes]:
        """Its own policy lets it fetch the page and its files, and nothing else."""
        headers = {
            "cache-control": "no-cache",
            "content-security-policy": "default-src 'none'; connect-src 'self'",
        }
        return Response(asset(WORKER), media_type="text/javascript", headers=headers)


def _require_door_officer(visitor: Principal | None) -> None:
    if visitor is None:
        raise Problem(UNAUTHENTICATED)
    if Role.door_officer not in visitor.roles and DOOR_SCOPE not in visitor.scopes:
        raise Problem(FORBIDDEN)
