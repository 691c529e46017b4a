"""Every documented operation, inside and outside its schema: no 5xx, no answer that is not documented."""

import pytest

from tests.fuzzing import fuzz
from tests.identity.house import House
from tests.serving import serving


@pytest.mark.timeout(300)
async def test_no_request_meets_a_failure_or_an_undocumented_answer(house: House) -> None:
    headers = house.bearer("administrator", "department_officer")
    async with serving(house.app) as origin:
        status, report = await fuzz(origin, "identity", headers, "--max-examples=15")
    assert status == 0, report[-6000:]
