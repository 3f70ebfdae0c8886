"""XML piece by piece: escaped by the library, without the characters that XML forbids."""

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

ATOM = "http://www.w3.org/2005/Atom"
THREAD = "http://purl.org/syndication/thread/1.0"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
register_namespace("", ATOM)
register_namespace("thr", THREAD)

# Everything but the characters of XML 1.0, §2.2.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(text: str) -> str:
    """Leave out the characters that XML forbids even as references."""
    return _FORBIDDEN.sub("", text)


def add(parent: Element, name: str, text: str = "", **attributes: Any) -> Element:
    """Add an element of Atom, or of another namespace as `{…}name`; empty attributes are left out."""
    name = name if name.startswith("{") else f"{{{ATOM}}}{name}"
    said = {key.rstrip("_"): legible(str(value)) for key, value in attributes.items() if value}
    element = SubElement(parent, name, said)
    element.text = legible(text)
    return element


def document(root: Element) -> bytes:
    """Return the whole document in UTF-8."""
    body = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()
