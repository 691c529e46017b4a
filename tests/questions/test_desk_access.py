"""Who may call what of the desk: every role at every operation."""

from shared.ids import uuid7
from shared.web.principal import ROLES
from tests.questions.house import House

CENTRE = {"ioc_dispatcher"}
AGENCY = {"focal_officer", "agency_head", "spokesperson"}
OVERSIGHT = {"department_officer", "auditor"}
NEWSROOM = {"reporter", "newsroom_admin"}
ONE = "/questions/{question}"
MAY = {
    ("GET", "/desk"): CENTRE | AGENCY,
    ("GET", "/desk/tasks"): CENTRE | AGENCY,
    ("POST", "/desk/bulk"): CENTRE | AGENCY,
    ("POST", f"{ONE}/assignee"): CENTRE | AGENCY,
    ("DELETE", f"{ONE}/assignee"): CENTRE | AGENCY,
    ("GET", f"{ONE}/routing-suggestions"): CENTRE,
    ("GET", f"{ONE}/similar"): CENTRE | AGENCY | OVERSIGHT | NEWSROOM,
    ("GET", f"{ONE}/briefing"): CENTRE | AGENCY | OVERSIGHT,
    ("POST", "/question-hints"): NEWSROOM,
    ("GET", "/hot-topics"): CENTRE | AGENCY | OVERSIGHT | {"leader"},
}


async def test_each_operation_is_open_to_its_roles_and_to_nobody_else(house: House) -> None:
    wrong = []
    for (method, path), may in MAY.items():
        address = path.format(question=uuid7())
        assert (await house.http.request(method, address)).status_code == 401, path
        for role in ROLES:
            who = house.issuer.bearer(role, agency_id=house.agency)
            answer = await house.http.request(method, address, headers=who)
            forbidden = answer.json().get("type") == "urn:caunoi:problem:forbidden"
            if forbidden is (role in may):
                wrong.append(f"{method} {path}: {role} {answer.status_code}")
    assert wrong == []
