"""Every setting of the site: its name, its unit, its default, and what is allowed.

Settings come from the environment. One that cannot be read stops the start with a line that
names it, what was found and what is allowed.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from urllib3.util import parse_url

ROOT = Path(__file__).resolve().parent.parent

INTERFACE_LANGUAGES = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}

# Limits that people meet; characters unless the name says otherwise.
MAX_COMMENT_CHARACTERS = 10_000
MAX_ARTICLE_CHARACTERS = 200_000
MAX_TITLE_CHARACTERS = 200
MAX_SUMMARY_CHARACTERS = 500
MAX_BIO_CHARACTERS = 1_000
MAX_NOTE_CHARACTERS = 1_000
MAX_APPEAL_CHARACTERS = 2_000
MAX_IMAGE_BYTES = 20 * 1024 * 1024
MAX_IMAGE_PIXELS = 50_000_000
MAX_CLIP_BYTES = 100 * 1024 * 1024
MAX_REQUEST_BYTES = MAX_IMAGE_BYTES + 256 * 1024
# Where clips are brought, and nowhere else.
MAX_CLIP_REQUEST_BYTES = MAX_CLIP_BYTES + 256 * 1024


class BadSetting(Exception):
    """A setting that cannot be read. The text is one line for the person who starts the site."""


@dataclass(frozen=True)
class Settings:
    """The settings as read; addresses are strings, sizes and times carry their unit in the name."""

    secret_key: str = ""
    instance_path: Path = ROOT / "instance"
    database_url: str = ""
    redis_url: str = ""
    mail_url: str = ""
    media_url: str = ""
    s3_endpoint_url: str = ""
    letters_per_minute: int = 120
    site_name: str = "Teahouse"
    site_url: str = ""
    sign_up: str = "open"
    sign_up_challenge: bool = True
    rate_limits: bool = True
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    log_format: str = "text"
    trusted_proxies: int = 0
    screen_url: str = ""
    screen_secret: str = ""
    screen_timeout_ms: int = 1_000
    screen_failure: str = "hold"

    @property
    def address(self) -> str:
        """Return the address of the site without a slash at the end."""
        return self.site_url or f"http://{self.host}:{self.port}"

    @property
    def is_behind_tls(self) -> bool:
        return self.address.startswith("https://")


def _fail(name: str, found: str, allowed: str) -> BadSetting:
    return BadSetting(f"{name} is {found!r}; allowed: {allowed}")


def _choice(*allowed: str) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        if text not in allowed:
            raise _fail(name, text, ", ".join(allowed))
        return text

    return read


def _switch(name: str, text: str) -> bool:
    return _choice("on", "off")(name, text) == "on"


def _whole(low: int, high: int) -> Callable[[str, str], int]:
    def read(name: str, text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise _fail(name, text, f"a whole number from {low} to {high}")
        return int(text)

    return read


def _address(*schemes: str) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        allowed = " or ".join(f"{scheme}://…" for scheme in schemes)
        try:
            parts = urlsplit(text)
            is_whole = parts.port != 0 and _names_a_place(parts)
        except ValueError as error:
            raise _fail(name, _without_secret(text), allowed) from error
        if parts.scheme not in schemes or not is_whole:
            raise _fail(name, _without_secret(text), allowed)
        return text

    return read


def _names_a_place(parts: SplitResult) -> bool:
    """Tell whether an address has a host, or is one of a database that needs none: a file, a socket."""
    is_socket = parts.scheme.startswith("postgresql") and "host=/" in unquote(parts.query)
    return bool(parts.hostname) or is_socket or parts.scheme == "sqlite"


def _without_secret(text: str) -> str:
    """Return an address as it may stand on a screen and in a log: without name and password."""
    place, has_query, _query = text.partition("?")
    return re.sub(r"^([\w+.-]+://)?.*@", r"\1…@", place) + ("?…" if has_query else "")


def _site_address(name: str, text: str) -> str:
    """Read the address of the site: scheme and host alone, for it lives at the root of its host."""
    address = _address("http", "https")(name, text).rstrip("/")
    parts = urlsplit(address)
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        allowed = "http://… or https://… with a host and no path"
        raise _fail(name, _without_secret(text), allowed)
    return address


def _service_address(name: str, text: str) -> str:
    """Read the address of a service that is asked over HTTP; who asks is told by a signature."""
    allowed = "http://… or https://… without name, password, space or #"
    try:
        parse_url(text)
        if "@" in urlsplit(text).netloc or "#" in text or any(char <= " " for char in text):
            raise ValueError
        return _address("http", "https")(name, text)
    except ValueError as error:
        raise _fail(name, _without_secret(text), allowed) from error


def _bucket(name: str, text: str) -> str:
    """Read the address of a bucket; who one is there stands in AWS_ACCESS_KEY_ID and its like."""
    if not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[\w.-]+)*/?", text, re.ASCII):
        raise _fail(name, _without_secret(text), "s3://bucket or s3://bucket/prefix")
    return text


def _secret(name: str, text: str) -> str:
    """Read what nobody else is to see, not even on the screen of who starts the site."""
    if not text.isprintable():
        raise _fail(name, "…", "printable text on one line")
    return text


def _not_yet(name: str, text: str) -> str:
    """Refuse a setting whose feature is not there yet, rather than pass over it in silence."""
    raise BadSetting(f"{name} is set, but this version cannot use it yet; allowed: leave it empty")


def _text(name: str, text: str) -> str:
    if any(character < " " for character in text):
        raise _fail(name, text, "text on one line")
    return text


def _folder(name: str, text: str) -> Path:
    path = Path(text).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise _fail(name, text, "a folder")
    return path


_READERS: dict[str, Callable[[str, str], object]] = {
    "SECRET_KEY": _text,
    "INSTANCE_PATH": _folder,
    "DATABASE_URL": _address("sqlite", "postgresql+psycopg", "postgresql"),
    "REDIS_URL": _address("redis", "rediss"),
    "MAIL_URL": _address("smtp", "smtps"),
    "MEDIA_URL": _bucket,
    "S3_ENDPOINT_URL": _service_address,
    "LETTERS_PER_MINUTE": _whole(1, 10_000),
    "TRANSLATE_URL": _not_yet,
    "TRANSLATE_KEY": _not_yet,
    "SITE_NAME": _text,
    "SITE_URL": _site_address,
    "SIGN_UP": _choice("open", "invite", "closed"),
    "SIGN_UP_CHALLENGE": _switch,
    "RATE_LIMITS": _switch,
    "HOST": _text,
    "PORT": _whole(1, 65535),
    "WORKERS": _whole(1, 64),
    "LOG_FORMAT": _choice("text", "json"),
    "TRUSTED_PROXIES": _whole(0, 10),
    "SCREEN_URL": _service_address,
    "SCREEN_SECRET": _secret,
    "SCREEN_TIMEOUT_MS": _whole(100, 10_000),
    "SCREEN_FAILURE": _choice("publish", "hold"),
}


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment. Raises BadSetting for one that cannot be read."""
    found = os.environ if environment is None else environment
    values: dict[str, object] = {"workers": max(1, min(64, os.cpu_count() or 1))}
    for name, read in _READERS.items():
        if text := found.get(name, "").strip():
            values[name.lower()] = read(name, text)
    settings = Settings(**values)  # type: ignore[arg-type]
    if settings.database_url.startswith("postgresql://"):
        # SQLAlchemy would look for psycopg2 under the short name.
        url = settings.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
        values["database_url"] = url
        settings = Settings(**values)  # type: ignore[arg-type]
    if settings.screen_url and not settings.screen_secret:
        allowed = "the secret that signs what is sent to SCREEN_URL"
        raise _fail("SCREEN_SECRET", "", allowed)
    return settings


def database_url(settings: Settings) -> str:
    """Return the address of the database: the one that is set, or SQLite in the instance folder."""
    return settings.database_url or f"sqlite:///{settings.instance_path / 'teahouse.sqlite'}"
