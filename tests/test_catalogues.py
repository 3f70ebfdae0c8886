"""The words of the interface: every one of them in every language, with nothing left to guess."""

import ast
import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from community.translations.catalogues import fill

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "community" / "translations"
LANGUAGES = ("zh_Hans", "zh_Hant")
PLACES = [("community/**.py", "python"), ("templates/**.*", "jinja2.ext:babel_extract")]
OPTIONS = {"templates/**.*": {"silent": "false", "trimmed": "true"}}
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None}
KEYWORDS |= {"ngettext": (1, 2), "lazy_ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
ATTRIBUTE = re.compile(r'\b(aria-label|placeholder|title|alt)="([^"]*)"')
WORD = re.compile(r"[A-Za-z]{3}|[\u4e00-\u9fff]")
# A call whose first argument is no string: `_(name)`.
BUILT = re.compile(r"(?<![\w.])(?:_|n?p?gettext)\(\s*[^\s\"']")
MARKS = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
UNSEEN = re.compile(r"<head>.*?</head>|<[^>]*>", re.DOTALL)
# Where a macro or a block chooses the name of a class or an address, it stands by itself.
NAMES = re.compile(r"\S*--\S*|/\S*")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def words() -> dict[str | tuple[str, str], str]:
    """Every message in the code and the templates, and where it stands."""
    found = extract_from_dir(
        ROOT,
        method_map=PLACES,
        options_map=OPTIONS,
        keywords=KEYWORDS,
        directory_filter=lambda path: not Path(path).name.startswith("."),
    )
    return {message: f"{file}:{line}" for file, line, message, _comments, _context in found}


def read(language: str) -> Catalog:
    text = (FOLDER / language / "LC_MESSAGES" / "messages.po").read_bytes()
    return read_po(BytesIO(text), locale=language)


def forms(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str, words: dict[str | tuple[str, str], str]) -> None:
    catalogue = read(language)
    known = {_key(message) for message in catalogue if message.id and all(forms(message))}
    missing = [f"{where}: {word!r}" for word, where in words.items() if _key_of(word) not in known]
    assert not missing, f"{len(missing)} not in {language} (make words):\n" + "\n".join(missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_over_or_guessed(
    language: str, words: dict[str | tuple[str, str], str]
) -> None:
    catalogue = read(language)
    used = {_key_of(word) for word in words}
    left = [message.id for message in catalogue if message.id and _key(message) not in used]
    assert not left, f"no longer used in {language} (make words): {left}"
    assert not [message.id for message in catalogue if message.id and message.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language: str) -> None:
    for message in read(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        wanted = set(PLACEHOLDER.findall(" ".join(ids)))
        for form in forms(message):
            assert set(PLACEHOLDER.findall(form)) == wanted, (message.id, form)
            assert "% (" not in form and "%（" not in form, form


@pytest.mark.parametrize("language", LANGUAGES)
def test_chinese_keeps_its_own_marks(language: str) -> None:
    """No ASCII comma, colon or question mark beside a Han character (CLREQ §3.1)."""
    for message in read(language):
        for form in forms(message):
            assert not re.search(r"[\u4e00-\u9fff][,;:?!]", form or ""), form


@pytest.mark.parametrize(("language", "encoding"), [("zh_Hans", "gb2312"), ("zh_Hant", "cp950")])
def test_each_script_keeps_to_its_own_characters(language: str, encoding: str) -> None:
    """The old encodings of Beijing and Taipei hold the characters of one script alone."""
    for message in read(language):
        for character in HAN.findall("".join(form or "" for form in forms(message))):
            assert character.encode(encoding, "ignore"), f"{character} in {message.string!r}"


def test_quotation_marks_are_those_of_the_script() -> None:
    for language, foreign in (("zh_Hans", "「」『』"), ("zh_Hant", "“”‘’")):
        for message in read(language):
            said = "".join(form or "" for form in forms(message))
            assert not set(said) & set(foreign), f"{language}: {said}"


def test_traditional_entries_are_made_once_and_stay_as_they_were_mended() -> None:
    simplified, wanted = Catalog(locale="zh_Hans"), Catalog(locale="zh_Hant")
    simplified.add("Publish", "发布“账号”")
    simplified.add(("%(num)d comment", "%(num)d comments"), ("%(num)d条评论",))
    simplified.add("Sign in", "登录")
    wanted.add("Publish")
    wanted.add(("%(num)d comment", "%(num)d comments"))
    wanted.add("Sign in", "進來")
    fill(wanted, simplified)
    made = [forms(message) for message in wanted if message.id]
    assert made == [["發布「帳號」"], ["%(num)d則留言"], ["進來"]]


def test_templates_say_nothing_past_the_catalogues() -> None:
    """Words between tags and in attributes that people meet go through gettext."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = MARKS.sub("", path.read_text())
        said = [value for _name, value in ATTRIBUTE.findall(text)]
        said += UNSEEN.sub("\n", text).splitlines()
        found = [line for line in said if WORD.search(NAMES.sub("", line))]
        assert not found, f"{path.name}: {found}"


def test_every_call_can_be_extracted() -> None:
    """A message that is put together while the site runs is in no catalogue."""
    for path in (ROOT / "community").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in KEYWORDS:
                assert call.args and isinstance(call.args[0], ast.Constant), f"{path}:{call.lineno}"
    for path in (ROOT / "templates").rglob("*.*"):
        assert not BUILT.search(path.read_text()), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    path = FOLDER / language / "LC_MESSAGES" / "messages.mo"
    assert path.exists(), "make messages"
    with path.open("rb") as file:
        compiled = GNUTranslations(file)
    for message in read(language):
        if message.id:
            assert _says(compiled, message) == forms(message)[0], f"make messages: {message.id!r}"


def _says(compiled: GNUTranslations, message: Message) -> str:
    word = _first(message.id)
    if message.context:
        return compiled.pgettext(message.context, word)
    return compiled.ngettext(word, word, 2) if message.pluralizable else compiled.gettext(word)


def _first(word: str | tuple[str, str] | list[str]) -> str:
    return word if isinstance(word, str) else word[0]


def _key(message: Message) -> tuple[str, ...]:
    return _key_of(message.id)


def _key_of(word: str | tuple[str, str] | list[str]) -> tuple[str, ...]:
    return (word,) if isinstance(word, str) else tuple(word)
