"""The byline as an author types it: one credit a line, `role: name | @username | https://…`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from community.articles.models import CREDIT_ROLES, Credit
from community.text.links import is_safe_address
from community.text.plain import clean_line, is_blank

MAX_CREDITS = 20
MAX_NAME = 200
MAX_URL = 2000

# Each role as it is shown, by language of the interface.
ROLE_NAMES = {
    "writing": {"en": "Writing", "zh-Hans": "撰文", "zh-Hant": "撰文"},
    "reporting": {"en": "Reporting", "zh-Hans": "采访", "zh-Hant": "採訪"},
    "photos": {"en": "Photos", "zh-Hans": "摄影", "zh-Hant": "攝影"},
    "translation": {"en": "Translation", "zh-Hans": "翻译", "zh-Hant": "翻譯"},
    "editing": {"en": "Editing", "zh-Hans": "编辑", "zh-Hant": "編輯"},
    "source": {"en": "Source", "zh-Hans": "来源", "zh-Hant": "來源"},
}
# What people write besides, in either language.
OTHER_NAMES = {
    "writing": "written by, words, text, author, writer, 文, 作者, 撰稿, 文字, 執筆, 执笔",
    "reporting": "additional reporting, additional reporting by, reporting by, reported by, reporter, "
    "采写, 採寫, 报道, 報導, 记者, 記者, 补充采访, 補充採訪",
    "photos": "photo, photos by, photography, photographer, pictures, pictures by, images, "
    "图, 圖, 图片, 圖片, 拍摄, 拍攝, 照片",
    "translation": "translated by, translator, 译, 譯, 译者, 譯者",
    "editing": "edited by, editor, 校, 责编, 責編, 责任编辑, 責任編輯, 校对, 校對",
    "source": "sources, reference, references, 出处, 出處, 资料, 資料, 参考, 參考, 资料来源, 資料來源",
}
ROLES = {
    name.casefold(): role
    for role in CREDIT_ROLES
    for name in (role, *ROLE_NAMES[role].values(), *OTHER_NAMES[role].split(", "))
}
_LINE = re.compile(r"([^:：|｜]{1,60})[:：](.*)")
_BAR = re.compile("[|｜]")
_ADDRESS = re.compile("https?://", re.IGNORECASE)


@dataclass(frozen=True)
class CreditLine:
    """One credit: a name, someone here, or a source with its link. `number` is its line."""

    role: str
    name: str = ""
    username: str = ""
    url: str = ""
    number: int = field(default=0, compare=False)


@dataclass(frozen=True)
class CreditFault:
    """What does not hold in a line: its role, its name (none, or two), its address, or its length."""

    number: int
    what: str


def parse_credits(text: str) -> tuple[list[CreditLine], list[CreditFault]]:
    """Read the lines; blank ones are left out."""
    lines: list[CreditLine] = []
    faults: list[CreditFault] = []
    for number, line in enumerate(text.splitlines(), 1):
        if is_blank(line):
            continue
        read = _parse_line(clean_line(line), number)
        if isinstance(read, CreditLine):
            lines.append(read)
        else:
            faults.append(read)
    return lines, faults


def credits_as_text(credits: Iterable[Credit], language: str) -> str:
    """Write the credits as they are typed, with the roles in a language of the interface."""
    return lines_as_text(map(as_line, credits), language)


def lines_as_text(lines: Iterable[CreditLine], language: str) -> str:
    colon = ": " if language == "en" else "："
    return "\n".join(
        ROLE_NAMES[line.role][language] + colon + " | ".join(_parts(line)) for line in lines
    )


def as_line(credit: Credit) -> CreditLine:
    username = credit.user.username if credit.user else ""
    name = "" if credit.name == username else credit.name
    return CreditLine(credit.role, name, username, credit.url)


def _parse_line(line: str, number: int) -> CreditLine | CreditFault:
    match = _LINE.fullmatch(line)
    role = ROLES.get(clean_line(match[1]).casefold()) if match else None
    if match is None or role is None:
        return CreditFault(number, "role")
    parts = [part for part in map(clean_line, _BAR.split(match[2])) if part.strip("@＠")]
    people = [part[1:] for part in parts if part[0] in "@＠"]
    addresses = [part for part in parts if _ADDRESS.match(part)]
    names = [part for part in parts if part[0] not in "@＠" and part not in addresses]
    if not parts or max(map(len, (people, addresses, names))) > 1:
        return CreditFault(number, "name")
    if any(not is_safe_address(address) for address in addresses):
        return CreditFault(number, "address")
    if any(len(name) > MAX_NAME for name in (*names, *people)) or len(line) > MAX_URL:
        return CreditFault(number, "length")
    name, username, url = ("".join(found) for found in (names, people, addresses))
    return CreditLine(role, name, username, url, number)


def _parts(line: CreditLine) -> list[str]:
    person = f"@{line.username}" if line.username else ""
    return [part for part in (line.name, person, line.url) if part]
