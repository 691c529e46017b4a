"""Query parameters and headers: limits, formats and what the documents say of them."""

from typing import Annotated

from litestar.params import HeaderParameter, QueryParameter

Words = Annotated[
    str | None,
    QueryParameter(
        min_length=1, max_length=200, description="Part of a name, with or without Vietnamese accents."
    ),
]
IfNoneMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-None-Match", max_length=1000, description="An ETag that was read; still true: 304, no body."
    ),
]
