"""Times of the story: told as so many days before today, so that it is always a few days old."""

import re
from datetime import datetime, timedelta

_PART = re.compile(r"(\d+)([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


class Clock:
    """Reads the times of the content as of one moment; all days begin at midnight UTC."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)

    def at(self, text: str) -> datetime:
        """Return the moment of "-11d 09:00", of "+3d 20:00", or of "-40d", when the day began."""
        days, _, hour = text.partition(" ")
        hours, _, minutes = (hour or "00:00").partition(":")
        return self.midnight + timedelta(
            days=int(days.removesuffix("d")), hours=int(hours), minutes=int(minutes)
        )

    def past(self, *moments: datetime) -> datetime:
        """Return the latest of these, or now if that still lies ahead."""
        return min(max(moments), self.now)


def duration(text: str) -> timedelta:
    """Return how long "10d 8h" or "45m" is."""
    return timedelta(**{_UNITS[unit]: int(number) for number, unit in _PART.findall(text)})
