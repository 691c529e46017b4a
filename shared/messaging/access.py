"""The one subscription that every other service has with identity: whose tokens are no longer good."""

from uuid import UUID

from shared.contracts.identity import AccessRevoked
from shared.messaging.subscriptions import Subscription
from shared.persistence import SqlUnitOfWork, standing


async def project_revocation(event: AccessRevoked, _cause: UUID, uow: SqlUnitOfWork) -> None:
    """Into the chassis' projection that the guards read; needs nothing of the service."""
    await standing.revoke(uow, event.account_id, event.revoked_at)


def revocations(service: str) -> Subscription:
    """The subscription of `service`."""
    return Subscription(AccessRevoked, f"{service}-access-revoked", project_revocation)
