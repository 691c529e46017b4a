"""What time does to an accreditation: warnings, expiry, missed vouching; and how it is switched on again."""

from datetime import date, datetime, timedelta
from uuid import UUID

from services.identity.domain.errors.accreditation import NoAppeal, NoAppealPossible, NoRenewal, SameOfficer
from services.identity.domain.model.reporter import DisabledFor, Reporter, ReporterStatus
from services.identity.domain.model.vouching import VouchingRule, quarter_end


def on_probation(reporter: Reporter, today: date) -> bool:
    """Whether the department still watches."""
    return reporter.probation_until is not None and today <= reporter.probation_until


def disable(reporter: Reporter, reason: DisabledFor) -> bool:
    """Switches the accreditation off; says whether that is new."""
    if reason in reporter.disabled_for:
        return False
    reporter.disabled_for |= {reason}
    reporter.version += 1
    return True


def expire_credential(reporter: Reporter, today: date) -> bool:
    """Whether the credential has run out, which is found once."""
    known = DisabledFor.CREDENTIAL_EXPIRED in reporter.disabled_for
    if reporter.status is not ReporterStatus.VERIFIED or known or today <= reporter.credential.last_day:
        return False
    reporter.version += 1
    return True


def warn_of_credential(reporter: Reporter, today: date, ahead: timedelta) -> bool:
    """Whether a warning is due, which is said once for each last day."""
    last = reporter.credential.last_day
    waits = reporter.status is ReporterStatus.VERIFIED and reporter.warned_of_credential != last
    if not waits or not last - ahead <= today <= last:
        return False
    reporter.warned_of_credential = last
    reporter.version += 1
    return True


def warn_of_vouching(reporter: Reporter, today: date) -> bool:
    """Whether a warning is due: a quarter has begun for which nobody has vouched yet."""
    until = reporter.vouched_until
    if reporter.status is not ReporterStatus.VERIFIED or until is None or today <= until:
        return False
    if reporter.warned_of_vouching == until or DisabledFor.VOUCHING_MISSED in reporter.disabled_for:
        return False
    reporter.warned_of_vouching = until
    reporter.version += 1
    return True


def vouching_missed(reporter: Reporter, today: date, rule: VouchingRule) -> bool:
    """Whether the newsroom has let the last day go by; a warning comes first, if only the sweep before."""
    until = reporter.vouched_until
    if (
        reporter.status is not ReporterStatus.VERIFIED
        or until is None
        or reporter.warned_of_vouching != until
    ):
        return False
    return today > rule.due_on(until, probation=on_probation(reporter, today))


def vouch(reporter: Reporter, today: date) -> bool:
    """The newsroom vouches for the quarter of today; says whether that is new."""
    until = quarter_end(today)
    if reporter.status is not ReporterStatus.VERIFIED or reporter.vouched_until == until:
        return False
    reporter.vouched_until, reporter.warned_of_vouching = until, None
    reporter.version += 1
    return True


def enable(reporter: Reporter, *reasons: DisabledFor) -> bool:
    """Switches on again what was off for these reasons; says whether that is new."""
    if not reporter.disabled_for & set(reasons):
        return False
    reporter.disabled_for -= set(reasons)
    reporter.version += 1
    return True


def adopt_renewal(reporter: Reporter, by: UUID, *, at: datetime, today: date) -> None:
    """The new card or letter, seen by an officer, counts from now on; raises NoRenewal, CredentialExpired."""
    if reporter.renewal is None:
        raise NoRenewal
    reporter.renewal.require_valid(today)
    reporter.credential, reporter.renewal = reporter.renewal, None
    reporter.approved_at, reporter.approved_by, reporter.warned_of_credential = at, by, None
    reporter.disabled_for -= {DisabledFor.CREDENTIAL_EXPIRED}
    reporter.version += 1


def appeal(reporter: Reporter, at: datetime) -> None:
    """Against a refusal or a suspension, one at a time; raises NoAppealPossible."""
    appealable = reporter.status in (ReporterStatus.REFUSED, ReporterStatus.SUSPENDED)
    if not appealable or reporter.appealed_at is not None:
        raise NoAppealPossible
    reporter.appealed_at = at


def require_appeal(reporter: Reporter, by: UUID) -> None:
    """Raises NoAppeal, or SameOfficer for whoever took the decision."""
    if reporter.appealed_at is None:
        raise NoAppeal
    if reporter.decided_by == by:
        raise SameOfficer


def reopen(reporter: Reporter) -> None:
    """A refused application stands again as it was handed in, for an appeal that is granted."""
    reporter.require(ReporterStatus.REFUSED)
    reporter.status = ReporterStatus.APPLIED
