"""The event of an edition; only this service constructs it, and only when the edition is public."""

from services.distribution.domain.model.edition import Edition, EditionKind
from services.distribution.domain.model.release import Release
from shared.contracts.distribution import ReleaseCorrected, ReleasePublished, ReleaseWithdrawn

ReleaseEvent = ReleasePublished | ReleaseCorrected | ReleaseWithdrawn


def of(release: Release, edition: Edition, content_hash: str) -> ReleaseEvent:
    """Published, corrected or withdrawn."""
    if edition.kind is EditionKind.ORIGINAL:
        return _published(release, edition, content_hash)
    if edition.kind is EditionKind.CORRECTION:
        return ReleaseCorrected(
            aggregate_version=release.told,
            release_id=release.id,
            agency_id=release.agency_id,
            edition=edition.number,
            corrected_at=edition.published_at,
            content_hash=content_hash,
        )
    return ReleaseWithdrawn(
        aggregate_version=release.told,
        release_id=release.id,
        agency_id=release.agency_id,
        edition=edition.number,
        withdrawn_at=edition.published_at,
    )


def _published(release: Release, edition: Edition, content_hash: str) -> ReleasePublished:
    return ReleasePublished(
        aggregate_version=release.told,
        release_id=release.id,
        agency_id=release.agency_id,
        edition=edition.number,
        code=release.code,
        headline=edition.content.headline,
        urgency=edition.content.urgency.value,
        embargoed_until=edition.content.embargoed_until,
        published_at=edition.published_at,
        content_hash=content_hash,
    )
