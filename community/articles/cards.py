"""An article as a card of a feed: one plain row with all that the card shows."""

from dataclasses import dataclass
from datetime import datetime

from community.accounts.models import User
from community.articles.models import Article
from community.media.models import WIDTHS, Picture
from community.media.tints import tint_class

SIZES = WIDTHS["picture"]

# In the order of the fields of CardRow.
COLUMNS = (
    Article.id,
    Article.slug,
    Article.kind,
    Article.title,
    Article.summary,
    Article.language,
    Article.published_at,
    Article.like_count,
    Article.comment_count,
    Article.cover_ratio,
    User.username,
    User.face_key,
    Picture.key,
    Picture.width,
    Picture.height,
    Picture.alt,
    Picture.colour,
)


@dataclass(frozen=True, slots=True)
class CardRow:
    """What the macro `card` shows. Without a cover, `cover_url` is empty and the title is the cover."""

    id: int
    slug: str
    kind: str
    title: str
    summary: str
    language: str
    published_at: datetime
    like_count: int
    comment_count: int
    cover_ratio: str
    author_name: str
    author_face_key: str
    cover_key: str | None
    cover_width: int | None
    cover_height: int | None
    cover_alt: str | None
    cover_colour: str | None

    @property
    def url(self) -> str:
        return f"/articles/{self.slug}"

    @property
    def author_url(self) -> str:
        return f"/@{self.author_name}"

    @property
    def author_face_url(self) -> str:
        return f"/media/{self.author_face_key}-small.webp" if self.author_face_key else ""

    @property
    def cover_url(self) -> str:
        return f"/media/{self.cover_key}-small.webp" if self.cover_key else ""

    @property
    def cover_srcset(self) -> str:
        """The sizes, each width once: a small picture is not enlarged."""
        widths = {
            min(width, self.cover_width or 0): size for size, width in reversed(SIZES.items())
        }
        files = (
            (f"/media/{self.cover_key}-{widths[width]}.webp", width) for width in sorted(widths)
        )
        return ", ".join(f"{url} {width}w" for url, width in files) if self.cover_key else ""

    @property
    def cover_colour_class(self) -> str:
        return tint_class(self.cover_colour or "")


@dataclass(frozen=True, slots=True)
class CardPage:
    """Some cards, and the cursor of those that follow: None on the last page."""

    cards: list[CardRow]
    after: str | None
