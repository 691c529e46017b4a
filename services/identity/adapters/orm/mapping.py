"""The aggregates that change, mapped on to their tables; importing this does it."""

from sqlalchemy.orm import composite, registry

from services.identity.adapters.orm import tables
from services.identity.adapters.orm.tables.spokespersons import DERIVED
from services.identity.domain.model import (
    Account,
    Appointment,
    Consent,
    Contact,
    Credential,
    DataRequest,
    DeviceCode,
    IdentityCheck,
    Matter,
    Notice,
    Place,
    Post,
    PressApplication,
    Reporter,
    RepresentativeOffice,
    ResidentReporter,
    Session,
    SpeakingDelegation,
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
mapper.map_imperatively(Session, tables.session)
mapper.map_imperatively(DataRequest, tables.data_request)
mapper.map_imperatively(Consent, tables.consent)
mapper.map_imperatively(
    DeviceCode,
    tables.device_code,
    properties={
        "place": composite(
            Place,
            tables.device_code.c.press_event_id,
            tables.device_code.c.gate,
            tables.device_code.c.agency_id,
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
            tables.reporter.c.credential_issued_on,
            tables.reporter.c.credential_valid_from,
            tables.reporter.c.credential_issuer,
            tables.reporter.c.credential_scope,
        )
    },
)
for _presence, _table in (
    (RepresentativeOffice, tables.press_office),
    (ResidentReporter, tables.resident_reporter),
):
    mapper.map_imperatively(
        _presence, _table, properties={"notice": composite(Notice, _table.c.notified_on, _table.c.starts_on)}
    )
mapper.map_imperatively(PressApplication, tables.press_application)
mapper.map_imperatively(IdentityCheck, tables.identity_check)
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
    exclude_properties=DERIVED,
)
mapper.map_imperatively(
    SpeakingDelegation,
    tables.speaking_delegation,
    properties={
        "contact": composite(
            Contact,
            tables.speaking_delegation.c.full_name,
            tables.speaking_delegation.c.position,
            tables.speaking_delegation.c.phone,
            tables.speaking_delegation.c.official_email,
        ),
        "matter": composite(
            Matter, tables.speaking_delegation.c.matter_kind, tables.speaking_delegation.c.matter_id
        ),
        "term": composite(
            Term, tables.speaking_delegation.c.valid_from, tables.speaking_delegation.c.valid_to
        ),
    },
)
