"""When digests are due: at eight in the morning where the reader lives, weekly ones on Mondays."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HOUR = 8
MONDAY = 0


def next_morning(frequency: str, zone_name: str, after: datetime) -> datetime | None:
    """Return the next moment for a digest after this one, in UTC; None for letters of their own."""
    if frequency == "each":
        return None
    there = after.astimezone(zone_of(zone_name))
    morning = there.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if morning <= there:
        morning += timedelta(days=1)
    if frequency == "weekly":
        morning += timedelta(days=(MONDAY - morning.weekday()) % 7)
    return morning.astimezone(UTC)


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of this name; UTC for none and for one that is not known here."""
    try:
        return ZoneInfo(name or "UTC")
    except (ValueError, OSError, KeyError):
        return ZoneInfo("UTC")
