"""What a person may be in the network, and where each role belongs."""

from enum import StrEnum


class Role(StrEnum):
    """The word for a role in tokens; reporter and spokesperson follow from their own aggregates."""

    REPORTER = "reporter"
    NEWSROOM_ADMIN = "newsroom_admin"
    IOC_DISPATCHER = "ioc_dispatcher"
    FOCAL_OFFICER = "focal_officer"
    SPOKESPERSON = "spokesperson"
    AGENCY_HEAD = "agency_head"
    DEPARTMENT_OFFICER = "department_officer"
    LEADER = "leader"
    DOOR_OFFICER = "door_officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


OF_A_NEWSROOM = frozenset({Role.NEWSROOM_ADMIN, Role.REPORTER})
OF_ONE_AGENCY = frozenset({Role.FOCAL_OFFICER, Role.AGENCY_HEAD, Role.SPOKESPERSON})
NEVER_APPOINTED = frozenset({Role.REPORTER, Role.SPOKESPERSON})
