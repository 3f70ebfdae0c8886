"""Titles become addresses that can be read aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text.slugs import numbered, slugify, tag_slug

SLUGS = [
    ("银行", "yin-hang"),
    ("銀行行長", "yin-hang-hang-zhang"),
    ("重庆的火锅", "chong-qing-de-huo-guo"),
    ("女儿绿", "nu-er-lu"),
    ("Café con leche", "cafe-con-leche"),
    ("Straße nach Łódź", "strasse-nach-lodz"),
    ("Tom’s tea & 茶馆!", "toms-tea-cha-guan"),
    ("Don't panic: 10 tips", "dont-panic-10-tips"),
    ("ｔｅａ", "tea"),
    ("🐟 fish", "fish"),
    ("🐟", "untitled"),
    ("", "untitled"),
    ("???", "untitled"),
    ("日本の夏", "日本の夏"),
    ("Привет, мир", "привет-мир"),
    ("안녕 세상", "안녕-세상"),
    ("../../etc/passwd", "etc-passwd"),
]

TAGS = [
    ("猫", "猫"),
    ("Street Food", "street-food"),
    ("  C++ ", "c"),
    ("喝茶 Tea", "喝茶-tea"),
    ("!", ""),
]


@pytest.mark.parametrize(("title", "slug"), SLUGS)
def test_a_title_becomes_a_slug(title, slug):
    assert slugify(title) == slug


@pytest.mark.parametrize(("name", "slug"), TAGS)
def test_a_tag_keeps_its_script(name, slug):
    assert tag_slug(name) == slug


def test_a_long_title_is_cut_after_a_word():
    assert slugify("two cups of jasmine tea", limit=14) == "two-cups-of"
    assert slugify("x" * 100) == "x" * 80


def test_a_taken_slug_is_numbered():
    assert numbered("tea", set()) == "tea"
    assert numbered("tea", {"tea"}) == "tea-2"
    assert numbered("tea", {"tea", "tea-2"}) == "tea-3"


def test_a_numbered_slug_stays_within_its_limit():
    assert numbered("two-cups", {"two-cups"}, limit=8) == "two-cu-2"


@given(st.text(), st.integers(8, 80))
def test_a_slug_is_fit_for_an_address(title, limit):
    slug = slugify(title, limit)
    assert 0 < len(slug) <= limit
    assert not set(slug) & set(" /\\?#%&'\"<>\n")
    assert slug.strip("-") == slug
