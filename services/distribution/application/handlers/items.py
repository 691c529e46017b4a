"""Published items are declared by newsrooms, and confirmed or refused by the agency."""

from services.distribution.application.commands.items import DecideItem, DeclareItem
from services.distribution.application.ports.items import ItemUnit
from services.distribution.application.texts import line, paragraph
from services.distribution.domain.errors.items import ItemNotFound
from services.distribution.domain.errors.releases import ReleaseNotFound
from services.distribution.domain.model.items import Declaration, Item
from shared.contracts.distribution import ItemConfirmed, ItemPublished, ItemRefused


async def declare_item(command: DeclareItem, uow: ItemUnit) -> Item:
    """Any newsroom may have used a public release, whether it took it here or not."""
    said = Declaration(command.item_id, command.url, line("title", command.title), command.published_at)
    async with uow:
        release = await uow.public_releases.find(command.release_id)
        if release is None:
            raise ReleaseNotFound(field="release_id")
        item = Item.declare(said, release, command.member, uow.now())
        await uow.items.add(item)
        uow.outbox.add(
            ItemPublished(
                aggregate_version=item.version,
                item_id=item.id,
                release_id=item.release_id,
                agency_id=item.agency_id,
                press_agency_id=item.press_agency_id,
                published_at=item.published_at,
                declared_at=item.declared_at,
            )
        )
    return item


async def decide_item(command: DecideItem, uow: ItemUnit) -> Item:
    """Without a reason it is a confirmation."""
    reason = None if command.reason is None else paragraph("reason", command.reason)
    async with uow:
        item = await uow.items.get(command.item_id)
        if item is None:
            raise ItemNotFound
        item.expect(command.expected_version)
        item.decide(command.agency_id, command.account_id, reason, uow.now())
        await uow.items.put(item)
        uow.outbox.add(_decided(item))
    return item


def _decided(item: Item) -> ItemConfirmed | ItemRefused:
    assert item.decided_at is not None, "set with the decision"
    if item.reason is None:
        return ItemConfirmed(
            aggregate_version=item.version,
            item_id=item.id,
            release_id=item.release_id,
            press_agency_id=item.press_agency_id,
            confirmed_at=item.decided_at,
        )
    return ItemRefused(
        aggregate_version=item.version,
        item_id=item.id,
        release_id=item.release_id,
        press_agency_id=item.press_agency_id,
        refused_at=item.decided_at,
    )
