"""The ways in which a request to this service can be refused."""

from typing import ClassVar, Literal

Hint = Literal["invalid", "forbidden", "not_found", "conflict", "gone", "unprocessable", "too_many"]


class DomainError(Exception):
    """A broken rule with a stable code; title and detail are English msgids."""

    code: ClassVar[str]
    status_hint: ClassVar[Hint]
    title: ClassVar[str]
    detail: ClassVar[str]
    field: str | None = None

    def __init__(self, **params: object) -> None:
        super().__init__(self.detail.format(**params))
        self.params = params


class RebuildRunning(DomainError):
    """Another rebuild holds the lock; two would drop each other's work."""

    code = "rebuild-running"
    status_hint = "conflict"
    title = "A rebuild is already running"
    detail = "Another process is rebuilding the figures; wait until it has ended."
