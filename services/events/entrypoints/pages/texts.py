"""What the pages say; English here, Vietnamese in the catalogue."""

from collections.abc import Mapping

from services.events.domain.errors import DENIALS
from shared.i18n import N_

TEXTS: Mapping[str, str] = {
    "invitation": N_("Invitation to the press"),
    "kind_conference": N_("Press conference"),
    "kind_briefing": N_("Press briefing"),
    "kind_visit": N_("Press visit"),
    "organiser": N_("Organiser"),
    "invited": N_("Invited"),
    "time": N_("Time"),
    "place": N_("Place"),
    "chair": N_("Chair"),
    "reply_until": N_("Reply until"),
    "content": N_("Content"),
    "message": N_("From the organiser"),
    "materials": N_("Material"),
    "documents": N_("Documents of the notice"),
    "cancelled": N_("This press event is cancelled."),
    "changed": N_("Time or place of this press event have changed."),
    "your_answer": N_("Your answer"),
    "status_pending": N_("Not answered yet"),
    "status_accepted": N_("Accepted"),
    "status_declined": N_("Declined"),
    "accreditation_requested": N_("The organiser has not decided on the accreditation yet"),
    "accreditation_granted": N_("Accreditation granted"),
    "accreditation_refused": N_("Accreditation refused"),
    "open_pass": N_("Open the press pass"),
    "calendar": N_("Add to the calendar (.ics)"),
    "how_to_answer": N_("The newsroom answers in the super-app, under Invitations."),
    "press_pass": N_("Press pass"),
    "pass_revoked": N_("Press pass revoked"),
    "pass_suspended": N_("Holder suspended"),
    "pass_cancelled": N_("Press event cancelled"),
    "pass_void": N_("This pass opens no door."),
    "entered_at": N_("Entered"),
    "qr_alt": N_("QR code of the press pass"),
    "show_code": N_("Show this code at the door, with the screen at full brightness."),
    "doors": N_("Doors open"),
    "save_picture": N_("Save the code as a picture"),
    "bring_card": N_("Bring your press card or letter of introduction; the door compares the name."),
    "sign_in": N_("Sign in with VNeID"),
    "sign_in_first": N_("This page is for people who have signed in."),
    "door": N_("Door check"),
    "entered": N_("Entered"),
    "waiting": N_("To be sent"),
    "unchecked": N_(
        "Without the network this page cannot see entries at other doors, "
        "nor passes revoked or issued since its list was made."
    ),
    "camera": N_("Camera"),
    "start_camera": N_("Start the camera"),
    "stop_camera": N_("Stop the camera"),
    "camera_trouble": N_("The camera cannot be used; allow it in the browser, or enter the code below."),
    "gate": N_("Gate"),
    "gate_default": N_("Main gate"),
    "code": N_("Code, from a hand scanner or pasted"),
    "check": N_("Check"),
    "last_scans": N_("Last scans"),
}
DOOR: Mapping[str, str] = {
    "online": N_("Online"),
    "offline": N_("Without network"),
    "signed_out": N_("Signed out"),
    "list_of": N_("List of {time} ({age})"),
    "no_list_yet": N_("No list yet: this page needs the network once."),
    "seconds_ago": N_("{count} s ago"),
    "minutes_ago": N_("{count} min ago"),
    "hours_ago": N_("{count} h ago"),
    "come_in": N_("Come in"),
    "stop": N_("Stop"),
    "decided_here": N_("Decided on this device, without the network."),
    "told_later": N_("Decided on this device; it is told to the server later."),
    "unlisted": N_("Issued after this list was made: compare the name with the press card."),
    "first_entry": N_("First entry at {time}, gate {gate}."),
    "log_in": N_("in"),
    "log_local": N_("in, decided here"),
    "log_out": N_("refused"),
    "log_conflict": N_("conflict"),
    "reason_no_list": N_("This device has no list yet; connect it once"),
}
"""Further texts that the door's script needs."""


def of_the_door() -> dict[str, str]:
    """All texts of the door's script; reasons in the words of the problems."""
    reasons = {f"reason_{denial.reason}": denial.title for denial in DENIALS}
    shared = {name: TEXTS[name] for name in ("start_camera", "stop_camera", "gate_default")}
    return {**DOOR, **reasons, **shared}
