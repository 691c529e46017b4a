"""Takes and read marks on PostgreSQL."""

from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.dialects.postgresql import insert

from services.distribution.adapters.orm.releases import editions, releases
from services.distribution.adapters.orm.takes import inbox_marks, inbox_reads, takes
from services.distribution.domain.model.takes import PublicRelease, Take
from services.distribution.domain.model.workflow import Publication
from shared.persistence import SqlUnitOfWork

_STORED = tuple(takes.c.keys())


class SqlPublicReleases:
    """The rows that everybody may see."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def find(self, release_id: UUID) -> PublicRelease | None:
        """A release that everybody may see."""
        wanted = (
            releases.c.id,
            releases.c.agency_id,
            releases.c.edition,
            (releases.c.publication == Publication.WITHDRAWN).label("withdrawn"),
            editions.c.published_at,
        )
        public = (releases.c.id == release_id, releases.c.publication != Publication.UNPUBLISHED)
        first = and_(editions.c.release_id == releases.c.id, editions.c.number == 1)
        found = await self._uow.session.execute(select(*wanted).join(editions, first).where(*public))
        row = found.mappings().one_or_none()
        return None if row is None else PublicRelease(**row)


class SqlTakes:
    """What newsrooms have taken."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def add(self, take: Take) -> Take:
        """The take, or the one that the account did before: with the same edition and action."""
        values = {name: getattr(take, name) for name in _STORED}
        new = insert(takes).values(values).on_conflict_do_nothing().returning(takes.c.id)
        if (await self._uow.session.execute(new)).scalar() is not None:
            return take
        same = [takes.c[name] == values[name] for name in ("account_id", "release_id", "edition", "action")]
        row = (await self._uow.session.execute(select(takes).where(*same))).mappings().one()
        return Take(**row)


class SqlReadMarks:
    """A mark for each account, and single entries beyond it."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def up_to(self, account_id: UUID, seq: int) -> None:
        """All up to `seq`, but never beyond what there is; a mark does not move back."""
        last = (await self._uow.session.execute(select(func.max(releases.c.log_seq)))).scalar() or 0
        new = insert(inbox_marks).values(account_id=account_id, seq=min(seq, last))
        moved = new.on_conflict_do_update(
            index_elements=[inbox_marks.c.account_id],
            set_={"seq": func.greatest(inbox_marks.c.seq, new.excluded.seq)},
        ).returning(inbox_marks.c.seq)
        mark = (await self._uow.session.execute(moved)).scalar_one()
        read = inbox_reads.delete().where(inbox_reads.c.account_id == account_id, inbox_reads.c.seq <= mark)
        await self._uow.session.execute(read)

    async def one(self, account_id: UUID, release_id: UUID) -> bool:
        """The release as it stands now; False when there is no such public release."""
        wanted = select(releases.c.log_seq).where(
            releases.c.id == release_id, releases.c.publication != Publication.UNPUBLISHED
        )
        seq = (await self._uow.session.execute(wanted)).scalar()
        if seq is None:
            return False
        new = insert(inbox_reads).values(account_id=account_id, seq=seq)
        await self._uow.session.execute(new.on_conflict_do_nothing())
        return True

    async def forget(self, account_id: UUID) -> None:
        """What the account has read is nobody's business any more."""
        for table in (inbox_marks, inbox_reads):
            await self._uow.session.execute(table.delete().where(table.c.account_id == account_id))
