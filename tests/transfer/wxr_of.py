"""Small exports written on the spot: of each what a test is about, the rest filled in plausibly."""

import json
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

numbers = count(1000)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
    ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">\n'
    "<channel><title>Old house</title><link>https://old.example</link>"
    "<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>\n"
)
TAIL = "</channel></rss>\n"


def element(name: str, text: Any, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(str(text))}</{name}>"


def person(login: str = "amy", email: str = "amy@old.example", **fields: Any) -> str:
    fields = {"id": 1, "login": login, "email": email, "display_name": login.title()} | fields
    inside = "".join(element(f"wp:author_{name}", text) for name, text in fields.items())
    return f"<wp:author>{inside}</wp:author>\n"


def comment(**fields: Any) -> str:
    number = fields.pop("id", None) or next(numbers)
    values: dict[str, Any] = {
        "id": number,
        "author": "Guest Gus",
        "author_email": "gus@mail.example",
        "date_gmt": "2013-01-06 10:00:00",
        "content": f"Comment {number}.",
        "approved": 1,
        "type": "",
        "parent": 0,
        "user_id": 0,
    } | fields
    inside = "".join(element(f"wp:comment_{name}", text) for name, text in values.items())
    return f"<wp:comment>{inside}</wp:comment>\n"


def post(*inside: str, **fields: Any) -> str:
    """Return an item; `inside` are its comments, categories and metas."""
    number = fields.pop("id", None) or next(numbers)
    values: dict[str, Any] = {
        "title": f"Post {number}",
        "link": f"https://old.example/2013/01/05/post-{number}/",
        "dc:creator": "amy",
        "content:encoded": f"<!-- wp:paragraph --><p>Words {number}.</p><!-- /wp:paragraph -->",
        "excerpt:encoded": "",
        "wp:post_id": number,
        "wp:post_date": "2013-01-05 11:00:00",
        "wp:post_date_gmt": "2013-01-05 10:00:00",
        "wp:post_name": f"post-{number}",
        "wp:status": "publish",
        "wp:post_type": "post",
    } | {name.replace("__", ":"): text for name, text in fields.items()}
    return f"<item>{''.join(element(n, t) for n, t in values.items())}{''.join(inside)}</item>\n"


def attachment(number: int, url: str, **fields: Any) -> str:
    kind = {"wp__post_type": "attachment", "wp__status": "inherit", "wp__attachment_url": url}
    return post(id=number, **kind, content__encoded="", **fields)


def meta(key: str, value: Any) -> str:
    inside = element("wp:meta_key", key) + element("wp:meta_value", value)
    return f"<wp:postmeta>{inside}</wp:postmeta>"


def category(name: str, domain: str = "category") -> str:
    return element("category", name, f' domain="{domain}" nicename="x"')


def wxr(folder: Path, *parts: str, name: str = "old.xml") -> Path:
    path = folder / name
    path.write_text(HEAD + "".join(parts) + TAIL, encoding="utf-8")
    return path


def ghost(folder: Path, name: str = "old.json", **tables: list[dict[str, Any]]) -> Path:
    path = folder / name
    data = {"posts": [], "users": [], "tags": [], "posts_tags": [], "posts_authors": []} | tables
    path.write_text(json.dumps({"db": [{"meta": {"version": "5.0"}, "data": data}]}))
    return path


def ghost_post(**fields: Any) -> dict[str, Any]:
    number = next(numbers)
    return {
        "id": f"{number:024d}",
        "title": f"Post {number}",
        "slug": f"post-{number}",
        "html": f"<p>Words {number}.</p>",
        "lexical": None,
        "mobiledoc": None,
        "type": "post",
        "status": "published",
        "visibility": "public",
        "created_at": "2020-01-01T00:00:00.000Z",
        "updated_at": "2020-01-02T00:00:00.000Z",
        "published_at": "2020-01-01T12:00:00.000Z",
    } | fields
