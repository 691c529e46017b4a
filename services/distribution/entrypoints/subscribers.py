"""Bus in: identity's facts; the list is what the worker runs and what the bus permits."""

from uuid import UUID

from services.distribution.application.commands.inbox import ForgetReader
from services.distribution.application.commands.standing import ChangeStanding
from services.distribution.application.handlers.deliveries import (
    tell_answer,
    tell_corrected,
    tell_published,
    tell_withdrawn,
)
from services.distribution.application.handlers.inbox import forget_reader
from services.distribution.application.handlers.standing import change_standing
from services.distribution.application.ports.inbox import InboxUnit
from services.distribution.application.ports.standing import UnitOfWork
from shared.contracts.distribution import ReleaseCorrected, ReleasePublished, ReleaseWithdrawn
from shared.contracts.identity import (
    AccountErased,
    AccreditationRestored,
    AccreditationSuspended,
)
from shared.contracts.questions import AnswerPublished
from shared.messaging import Subscription
from shared.messaging.access import revocations
from shared.messaging.directory import directory


async def on_accreditation_suspended(event: AccreditationSuspended, _cause: UUID, uow: UnitOfWork) -> None:
    """The account may not act from now on."""
    command = ChangeStanding(
        account_id=event.account_id,
        suspended=True,
        since=event.suspended_at,
        version=event.aggregate_version,
    )
    await change_standing(command, uow)


async def on_accreditation_restored(event: AccreditationRestored, _cause: UUID, uow: UnitOfWork) -> None:
    """The account may act again."""
    command = ChangeStanding(
        account_id=event.account_id,
        suspended=False,
        since=event.restored_at,
        version=event.aggregate_version,
    )
    await change_standing(command, uow)


async def on_account_erased(event: AccountErased, _cause: UUID, uow: InboxUnit) -> None:
    """Drops what this service keeps of the person beyond an id."""
    await forget_reader(ForgetReader(account_id=event.account_id), uow)


SUBSCRIPTIONS = (
    Subscription(AccountErased, "distribution-account-erased", on_account_erased),
    revocations("distribution"),
    *directory("distribution"),
    Subscription(AccreditationSuspended, "distribution-accreditation-suspended", on_accreditation_suspended),
    Subscription(AccreditationRestored, "distribution-accreditation-restored", on_accreditation_restored),
    Subscription(ReleasePublished, "distribution-release-published", tell_published),
    Subscription(ReleaseCorrected, "distribution-release-corrected", tell_corrected),
    Subscription(ReleaseWithdrawn, "distribution-release-withdrawn", tell_withdrawn),
    Subscription(AnswerPublished, "distribution-answer-published", tell_answer),
)
