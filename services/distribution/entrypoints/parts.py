"""What both processes are put together from."""

from services.distribution.adapters.darkroom import PillowDarkroom
from services.distribution.adapters.keys import ReleaseKeys
from services.distribution.adapters.objects import ObjectStore
from services.distribution.adapters.unit_of_work import Office
from services.distribution.settings import Settings
from shared.clock import Clock, clock_from
from shared.persistence import Database


def office_of(settings: Settings, database: Database | None, clock: Clock | None) -> Office:
    """Database, clock and keys; raises InvalidSettings when a key file is unusable."""
    return Office(
        database or Database(settings.database_url),
        clock or clock_from(settings.clock),
        ReleaseKeys.from_file(settings.release_key_file),
        PillowDarkroom(max_bytes=settings.media_max_bytes, max_pixels=settings.media_max_pixels),
        ObjectStore(settings.media_url),
        province_code=settings.province_code,
    )
