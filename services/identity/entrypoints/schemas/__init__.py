"""Request bodies: limits and formats; unknown fields are refused."""

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
from services.identity.entrypoints.schemas.press_agencies import RegisterPressAgencyRequest
from services.identity.entrypoints.schemas.reporters import ApplyAsReporterRequest, CredentialRequest
from services.identity.entrypoints.schemas.spokespersons import AssignSpokespersonRequest

__all__ = [
    "RotateSecretRequest",
    "ReviseClientRequest",
    "RegisterClientRequest",
    "PublicKey",
    "MakeDeviceCodeRequest",
    "EnrolDeviceRequest",
    "ApplyAsReporterRequest",
    "AppointRequest",
    "AssignSpokespersonRequest",
    "Body",
    "CredentialRequest",
    "Email",
    "IdentifierText",
    "Name",
    "Phone",
    "RegisterPressAgencyRequest",
    "ShortText",
    "actor_of",
    "plain",
]
