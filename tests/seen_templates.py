"""What the tests see of templates: which were rendered at all, so that one that no test ever saw is
found at the end; and that none of them starts a query."""

from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from flask import Flask, before_render_template, request_started, template_rendered
from jinja2 import BaseLoader, Environment, Undefined
from sqlalchemy import event

from community.extensions import db

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
seen: set[str] = set()
rendering: ContextVar[tuple[str, ...]] = ContextVar("rendering", default=())


class Misspelled(Undefined):
    """A name that nobody gave to the template: it may be asked for, but not printed."""

    def __str__(self) -> str:
        self._fail_with_undefined_error()

    __html__ = __str__


class WatchingLoader(BaseLoader):
    """Notes each template that is asked for; pages, parts, layouts and components alike."""

    def __init__(self, loader: BaseLoader) -> None:
        self.loader = loader

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        seen.add(template)
        return self.loader.get_source(environment, template)

    def list_templates(self) -> list[str]:
        return self.loader.list_templates()


def watch(app: Flask) -> None:
    """Note what this application renders; a name that a template misspells is an error."""
    loader: Any = app.jinja_env.loader
    app.jinja_env.loader = WatchingLoader(loader)
    app.jinja_env.undefined = Misspelled
    request_started.connect(_begin, app)
    before_render_template.connect(_enter, app)
    template_rendered.connect(_leave, app)
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", _refuse)


def _begin(_app: Flask, **_rest: Any) -> None:
    rendering.set(())


def _enter(_app: Flask, template: Any, **_rest: Any) -> None:
    rendering.set((*rendering.get(), str(template.name)))


def _leave(_app: Flask, **_rest: Any) -> None:
    rendering.set(rendering.get()[:-1])


def _refuse(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    if names := rendering.get():
        raise AssertionError(f"templates/{names[-1]} starts a query: {statement[:300]}")


def unseen() -> list[str]:
    """Return the templates that were not rendered, by name."""
    files = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*"))
    return sorted(set(files) - seen)
