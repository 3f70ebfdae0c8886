"""Two people, or two windows, change one article: nothing is overwritten, and both are put together."""

import pytest

from community.articles.draft_models import Revision
from community.articles.merging import Merge, packed, unpacked, values_of
from community.extensions import db
from tests.articles.test_revise import edit, fresh
from tests.factories import make_article

BODY = "我们今天去茶馆喝茶。外面下雨。\n\nThe cat sleeps.\n\nThe end."


@pytest.fixture
def story(wen):
    """An article of Wen's with three paragraphs."""
    words = {"title": "Tea", "summary": "On tea.", "tags": ["tea"], "body": BODY}
    return make_article(by=wen.user, **words)


def meets(wen, ada, story, hers, his):
    """Let Ada save, and then Wen, who had opened the same version; return what he sees."""
    ada.submits(edit(story), **hers)
    return wen.submits(edit(story), status=409, version="1", **his)


def sends_again(wen, story, page, **fields):
    """Send the form of a page as it stands, with these fields changed."""
    names = (
        "version",
        "title",
        "summary",
        "body",
        "tags",
        "mine",
        "merge_base",
        "chosen",
        "edition",
    )
    sent = {name: page.field(name) for name in names if name not in fields}
    radios = {
        one["name"]: one["value"] for one in page.all("input", type="radio") if "checked" in one
    }
    status = fields.pop("status", 303)
    return wen.submits(edit(story), status=status, **sent, **(radios | fields))


def test_what_does_not_touch_is_joined(wen, ada, story):
    hers, his = BODY.replace("cat", "dog"), BODY.replace("喝茶", "喝咖啡")
    page = meets(wen, ada, story, {"body": hers}, {"body": his})
    page.shows("This was changed since you opened it.", "Both changes fit together")
    assert page.field("body") == his.replace("cat", "dog")
    assert fresh(story).body == hers
    sends_again(wen, story, page)
    assert (fresh(story).body, story.version) == (his.replace("cat", "dog"), 3)


def test_what_both_changed_is_chosen(wen, ada, story):
    hers, his = BODY.replace("下雨", "下雪"), BODY.replace("下雨", "刮风")
    page = meets(wen, ada, story, {"body": hers}, {"body": his})
    page.shows("One place was changed by both", "Place 1 in the text")
    assert page.field("body") == his
    page = sends_again(wen, story, page, status=200, combine="1", **{"choose-body-1": "theirs"})
    assert page.field("body") == hers
    assert page.one("input", name="choose-body-1", value="theirs", checked=True)
    assert fresh(story).version == 2


def test_a_choice_is_heard_when_saving_at_once(wen, ada, story):
    hers, his = BODY.replace("下雨", "下雪"), BODY.replace("下雨", "刮风")
    page = meets(wen, ada, story, {"body": hers}, {"body": his})
    sends_again(wen, story, page, **{"choose-body-1": "both"})
    assert fresh(story).body == BODY.replace("外面下雨。", "外面刮风。外面下雪。")


def test_what_was_typed_by_hand_outlives_a_choice(wen, ada, story):
    hers, his = BODY.replace("下雨", "下雪"), BODY.replace("下雨", "刮风")
    page = meets(wen, ada, story, {"body": hers}, {"body": his})
    by_hand = page.field("body").replace("The end", "Finis")
    sends_again(wen, story, page, body=by_hand, **{"choose-body-1": "theirs"})
    assert fresh(story).body == hers.replace("The end", "Finis")


def test_words_written_by_hand_over_a_choice_win(wen, ada, story):
    hers, his = BODY.replace("下雨", "下雪"), BODY.replace("下雨", "刮风")
    page = meets(wen, ada, story, {"body": hers}, {"body": his})
    by_hand = page.field("body").replace("外面刮风。", "太阳很好。")
    sends_again(wen, story, page, body=by_hand, **{"choose-body-1": "theirs"})
    assert fresh(story).body == by_hand


def test_fields_are_put_together_too(wen, ada, story):
    hers = {"title": "Tea, again", "tags": "tea, cats", "summary": "By Ada."}
    page = meets(wen, ada, story, hers, {"title": "Tea", "summary": "By Wen.", "tags": "tea"})
    assert (page.field("title"), page.field("tags")) == ("Tea, again", "cats, tea")
    assert page.field("summary") == "By Wen."
    assert page.all("input", name="choose-summary") and not page.all("input", name="choose-title")
    sends_again(wen, story, page, **{"choose-summary": "theirs"})
    assert (fresh(story).title, story.summary) == ("Tea, again", "By Ada.")


def test_both_their_tags_can_be_kept(wen, ada, story):
    page = meets(wen, ada, story, {"tags": "tea, cats"}, {"tags": "tea, rain", "body": "New"})
    sends_again(wen, story, page, **{"choose-tags": "both"})
    assert [tag.name for tag in fresh(story).tags] == ["cats", "rain", "tea"]


