"""The preview: exactly what will be published."""

from tests.articles.test_revise import edit, fresh
from tests.articles.test_write import article_count
from tests.factories import PASSWORD

BODY = "# 茶\n\n{茶馆|chá|guǎn}**“真”**好，大家都坐下来喝茶。\n\n> said\n\n<script>x</script>"


def words_of(page):
    return page.html[page.html.index('data-words="article"') :].split("</div>")[0].split(">", 1)[1]


def test_it_is_what_is_published(wen):
    preview = wen.fetches("/articles/preview", title="Tea", body=BODY)
    page = wen.submits("/write", title="Tea", body=BODY, action="publish")
    assert words_of(preview) == words_of(page)
    assert "<ruby>" in words_of(preview)
    assert preview.one(data_words="article")["lang"] == "zh-Hans"


def test_a_picture_has_its_size_in_it_too(wen, picture):
    page = wen.fetches("/articles/preview", body=f"![wall](/media/{picture.key}-large.webp)")
    assert page.one("img")["width"] == "640"


def test_nothing_is_saved(wen, draft):
    wen.fetches("/articles/preview", title="Tea", body=BODY)
    wen.submits("/articles/preview", status=200, body=BODY)
    assert article_count() == 1
    assert fresh(draft).version == 1


def test_without_script_the_form_stands_below_it(wen):
    page = wen.submits("/articles/preview", status=200, title="Tea", body=BODY, tags="茶，猫")
    page.shows("Preview", "茶")
    assert page.form("/write")
    assert (page.field("body"), page.field("tags"), page.field("title")) == (BODY, "茶，猫", "Tea")


def test_without_script_an_article_s_form_leads_back_to_it(wen, draft):
    where = f"/articles/preview?for={draft.slug}"
    page = wen.submits(where, status=200, title="Tea", body="New *words*", version="1")
    assert page.form(edit(draft))
    assert (page.field("body"), page.field("version")) == ("New *words*", "1")


def test_the_editor_offers_it_without_script(wen, draft):
    noscript = wen.visits(edit(draft)).one("noscript")
    assert noscript.one("button")["formaction"] == "/articles/preview?for=tea-for-two"


def test_an_empty_text_says_so(wen):
    wen.fetches("/articles/preview", body="").shows("There are no words yet.")


def test_a_guest_may_not(guest):
    guest.is_sent_to_sign_in("/articles/preview", body="Tea")


def test_another_one_s_draft_is_not_told(yan, draft):
    yan.submits("/articles/preview?for=tea-for-two", status=404, body="x")


def test_too_long_a_text_is_refused(wen):
    wen.submits("/articles/preview", status=422, body="a" * 200_001)


def test_the_address_itself_opens_the_editor(guest, wen, mei, draft):
    guest.is_sent_to_sign_in("/articles/preview")
    mei.visits("/articles/preview?for=tea-for-two", status=404)
    assert wen.visits("/articles/preview").form("/write")
    wen.visits("/articles/preview?for=nothing", status=404)


def test_words_on_their_way_to_the_preview_survive_a_sign_in(guest, wen, draft):
    for address in ("/articles/preview", f"/articles/preview?for={draft.slug}"):
        guest.is_sent_to_sign_in(address, title="Kept", body="Still **here**")
    fields = {"login": "wen", "password": PASSWORD, "next": f"/articles/preview?for={draft.slug}"}
    page = guest.submits("/sign-in", **fields)
    assert page.form(f"{draft.url}/edit")
    assert page.one("textarea", name="body").text == "Still **here**"
