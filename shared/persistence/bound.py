"""Repositories of a unit of work, each made when a transaction first asks for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

if TYPE_CHECKING:
    from shared.persistence.unit_of_work import SqlUnitOfWork

R = TypeVar("R")


class bound(Generic[R]):  # noqa: N801 - reads as what it stands for: `questions = bound(SqlQuestions)`
    """`name = bound(Repository)` in a unit's class; one lasts for one transaction, which lets go of it.

    Raises RuntimeError outside `async with`.
    """

    def __init__(self, make: Callable[[Any], R]) -> None:
        self._make = make
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, uow: None, owner: type) -> Self: ...
    @overload
    def __get__(self, uow: "SqlUnitOfWork", owner: type) -> R: ...
    def __get__(self, uow: "SqlUnitOfWork | None", owner: type) -> Self | R:
        if uow is None:
            return self
        if not uow.entered:
            raise RuntimeError(f"{self._name} is there inside `async with` only")
        # It has no __set__, so from now on the instance's own value is found first.
        made = uow.__dict__[self._name] = self._make(uow)
        return made