def test_a_cover_and_a_byline_changed_elsewhere_stay(wen, ada, story, picture):
    cover = {"cover": picture.key, "cover_alt": picture.alt}
    wen.submits(edit(story), **cover, credits="photos: Li", version="1")
    page = wen.submits(edit(story), status=409, cover="", credits="", body="New", version="1")
    assert (page.field("cover"), page.field("cover_alt")) == (picture.key, "A brown wall")
    assert page.field("credits") == "Photos: Li"
    sends_again(
        wen, story, page, **{name: page.field(name) for name in ("cover", "credits", "cover_alt")}
    )
    assert (fresh(story).cover.key, story.cover.alt) == (picture.key, "A brown wall")


def test_a_cover_that_both_changed_is_chosen_by_its_picture(wen, ada, story, picture):
    wen.submits(edit(story), cover=picture.key, version="1")
    old = db.session.get(Revision, (story.id, 1))
    old.fields = {**old.fields, "cover": "another"}
    db.session.commit()
    page = wen.submits(edit(story), status=409, cover="", body="New", version="1")
    assert page.one("img", class_="merge__cover")["src"] == picture.url("small")


def test_a_choice_of_a_list_is_shown_by_its_name(wen, ada, story):
    page = meets(wen, ada, story, {"kind": "guide"}, {"kind": "note", "body": "New"})
    page.shows("Guide", "Note")
    sends_again(wen, story, page, kind=page.field("kind"), **{"choose-kind": "theirs"})
    assert fresh(story).kind == "guide"


def test_a_third_change_is_met_as_well(wen, ada, story):
    page = meets(wen, ada, story, {"body": BODY.replace("cat", "dog")}, {"body": BODY + " Mine."})
    ada.submits(edit(story), body=BODY.replace("cat", "cow"))
    page = sends_again(wen, story, page, status=409)
    assert page.field("body") == BODY.replace("cat", "cow") + " Mine."
    sends_again(wen, story, page)
    assert (fresh(story).body, story.version) == (BODY.replace("cat", "cow") + " Mine.", 4)


def test_where_the_version_that_was_opened_is_not_known_all_is_chosen(wen, ada, story):
    db.session.query(Revision).delete()
    db.session.commit()
    page = meets(wen, ada, story, {"body": "Hers."}, {"body": "His."})
    assert page.field("body") == "His."
    sends_again(wen, story, page, **{"choose-body-1": "theirs"})
    assert fresh(story).body == "Hers."


def test_the_saved_version_can_be_read_whole(wen, ada, story):
    page = meets(wen, ada, story, {"body": "Hers."}, {"body": "His."})
    assert page.one("textarea", id="theirs").text == "Hers."


def test_a_refused_form_keeps_both_versions(wen, ada, story):
    page = meets(wen, ada, story, {"body": "Hers."}, {"body": "His."})
    page = sends_again(wen, story, page, status=422, title="x" * 201, **{"choose-body-1": "theirs"})
    assert page.one("input", name="choose-body-1", value="theirs", checked=True)
    assert page.field("body") == "Hers."


def test_so_does_a_preview_without_script(wen, ada, story):
    page = meets(wen, ada, story, {"body": "Hers."}, {"body": "His."})
    fields = {
        name: page.field(name) for name in ("mine", "merge_base", "version", "body", "chosen")
    }
    page = wen.submits(f"/articles/preview?for={story.slug}", status=200, **fields)
    assert page.all("input", name="choose-body-1")


@pytest.mark.parametrize("rubbish", ["[]", "{", '{"body": 1}', "[" * 50_000, '{"body": "x"}'])
def test_rubbish_in_hidden_fields_is_passed_over(wen, story, rubbish):
    wen.submits(edit(story), body="New", mine=rubbish, chosen=rubbish, merge_base="1")
    assert fresh(story).body == "New"


def test_a_version_that_never_was_is_passed_over(wen, story):
    mine = packed(values_of(db.session.get(Revision, (story.id, 1)), "en"))
    wen.submits(edit(story), body="New", mine=mine, merge_base="77")
    assert fresh(story).body == "New"


def test_the_choices_are_those_that_there_are():
    fields = dict.fromkeys(("summary", "kind", "language", "tags", "credits"), "")
    fields |= dict.fromkeys(("cover", "cover_ratio", "slug", "title"), "")
    merge = Merge(
        fields | {"body": "a"},
        fields | {"body": "b", "title": "B"},
        fields | {"body": "c", "title": "C"},
        {"title": "none", "body-1": "theirs"},
    )
    assert (merge.values["title"], merge.values["body"]) == ("B", "c")
    assert unpacked(packed(merge.values)) == merge.values


def test_a_draft_that_was_renamed_elsewhere_is_met_all_the_same(wen, ada, draft):
    old, ident = edit(draft), draft.id
    ada.submits(old, title="Coffee for three", version="1")
    page = wen.submits(
        old, status=409, article=str(ident), title="Tea for two", body="His.", version="1"
    )
    assert (page.field("title"), page.field("body")) == ("Coffee for three", "His.")
    assert page.form(edit(fresh(draft)))
    wen.submits(
        f"{old.removesuffix('/edit')}/autosave",
        status=200,
        article=str(ident),
        body="x",
        as_script=True,
    )
    wen.submits(old, status=404, article="77", body="x")
    wen.submits(old, status=404, article="x", body="x")
