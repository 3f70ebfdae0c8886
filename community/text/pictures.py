"""Pictures and clips in articles: the site's own, of known size; others become links."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from community.text import clips

# Width and height in pixels, and after them the class of a tint that stands there until it has loaded.
Size = tuple[int, int] | tuple[int, int, str]
# key → its size; None where no such picture is known.
Known = Mapping[str, Size] | Callable[[str], Size | None]

WIDTHS = {"small": 480, "medium": 960, "large": 1920}
# The measure of running text is 36 em.
SIZES = "(min-width: 40rem) 38rem, 100vw"
OWN = re.compile(r"/media/([A-Za-z0-9_-]{1,64}?)-(?:small|medium|large)\.webp")


def key_of(source: str) -> str | None:
    """The key of one of the site's own pictures, from its address; None for any other address.

    Of a clip it is the name of its file.
    """
    match = OWN.fullmatch(source)
    return match[1] if match else clips.name_of(source)


def measure(known: Known | None, key: str) -> Size | None:
    """Look up the size of a picture."""
    return known(key) if callable(known) else (known or {}).get(key)


def spoken(tokens: Sequence[Token]) -> str:
    """What inline tokens say without markup: a break is a space, a picture its own words."""
    said = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            said.append(" ")
        else:
            said.append(spoken(token.children or []) if token.type == "image" else token.content)
    return "".join(said)


def set_apart(state: StateCore) -> None:
    """Make figures of pictures that have a paragraph to themselves, a gallery of several."""
    for before, inline, after in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        children = [child for child in inline.children or [] if not _is_gap(child)]
        alone = before.type == "paragraph_open" and not before.hidden and children
        if alone and all(
            child.type == "image" and _is_shown(child, state.env) for child in children
        ):
            before.hidden = after.hidden = True
            inline.children = children
            for child in children:
                child.meta["figure"] = True
            if len(children) > 1:
                children[0].meta["opens"] = children[-1].meta["closes"] = True


def _is_gap(token: Token) -> bool:
    return token.type == "softbreak" or (token.type == "text" and not token.content.strip())


def image(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    """Render a picture of ours as img or figure, and any other as a link with its words."""
    token = tokens[index]
    source = str(token.attrs["src"])
    words = spoken(token.children or [])
    if not _is_shown(token, env):
        return f'<a href="{escapeHtml(source)}">{escapeHtml(words or source)}</a>'
    if clips.name_of(source) and clips.is_in_link(tokens, index):
        return escapeHtml(words or source)
    picture = _shown(key_of(source) or "", words, env["pictures"])
    if not token.meta.get("figure"):
        return picture
    title = str(token.attrs.get("title", ""))
    caption = f"<figcaption>{escapeHtml(title)}</figcaption>" if title else ""
    start, end = (
        '<div class="gallery">' * ("opens" in token.meta),
        "</div>" * ("closes" in token.meta),
    )
    return f"{start}<figure>{picture}{caption}</figure>{end}"


def _is_shown(token: Token, env: Any) -> bool:
    """A picture is shown where the dialect has pictures, if it is ours and not unknown."""
    key = key_of(str(token.attrs["src"]))
    if key is None or "pictures" not in env:
        return False
    return env["pictures"] is None or measure(env["pictures"], key) is not None


def _shown(key: str, words: str, known: Known | None) -> str:
    if clips.name_of(f"/media/{key}"):
        return clips.video(key, words, measure(known, key))
    return _img(key, words, known)


def _img(key: str, words: str, known: Known | None) -> str:
    size = measure(known, key)
    attributes = {"src": f"/media/{key}-medium.webp", "alt": words}
    if size:
        attributes |= _dimensions(key, *size)
    attributes |= {"loading": "lazy", "decoding": "async"}
    return (
        "<img"
        + "".join(f' {name}="{escapeHtml(value)}"' for name, value in attributes.items())
        + ">"
    )


def _dimensions(key: str, width: int, height: int, tint: str = "") -> dict[str, str]:
    """Give each width once: a picture is never enlarged, so the larger files may be alike."""
    files: dict[int, str] = {}
    for name, limit in WIDTHS.items():
        files.setdefault(min(limit, width), f"/media/{key}-{name}.webp")
    shown = max(files)
    return {
        "width": str(shown),
        "height": str(max(1, round(height * shown / width))),
        "srcset": ", ".join(f"{address} {pixels}w" for pixels, address in files.items()),
        "sizes": SIZES,
        **({"class": tint} if tint else {}),
    }
