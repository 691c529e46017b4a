"""Skeleton of what will own press events, invitations, accreditation, press passes and check-ins."""
