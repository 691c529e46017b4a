"""The table from an event's class to the function that knows what it says."""

from collections.abc import Callable, Mapping
from typing import Any

from services.metrics.domain.model.projection import Facts
from shared.contracts.event import Event

# Any: each function takes the class that is its key, which the type of a mapping cannot say.
Sayings = Mapping[type[Event], Callable[[Any], Facts | tuple[Facts, ...]]]
