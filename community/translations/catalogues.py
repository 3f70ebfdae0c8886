"""Bring the catalogues up to date with the words that were found; `make words` runs it.

New words come in empty, words no longer used go. What is then empty in the 繁體 catalogue is made from the
简体 one: OpenCC turns characters and common terms, MENDED sets right what it takes for something else and
gives the words that are usual in Taiwan. An entry that says something already is left alone, so what
was mended by hand stays; to have one made anew, empty it.
"""

import argparse
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from opencc import OpenCC

FOLDER = Path(__file__).resolve().parent
SIMPLIFIED, TRADITIONAL = "zh_Hans", "zh_Hant"

# After OpenCC's s2twp, in this order. The corner quotes are those of 繁體 (CLREQ, 3.1.2).
MENDED = {
    "“": "「",
    "”": "」",
    "‘": "『",
    "’": "』",
    "釋出": "發布",
    "賬號": "帳號",
    "郵箱": "信箱",
    "退出登入": "登出",
    "退出": "登出",
    "許可權": "權限",
    "畫素": "像素",
    "物件": "對象",
    "列表": "清單",
    "加粗": "粗體",
    "識別": "辨識",
    "發送": "送出",
    "提交": "送出",
    "復制": "複製",
    "回復": "回覆",
    "條評論": "則留言",
    "條回覆": "則回覆",
    "評論": "留言",
    "舉報": "檢舉",
    "頭像": "大頭貼",
    "個人主頁": "個人頁面",
    "正文": "內文",
    "私信": "私訊",
    "身份": "身分",
    "集市": "市集",
    "本地人": "在地人",
    "瞭解": "了解",
    "臺": "台",
}


def traditional(text: str, converter: OpenCC) -> str:
    """Return 简体 words as a reader in Taiwan would write them."""
    text = converter.convert(text)
    for taken, meant in MENDED.items():
        text = text.replace(taken, meant)
    return text


def fill(wanted: Catalog, simplified: Catalog) -> None:
    """Give each empty entry of `wanted` the 简体 one, turned."""
    converter = OpenCC("s2twp")
    for message in wanted:
        if not message.id or all(forms(message)):
            continue
        source = simplified.get(_first(message.id), message.context)
        turned = [traditional(form, converter) for form in forms(source)] if source else []
        if turned:
            message.string = tuple(turned) if message.pluralizable else turned[0]


def forms(message: Message) -> list[str]:
    """Return what a message says: one form, or one for each number that the language knows."""
    said = message.string or ""
    return [said] if isinstance(said, str) else list(said)


def read(language: str) -> Catalog:
    with _path(language).open("rb") as file:
        return read_po(file, locale=language)


def write(language: str, catalogue: Catalog) -> None:
    with _path(language).open("wb") as file:
        write_po(file, catalogue, width=0, ignore_obsolete=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("template", type=Path, help="the .pot file with the words that were found")
    with asked.parse_args().template.open("rb") as file:
        template = read_po(file)
    catalogues = {language: read(language) for language in (SIMPLIFIED, TRADITIONAL)}
    for catalogue in catalogues.values():
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    fill(catalogues[TRADITIONAL], catalogues[SIMPLIFIED])
    for language, catalogue in catalogues.items():
        write(language, catalogue)


def _path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def _first(message_id: str | list[str] | tuple[str, ...]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


if __name__ == "__main__":
    main()
