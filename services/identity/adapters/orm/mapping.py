"""The aggregates that change, mapped on to their tables; importing this does it."""

from sqlalchemy.orm import composite, registry

from services.identity.adapters.orm import tables
from services.identity.domain.model import (
    Account,
    Appointment,
    Contact,
    Credential,
    Post,
    Reporter,
    Spokesperson,
    Term,
)

mapper = registry(metadata=tables.metadata)

mapper.map_imperatively(Account, tables.account)
mapper.map_imperatively(
    Appointment,
    tables.appointment,
    properties={
        "post": composite(
            Post,
            tables.appointment.c.role,
            tables.appointment.c.agency_id,
            tables.appointment.c.press_agency_id,
        )
    },
)
mapper.map_imperatively(
    Reporter,
    tables.reporter,
    properties={
        "credential": composite(
            Credential,
            tables.reporter.c.credential_type,
            tables.reporter.c.credential_number,
            tables.reporter.c.credential_expires_on,
        )
    },
)
mapper.map_imperatively(
    Spokesperson,
    tables.spokesperson,
    properties={
        "contact": composite(
            Contact,
            tables.spokesperson.c.full_name,
            tables.spokesperson.c.position,
            tables.spokesperson.c.phone,
            tables.spokesperson.c.official_email,
        ),
        "term": composite(Term, tables.spokesperson.c.valid_from, tables.spokesperson.c.valid_to),
    },
)
