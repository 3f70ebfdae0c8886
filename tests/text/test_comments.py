"""A comment says what its writer typed, in either script, and links whom it names."""

import pytest

from community.text.markup import mentioned, mentions_in, render_comment
from tests.text.html import Seen

REL = 'rel="nofollow ugc noopener"'

RENDERED = [
    ("**注意：**请看", "<p><strong>注意：</strong>请看</p>"),
    ("**「你好」**世界", "<p><strong>「你好」</strong>世界</p>"),
    ("他说**“你好”**。", "<p>他说<strong>“你好”</strong>。</p>"),
    ("*很*好 ~~不~~ `码`", "<p><em>很</em>好 <s>不</s> <code>码</code></p>"),
    ("第一行\n第二行", "<p>第一行<br>\n第二行</p>"),
    ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
    ("# no heading", "<p># no heading</p>"),
    ("one\n---", "<p>one<br>\n---</p>"),
    ("a | b\n-- | --", "<p>a | b<br>\n-- | --</p>"),
    ("    four spaces", "<p>four spaces</p>"),
    ("<b>bold</b> & <br>", "<p>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;br&gt;</p>"),
    ("> quote", "<blockquote>\n<p>quote</p>\n</blockquote>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
    ("```py\n<b>\n```", '<pre tabindex="0"><code>&lt;b&gt;\n</code></pre>'),
    ("![a](https://a.example/b.png)", f'<p><a href="https://a.example/b.png" {REL}>a</a></p>'),
    ("[tea](/articles/tea)", f'<p><a href="/articles/tea" {REL}>tea</a></p>'),
    ("<tom@example.com>", f'<p><a href="mailto:tom@example.com" {REL}>tom@example.com</a></p>'),
    ("见https://a.example/x，好", f'<p>见<a href="https://a.example/x" {REL}>https://a.example/x</a>，好</p>'),
    ("https://a.example/a_b_c", f'<p><a href="https://a.example/a_b_c" {REL}>https://a.example/a_b_c</a></p>'),
    ("`https://a.example`", "<p><code>https://a.example</code></p>"),
    ("[www.b.example](https://a.example)", f'<p><a href="https://a.example" {REL}>www.b.example</a></p>'),
    ("\\{汉|hàn}", "<p>{汉|hàn}</p>"),
    ("{汉字|a|b|c}", "<p>{汉字|a|b|c}</p>"),
]  # fmt: skip

RT = '<rt lang="zh-Latn-pinyin">'


@pytest.mark.parametrize(("source", "html"), RENDERED)
def test_a_comment_becomes_html(source, html):
    assert render_comment(source).strip() == html


def test_a_word_has_its_reading_above():
    html = render_comment("{汉字|hànzì}")
    assert html.strip() == f"<p><ruby>汉字<rp>(</rp>{RT}hànzì</rt><rp>)</rp></ruby></p>"


def test_characters_have_a_reading_each():
    assert Seen(render_comment("{汉字|hàn|zì}")).text.strip() == "汉(hàn)字(zì)"


def test_a_reading_in_bopomofo_is_not_called_pinyin():
    assert "lang" not in render_comment("{茶|ㄔㄚˊ}")


def test_a_mention_links_the_names_it_is_given():
    html = render_comment("@tom and @eve", mentions={"tom": "/@tom"})
    assert html.strip() == '<p><a href="/@tom" class="mention">@tom</a> and @eve</p>'


@pytest.mark.parametrize(
    "source", ["谢谢@tom的茶", "@tom, hi", "(@tom)", "@tom_", "**@tom**", "@tom。"]
)
def test_a_mention_ends_with_the_name(source):
    assert Seen(render_comment(source, mentions={"tom": "/@tom"})).values("a", "href") == ["/@tom"]


@pytest.mark.parametrize(
    "source",
    ["`@tom`", "```\n@tom\n```", "tom@tom.example", "小鱼@tom.example", "[@tom](https://a.example)",
     "https://a.example/@tom", "@tomato", "\\@tom", "@@tom", "@tom@a.example", "![@tom](/x)"],
)  # fmt: skip
def test_these_mention_nobody(source):
    assert "/@tom" not in Seen(render_comment(source, mentions={"tom": "/@tom"})).values(
        "a", "href"
    )


def test_the_longest_name_wins():
    mentions = {"小鱼儿": "/@a", "小鱼儿们": "/@b"}
    assert Seen(render_comment("@小鱼儿们好", mentions)).values("a", "href") == ["/@b"]
    assert mentioned("@小鱼儿们好 @小鱼儿好", mentions) == ["小鱼儿们", "小鱼儿"]


def test_the_names_a_comment_may_mean_are_listed_once():
    assert mentions_in("@tom @mei @tom `@eve`", limit=10) == ["tom", "mei"]
    assert mentions_in("谢谢@tom的茶", limit=10) == ["tom的茶", "tom的", "tom"]


def test_only_so_many_mentions_are_looked_up():
    assert mentions_in("@one @two @three", limit=2) == ["one", "two"]
