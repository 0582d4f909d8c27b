"""Moments as records and metadata write them: ISO 8601, in UTC."""

from datetime import UTC, datetime


def iso_utc(moment: datetime) -> str:
    """`2024-05-21T00:00:00Z`."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
