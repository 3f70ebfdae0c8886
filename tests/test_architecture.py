"""The plan of the house, executed: what `make check` can see without opening a page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from community.permissions import RULES

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(path for path in (ROOT / "community").rglob("*.py") if "versions" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Mail programs read inline styles only; no browser ever runs these with our headers.
PAGES = [path for path in TEMPLATES if "letters" not in path.parts and path.stem != "letter"]
SHEETS = sorted((ROOT / "static").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))

MAX_FILE_LINES = 250
MAX_FUNCTION_LINES = 45
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "stuff"}
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\("
    r"|:[^;{}]*(?<![-\w])(?:white|black|red|green|blue|gr[ae]y|orange|yellow|pink|brown)(?![-\w])",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|javascript:"""
    r"""|<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)""",
    re.IGNORECASE,
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_like(pattern: re.Pattern[str], paths: list[Path], drop: str = "") -> list[str]:
    """Return where the pattern stands, as `file:line: text`; what matches `drop` is not looked at."""
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if drop:
            text = re.sub(drop, lambda gone: "\n" * gone[0].count("\n"), text, flags=re.DOTALL)
        found += [
            f"{name_of(path)}:{number}: {line.strip()}"
            for number, line in enumerate(text.splitlines(), 1)
            if pattern.search(line)
        ]
    return found


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_route_says_who_may_come(app: Flask) -> None:
    unguarded = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "guard", None) not in RULES
    ]
    assert not unguarded, "neither @requires(…) nor @public:\n" + "\n".join(unguarded)


def test_no_address_has_two_views(app: Flask) -> None:
    seen: dict[tuple[str, str], str] = {}
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            other = seen.setdefault((method, rule.rule), rule.endpoint)
            assert other == rule.endpoint, f"{method} {rule.rule}: {other}, {rule.endpoint}"


def test_a_form_is_changed_by_post_only(app: Flask) -> None:
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods or set()}
    assert methods <= {"GET", "HEAD", "OPTIONS", "POST"}


def test_names_say_what_is_inside() -> None:
    vague = [
        name_of(path)
        for path in [*CODE, *TESTS, *TEMPLATES, *SHEETS, *SCRIPTS]
        if VAGUE & (set(path.stem.lower().split("_")) | set(path.relative_to(ROOT).parts))
    ]
    assert not vague, vague


def test_imports_stand_at_the_top() -> None:
    inner = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in [*CODE, *TESTS]
        for node in functions(path)
        if any(isinstance(inside, ast.Import | ast.ImportFrom) for inside in ast.walk(node))
    ]
    assert not inner, inner


def test_nothing_is_taken_from_the_package_itself() -> None:
    """`from community.extensions import db`, never `from community import db`."""
    taken = [
        f"{name_of(path)}:{node.lineno} {alias.name}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "community" and not node.level
        for alias in node.names
        if alias.name != "create_app" and not _is_module(alias.name)
    ]
    assert not taken, taken


def _is_module(name: str) -> bool:
    place = ROOT / "community" / name
    return place.is_dir() or place.with_suffix(".py").exists()


def test_files_and_functions_stay_short() -> None:
    long = [
        f"{name_of(path)}: {count} lines"
        for path in CODE
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MAX_FILE_LINES
    ]
    long += [
        f"{name_of(path)}:{node.lineno} {node.name}: {count} lines"
        for path in CODE
        for node in functions(path)
        if (count := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_every_package_and_module_says_what_it_is() -> None:
    silent = [
        name_of(path)
        for path in CODE
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent, silent


def test_only_the_tokens_hold_colours() -> None:
    sheets = [path for path in SHEETS if path.name != "tokens.css"]
    found = lines_like(COLOUR, sheets, drop=r"/\*.*?\*/|url\([^)]*\)|[^{};]+(?=\{)")
    assert not found, "\n".join(found)


def test_sheets_need_no_force() -> None:
    assert not lines_like(re.compile(r"!\s*important"), SHEETS)


def test_pages_hold_no_inline_style_or_script() -> None:
    found = lines_like(INLINE, PAGES, drop=r"\{#.*?#\}")
    assert not found, "\n".join(found)


def test_templates_trust_no_words() -> None:
    """HTML is made safe where it is written; a template has nothing to declare safe."""
    found = lines_like(re.compile(r"\|\s*safe\b|autoescape\s+false"), TEMPLATES)
    assert not found, "\n".join(found)


def test_markup_is_made_in_two_places() -> None:
    makers = {
        name_of(path)
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module in ("markupsafe", "flask", "jinja2")
        and any(alias.name == "Markup" for alias in node.names)
    }
    strange = {name for name in makers if not name.startswith(("community/text", "community/web"))}
    assert not strange, f"Markup belongs to community/text and community/web: {strange}"


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_scripts_keep_to_the_policy(path: Path) -> None:
    found = lines_like(
        re.compile(r"\beval\(|new Function\(|\.innerHTML\s*=|document\.write|setAttribute\(.style"),
        [path],
    )
    assert not found, found
