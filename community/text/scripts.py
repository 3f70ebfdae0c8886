"""Which script a character belongs to."""

import re
import unicodedata

HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
CJK = HAN + KANA + HANGUL + "\u3105-\u312f"

_CJK = re.compile(f"[{CJK}]")

# The first word of a character's Unicode name is its script, but for these.
_SCRIPTS = {
    "CJK": "Han",
    "IDEOGRAPHIC": "Han",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "KATAKANA-HIRAGANA": "Kana",
}


def is_cjk(char: str) -> bool:
    """Tell whether a single character is a Han, kana, hangul or bopomofo letter."""
    return _CJK.match(char) is not None


def script_of(char: str) -> str:
    """Name the script of a letter: "Han", "Kana", "Latin", "Cyrillic"…; "" if it has none."""
    word = unicodedata.name(char, "").partition(" ")[0]
    return _SCRIPTS.get(word, word.capitalize())
