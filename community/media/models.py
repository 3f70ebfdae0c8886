"""Pictures and clips that people bring, made anew under a random name."""

import re
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from community.database import UtcDateTime, now
from community.extensions import db
from community.media.tints import tint_class

WIDTHS = {
    "picture": {"small": 480, "medium": 960, "large": 1920},
    "face": {"small": 96, "medium": 192, "large": 384},
}


class Shown:
    """What pictures and clips have in common: a still, words for it, a line that puts it into a text."""

    key: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str]
    alt: Mapped[str]

    @property
    def address(self) -> str:
        """Return the address that stands in texts."""
        raise NotImplementedError

    @property
    def markdown(self) -> str:
        """Return the line that shows it in a text."""
        return f"![{in_brackets(self.alt)}]({self.address})"

    @property
    def described(self) -> dict[str, str | int]:
        """Return what the editor needs to put it into a text."""
        size = {"width": self.width, "height": self.height}
        return {"url": self.address, **size, "markdown": self.markdown}

    @property
    def tint(self) -> str:
        """Return the class of the tint that stands in its place until it has loaded."""
        return tint_class(self.colour)

    def still(self, size: str = "medium") -> str:
        """Return the address of its picture, or of the poster of a clip: small, medium or large."""
        return f"/media/{self.key}-{size}.webp"


class Picture(Shown, db.Model):
    """One picture; width and height in pixels are those of the large size. Faces are square."""

    __tablename__ = "pictures"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20), default="picture")
    width: Mapped[int]
    height: Mapped[int]
    byte_count: Mapped[int] = mapped_column(default=0)
    colour: Mapped[str] = mapped_column(String(7), default="")
    alt: Mapped[str] = mapped_column(String(500), default="")
    # AVIF takes seconds to make: a job adds it beside the WebP, in the sizes in which it is smaller.
    has_avif: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    @property
    def webp_names(self) -> list[str]:
        return [f"{self.key}-{size}.webp" for size in WIDTHS[self.kind]]

    @property
    def file_names(self) -> list[str]:
        """Return the names of all files that it may have."""
        return self.webp_names + [name.replace(".webp", ".avif") for name in self.webp_names]

    @property
    def page_url(self) -> str:
        """Return the address of its own page, for its owner."""
        return f"/media/pictures/{self.key}"

    @property
    def address(self) -> str:
        return self.url("large")

    def url(self, size: str = "medium") -> str:
        """Return the address of one size: small, medium or large."""
        return self.still(size)

    @property
    def srcset(self) -> str:
        # A picture that is small to begin with has the same width in several sizes: one is enough.
        sizes = {
            min(width, self.width): size for size, width in reversed(WIDTHS[self.kind].items())
        }
        return ", ".join(f"{self.url(size)} {width}w" for width, size in reversed(sizes.items()))


class Clip(Shown, db.Model):
    """A short film, checked, with a poster; width and height in pixels as it is shown."""

    __tablename__ = "clips"
    __table_args__ = (CheckConstraint("state IN ('waiting','ready','failed')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    container: Mapped[str] = mapped_column(String(10), default="")
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    duration_ms: Mapped[int] = mapped_column(default=0)
    byte_count: Mapped[int] = mapped_column(default=0)
    colour: Mapped[str] = mapped_column(String(7), default="")
    alt: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    @property
    def name(self) -> str:
        """Return the name of the file that holds the film."""
        return f"{self.key}.{self.container}"

    @property
    def file_names(self) -> list[str]:
        return [self.name, *(f"{self.key}-{size}.webp" for size in WIDTHS["picture"])]

    @property
    def url(self) -> str:
        return f"/media/{self.name}"

    @property
    def page_url(self) -> str:
        """Return the address of its own page, for its owner."""
        return f"/media/clips/{self.key}"

    @property
    def address(self) -> str:
        return self.url


def in_brackets(words: str) -> str:
    """Return words as they can stand between the brackets of Markdown."""
    return re.sub(r"[\[\]\\]", "", words)
