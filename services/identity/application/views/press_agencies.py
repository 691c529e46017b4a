"""Press agencies, their applications, offices and residents, as readers get them."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import (
    PressAgency,
    PressApplication,
    RepresentativeOffice,
    ResidentReporter,
)


class PressAgencyView(msgspec.Struct, frozen=True, kw_only=True):
    """A press agency; public. `purpose` is the tôn chỉ, mục đích, which a magazine keeps to."""

    id: UUID
    name: str
    types: list[str]
    kind: str
    registered_at: datetime
    version: int
    licence_no: str | None
    governing_body: str | None
    central: bool
    purpose: str | None
    domains: list[str]
    head: str | None
    valid_to: date | None
    status: str

    @classmethod
    def of(cls, newsroom: PressAgency) -> "PressAgencyView":
        """As it is now in the register."""
        details = newsroom.details
        return cls(
            id=newsroom.id,
            name=newsroom.name,
            types=sorted(newsroom.types),
            kind=newsroom.kind,
            registered_at=newsroom.registered_at,
            version=newsroom.version,
            licence_no=details.licence_no,
            governing_body=details.governing_body,
            central=details.central,
            purpose=details.purpose,
            domains=list(details.domains),
            head=details.head,
            valid_to=details.valid_to,
            status=newsroom.status,
        )


class PressProfileView(msgspec.Struct, frozen=True, kw_only=True):
    """What an application says of a newsroom."""

    name: str
    types: list[str]
    kind: str
    licence_no: str | None
    governing_body: str | None
    central: bool
    purpose: str | None
    domains: list[str]
    head: str | None
    valid_to: date | None


class PressApplicationView(msgspec.Struct, frozen=True, kw_only=True):
    """An application to be in the register, for the applicant and the department."""

    id: UUID
    applicant_id: UUID
    profile: PressProfileView
    status: str
    submitted_at: datetime
    decided_at: datetime | None
    reason: str | None
    press_agency_id: UUID | None
    version: int

    @classmethod
    def of(cls, application: PressApplication) -> "PressApplicationView":
        """As it stands."""
        profile, details = application.profile, application.profile.details
        return cls(
            id=application.id,
            applicant_id=application.applicant_id,
            profile=PressProfileView(
                name=profile.name,
                types=sorted(profile.types),
                kind=profile.kind,
                licence_no=details.licence_no,
                governing_body=details.governing_body,
                central=details.central,
                purpose=details.purpose,
                domains=list(details.domains),
                head=details.head,
                valid_to=details.valid_to,
            ),
            status=application.status,
            submitted_at=application.submitted_at,
            decided_at=application.decided_at,
            reason=application.reason,
            press_agency_id=application.press_agency_id,
            version=application.version,
        )


class OfficeView(msgspec.Struct, frozen=True, kw_only=True):
    """A representative office in the province; public."""

    id: UUID
    press_agency_id: UUID
    province_code: str
    address: str
    head: str
    notified_on: date
    starts_on: date
    ended_on: date | None

    @classmethod
    def of(cls, office: RepresentativeOffice) -> "OfficeView":
        """As it was entered."""
        return cls(
            id=office.id,
            press_agency_id=office.press_agency_id,
            province_code=office.province_code,
            address=office.address,
            head=office.head,
            notified_on=office.notice.notified_on,
            starts_on=office.notice.starts_on,
            ended_on=office.ended_on,
        )


class ResidentView(msgspec.Struct, frozen=True, kw_only=True):
    """A resident reporter in the province, without the name; public as the notice is."""

    id: UUID
    press_agency_id: UUID
    reporter_id: UUID
    province_code: str
    independent: bool
    notified_on: date
    starts_on: date
    ended_on: date | None

    @classmethod
    def of(cls, resident: ResidentReporter) -> "ResidentView":
        """As it was entered."""
        return cls(
            id=resident.id,
            press_agency_id=resident.press_agency_id,
            reporter_id=resident.reporter_id,
            province_code=resident.province_code,
            independent=resident.independent,
            notified_on=resident.notice.notified_on,
            starts_on=resident.notice.starts_on,
            ended_on=resident.ended_on,
        )
