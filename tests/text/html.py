"""What a browser would see in a piece of HTML."""

from html.parser import HTMLParser


class Seen(HTMLParser):
    """The tags, attributes and text of HTML, read by a parser that is not the cleaner's."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, tag: str, name: str) -> list[str]:
        """All values of an attribute of a tag, in order."""
        return [value for at, key, value in self.attributes if (at, key) == (tag, name)]
