"""A policy with inner terms and a ladder, on a legal basis that gives the newsroom its right."""

from typing import Any

BASIS = "Nghị định 237/2026/NĐ-CP, Điều 18 khoản 4"
POLICY: dict[str, Any] = {
    "policies": [
        {
            "version": "strict-1",
            "kind": "WORKING_DAYS",
            "amount": 5,
            "legal_basis": "for tests",
            "valid_from": "2026-09-01",
            "approaching_before": {"kind": "OFFICE_HOURS", "amount": 8},
            "questions_per_day": 5000,
            "targets": [
                {
                    "kind": "triage",
                    "term": {"kind": "OFFICE_HOURS", "amount": 4},
                    "approaching_before": {"kind": "OFFICE_HOURS", "amount": 1},
                },
                {
                    "kind": "accept",
                    "term": {"kind": "OFFICE_HOURS", "amount": 8},
                    "approaching_before": {"kind": "OFFICE_HOURS", "amount": 2},
                },
            ],
            "escalation": {
                "right": BASIS,
                "rungs": [{"after_hours": 0, "levels_up": 0}, {"after_hours": 8, "levels_up": 1}],
            },
        }
    ]
}
