"""The subscriptions of a service that must know agencies, and who may speak for them on what."""

from uuid import UUID

from shared.contracts.identity import (
    AgencyRegistered,
    AgencyRevised,
    AgencySucceeded,
    DelegationRevoked,
    DelegationSigned,
    DirectoryEvent,
    SpokespersonAssigned,
    SpokespersonRevoked,
)
from shared.messaging.subscriptions import Handler, Subscription
from shared.persistence import SqlUnitOfWork
from shared.persistence.directory import SqlDirectory


async def project(event: DirectoryEvent, _cause: UUID, uow: SqlUnitOfWork) -> None:
    """Into the chassis' projection; needs nothing of the service but its tables."""
    await SqlDirectory(uow).put(event)


def directory(service: str, project: Handler = project) -> tuple[Subscription, ...]:
    """The subscriptions of `service`; one that keeps more of the facts brings its own `project`."""
    return (
        Subscription(AgencyRegistered, f"{service}-agency-registered", project),
        Subscription(AgencyRevised, f"{service}-agency-revised", project),
        Subscription(AgencySucceeded, f"{service}-agency-succeeded", project),
        Subscription(SpokespersonAssigned, f"{service}-spokesperson-assigned", project),
        Subscription(SpokespersonRevoked, f"{service}-spokesperson-revoked", project),
        Subscription(DelegationSigned, f"{service}-delegation-signed", project),
        Subscription(DelegationRevoked, f"{service}-delegation-revoked", project),
    )
