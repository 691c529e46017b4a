"""Making an edition public: sealed, logged, told, its media open, in the caller's transaction."""

from services.distribution.application import happened
from services.distribution.application.documents import ACTION_OF, document_of
from services.distribution.application.ports.releases import LogFact, ReleaseUnit, StoredEdition
from services.distribution.domain.model.edition import Edition
from services.distribution.domain.model.release import Release


async def make_public(release: Release, edition: Edition, uow: ReleaseUnit) -> StoredEdition:
    """Everything that follows from an edition; the release must have made it just now."""
    media_ids = [each.media_id for each in edition.content.attachments]
    document = document_of(edition, await uow.media.facts(edition.agency_id, media_ids))
    sealed = uow.seals.seal(document.plain())
    await uow.editions.add(document, sealed)
    await uow.media.expose(release.id, media_ids)
    seq = await uow.release_log.append(
        LogFact(
            at=edition.published_at,
            action=ACTION_OF[edition.kind],
            release_id=edition.release_id,
            code=edition.code,
            agency_id=edition.agency_id,
            edition=edition.number,
            content_hash=sealed.content_hash,
        )
    )
    release.record(sealed.content_hash, seq)
    uow.outbox.add(happened.of(release, edition, sealed.content_hash))
    return StoredEdition(document=document, content_hash=sealed.content_hash, signature=sealed.signature)
