"""Request bodies: limits and formats; unknown fields are refused."""

from services.identity.entrypoints.schemas.agencies import (
    RegisterAgencyRequest,
    ReviseAgencyRequest,
    SucceedAgencyRequest,
)
from services.identity.entrypoints.schemas.appointments import AppointRequest
from services.identity.entrypoints.schemas.base import (
    Body,
    Email,
    IdentifierText,
    Name,
    Phone,
    ShortText,
    actor_of,
    plain,
)
from services.identity.entrypoints.schemas.clients import (
    EnrolDeviceRequest,
    MakeDeviceCodeRequest,
    PublicKey,
    RegisterClientRequest,
    ReviseClientRequest,
    RotateSecretRequest,
)
from services.identity.entrypoints.schemas.press_agencies import (
    DecideApplicationRequest,
    NoticeRequest,
    OpenOfficeRequest,
    PostResidentRequest,
    RegisterPressAgencyRequest,
    RenewPressAgencyRequest,
)
from services.identity.entrypoints.schemas.protection import (
    AskAboutDataRequest,
    ConsentRequest,
    DecideRequest,
    consent_of,
)
from services.identity.entrypoints.schemas.reporters import (
    ApplyAsReporterRequest,
    CheckIdentityRequest,
    CredentialRequest,
    DecideAppealRequest,
    GrantRequest,
    MoveReporterRequest,
    ReasonRequest,
    VouchRequest,
    birth_of,
)
from services.identity.entrypoints.schemas.spokespersons import (
    AssignSpokespersonRequest,
    PublishEntryRequest,
    SignDelegationRequest,
)

__all__ = [
    "ApplyAsReporterRequest",
    "AppointRequest",
    "AskAboutDataRequest",
    "AssignSpokespersonRequest",
    "Body",
    "CheckIdentityRequest",
    "ConsentRequest",
    "CredentialRequest",
    "DecideAppealRequest",
    "DecideApplicationRequest",
    "DecideRequest",
    "Email",
    "EnrolDeviceRequest",
    "GrantRequest",
    "IdentifierText",
    "MakeDeviceCodeRequest",
    "MoveReporterRequest",
    "Name",
    "NoticeRequest",
    "OpenOfficeRequest",
    "Phone",
    "PostResidentRequest",
    "PublicKey",
    "PublishEntryRequest",
    "ReasonRequest",
    "RegisterAgencyRequest",
    "RegisterClientRequest",
    "RegisterPressAgencyRequest",
    "RenewPressAgencyRequest",
    "ReviseAgencyRequest",
    "ReviseClientRequest",
    "RotateSecretRequest",
    "ShortText",
    "SignDelegationRequest",
    "SucceedAgencyRequest",
    "VouchRequest",
    "actor_of",
    "birth_of",
    "consent_of",
    "plain",
]
