"""Usernames: what may be one, and which two are too alike.

Letters of any script are welcome; those of two scripts that look the same are not, within one name
or between two (UTS #39 §5.2, "moderately restrictive").
"""

import unicodedata

from community.text.chinese import to_simplified
from community.text.confusables import fold_look_alikes
from community.text.mentions import MAX_NAME, MIN_NAME
from community.text.scripts import script_of

# Scripts that are written together.
_TOGETHER = (
    frozenset({"Latin", "Han", "Kana"}),
    frozenset({"Latin", "Han", "Bopomofo"}),
    frozenset({"Latin", "Han", "Hangul"}),
)
# Scripts whose letters pass for one another.
_ALIKE = frozenset({"Latin", "Greek", "Cyrillic", "Armenian", "Cherokee", "Coptic"})
_WITHOUT_MARKS = _ALIKE | {"Han", "Kana", "Hangul", "Bopomofo"}
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
# Canonical combining classes: strokes through a letter, and marks attached, below or above.
_ACCENTS = frozenset({1, *range(200, 256)})
_VOICED = "\u3099\u309a"

_RESERVED = """
    about abuse account accounts admin admins administrator anonymous api author bot contact deleted
    everyone guest help helpdesk host info mail mailer-daemon me mod moderation moderator moderators
    mods no-reply noreply nobody null official owner postmaster press privacy root rules security
    settings staff support sysadmin system team teahouse tea-house
    undefined user webmaster welcome
    茶馆 茶馆官方 官方 官方账号 管理 管理员 超级管理员 版主 站长 系统 系统消息 系统管理员 客服
    小助手 匿名 匿名用户 游客 用户 作者 编辑部 运营 公告 所有人 全体成员 已注销 已删除
"""


class BadName(ValueError):
    """A name not to be had; `reason` is short, long, letters, start, mixed or reserved."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def tidy_username(text: str) -> str:
    """The form in which a username is kept: NFKC, so that ｔｏｍ is tom; no space around it."""
    return unicodedata.normalize("NFKC", text).strip()


def check_username(text: str) -> None:
    """Raise BadName unless the tidy form of a text may be a username.

    Three to thirty letters of any script, digits, _ and -, beginning with a letter or digit;
    letters only of scripts that are written together; not a name that speaks for the site.
    """
    name = tidy_username(text)
    if len(name) < MIN_NAME:
        raise BadName("short")
    if len(name) > MAX_NAME:
        raise BadName("long")
    if name[0] in "_-":
        raise BadName("start")
    if not all(_may_stand(name, index) for index in range(len(name))):
        raise BadName("letters")
    if not _are_together({script_of(char) for char in name if _is_letter(char)}):
        raise BadName("mixed")
    if look_alike_key(name) in RESERVED_KEYS:
        raise BadName("reserved")


def look_alike_key(name: str) -> str:
    """Return what is the same for all names that look alike; one account may have it.

    Case, width, accents, strokes, simplified or traditional, and letters that pass for others are
    all folded: Tom, t0m, ｔｏｍ and tоm with a Cyrillic о have one key, and so have 小鱼 and 小魚.
    """
    folded = unicodedata.normalize("NFKC", tidy_username(name).casefold())
    bare = "".join(char for char in unicodedata.normalize("NFKD", folded) if not _is_accent(char))
    simplified = to_simplified(unicodedata.normalize("NFKC", bare))
    return fold_look_alikes(simplified.replace("_", "").replace("-", ""))


def _is_letter(char: str) -> bool:
    return unicodedata.category(char).startswith("L")


def _is_accent(char: str) -> bool:
    """Accents and strokes, but not what makes another letter: が of か, the vowels of Hindi."""
    return unicodedata.combining(char) in _ACCENTS and char not in _VOICED


def _may_stand(name: str, index: int) -> bool:
    """Letters, ASCII digits, _ and -; marks on a letter in scripts that cannot do without."""
    char = name[index]
    category = unicodedata.category(char)
    if category == "Lm":
        return script_of(char) in {"Han", "Kana", "Thai", "Lao"}
    if category in ("Mn", "Mc"):
        before = name[index - 1] if index else ""
        return _is_letter(before) and script_of(before) not in _WITHOUT_MARKS if before else False
    return char in "_-0123456789" or (_is_letter(char) and char not in _BLANK_LETTERS)


def _are_together(scripts: set[str]) -> bool:
    if len(scripts) < 2 or any(scripts <= group for group in _TOGETHER):
        return True
    return len(scripts) == 2 and "Latin" in scripts and not (scripts - {"Latin"}) & _ALIKE


RESERVED_KEYS = frozenset(map(look_alike_key, _RESERVED.split()))
