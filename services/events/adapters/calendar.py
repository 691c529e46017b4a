"""A press event as a calendar file (RFC 5545); a move or a cancellation raises SEQUENCE, the UID stays."""

from icalendar import Calendar, Event, vCalAddress, vText

from services.events.domain.model import PressEvent, PressEventStatus

PRODUCT = "-//Cau Noi//caunoi events//VI"


def calendar_of(press_event: PressEvent, page: str, organiser: str) -> bytes:
    """`page` is where the invitation lies, `organiser` an address that stands for the agency (RFC 5546)."""
    cancelled = press_event.status is PressEventStatus.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_entry(press_event, page, organiser, "CANCELLED" if cancelled else "CONFIRMED"))
    made: bytes = calendar.to_ical()
    return made


def _entry(press_event: PressEvent, page: str, organiser: str, status: str) -> Event:
    entry = Event()
    entry.add("uid", f"{press_event.id}@caunoi")
    entry.add("sequence", press_event.sequence)
    entry.add("dtstamp", press_event.changed_at)
    entry.add("created", press_event.announced_at)
    entry.add("last-modified", press_event.changed_at)
    entry.add("dtstart", press_event.starts_at)
    entry.add("dtend", press_event.ends_at)
    entry.add("summary", press_event.title)
    entry.add("location", press_event.place)
    entry.add("description", press_event.content)
    entry.add("status", status)
    entry.add("url", page)
    by = vCalAddress(organiser)
    by.params["cn"] = vText(press_event.organiser_name)
    entry.add("organizer", by)
    return entry
