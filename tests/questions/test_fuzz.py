"""Every documented operation, inside and outside its schema: no 5xx, no answer that is not documented."""

import pytest

from tests.fuzzing import fuzz
from tests.questions.house import House
from tests.serving import serving


@pytest.mark.timeout(300)
async def test_no_request_meets_a_failure_or_an_undocumented_answer(house: House) -> None:
    await house.answered()
    everything = house.issuer.bearer(
        "reporter",
        "ioc_dispatcher",
        "spokesperson",
        sub=house.speaker_account,
        reporter_id=house.reporter_id,
        press_agency_id=house.newsroom,
        agency_id=house.agency,
    )
    async with serving(house.app) as origin:
        status, report = await fuzz(origin, "questions", everything, "--max-examples=3")
    assert status == 0, report[-6000:]
