"""The figures as the metrics service computed them, beside those that the pilot's owner reported."""

from pathlib import Path

import msgspec


class Reported(msgspec.Struct, frozen=True):
    """What the owner of the pilot reported; only this comparison reads it, never a service."""

    source: str
    press_agencies: int
    verified_reporters: int
    questions: int
    agencies_asked: int
    on_time_rate_above: float
    releases: int
    press_agencies_using_releases: int
    published_items: int


class Computed(msgspec.Struct, frozen=True):
    """What `GET /metrics/v1/overview` says; other fields of it are not compared."""

    press_agencies: int
    verified_reporters: int
    questions: int
    agencies_asked: int
    on_time_rate: float | None
    releases: int
    press_agencies_using_releases: int
    published_items: int


def reported() -> Reported:
    """The reported figures from the file beside this one."""
    return msgspec.json.decode(Path(__file__).with_name("reported.json").read_bytes(), type=Reported)


def compare(computed: Computed, expected: Reported) -> list[tuple[str, str, str, bool]]:
    """Rows of (figure, computed, reported, holds)."""
    names = (
        "press_agencies",
        "verified_reporters",
        "questions",
        "agencies_asked",
        "releases",
        "press_agencies_using_releases",
        "published_items",
    )
    rows = [
        (name.replace("_", " "), str(getattr(computed, name)), str(getattr(expected, name))) for name in names
    ]
    checked = [(*row, row[1] == row[2]) for row in rows]
    rate = computed.on_time_rate
    shown = "none" if rate is None else f"{rate:.3f}"
    holds = rate is not None and rate > expected.on_time_rate_above
    return [*checked, ("on-time rate", shown, f"> {expected.on_time_rate_above:.2f}", holds)]


def table(rows: list[tuple[str, str, str, bool]]) -> str:
    """The rows as aligned text."""
    lines = [f"{'figure':<32}{'computed':>10}{'reported':>10}"]
    lines += [
        f"{name:<32}{value:>10}{wanted:>10}  {'=' if holds else 'DIFFERS'}"
        for name, value, wanted, holds in rows
    ]
    return "\n".join(lines)
