"""Related articles: truly related, or none."""

from community.articles import actions
from community.articles.related import related
from community.extensions import db
from tests.factories import ago, kept, make_article


def slugs(article, **options):
    return [card.slug for card in related(article, **options)]


def test_what_shares_a_tag_is_related(wen):
    cats = make_article(by=wen.user, title="Cats", tags=["猫"])
    make_article(by=wen.user, title="More cats", tags=["猫", "tea"])
    make_article(by=wen.user, title="Chess", tags=["chess"])
    assert slugs(cats) == ["more-cats"]


def test_nothing_shared_is_nothing_shown(wen, guest):
    cats = make_article(by=wen.user, title="Cats", tags=["猫"])
    alone = make_article(by=wen.user, title="Alone")
    make_article(by=wen.user, title="Chess", tags=["chess"])
    assert slugs(cats) == slugs(alone) == []
    guest.visits(cats).lacks("Related")


def test_the_page_shows_them(wen, guest):
    cats = make_article(by=wen.user, title="Cats", tags=["猫"])
    make_article(by=wen.user, title="More cats", tags=["猫"])
    guest.visits(cats).shows("Related", "More cats")


def test_a_rare_tag_weighs_more_than_common_ones(wen):
    first = make_article(by=wen.user, title="First", tags=["tea", "china", "xiangqi"])
    for number in range(5):
        make_article(by=wen.user, title=f"Tea {number}", tags=["tea", "china"])
    make_article(by=wen.user, title="Chess", tags=["xiangqi"], published_at=ago(days=300))
    assert slugs(first)[0] == "chess"
    assert len(slugs(first)) == 4


def test_more_shared_tags_come_before_fewer(wen):
    first = make_article(by=wen.user, title="First", tags=["tea", "cats"])
    make_article(by=wen.user, title="Both", tags=["tea", "cats"], published_at=ago(days=9))
    make_article(by=wen.user, title="One", tags=["tea"], published_at=ago(days=2))
    assert slugs(first) == ["both", "one"]


def test_of_equals_the_newest_comes_first(wen):
    first = make_article(by=wen.user, title="First", tags=["tea"])
    make_article(by=wen.user, title="Old", tags=["tea"], published_at=ago(days=9))
    make_article(by=wen.user, title="New", tags=["tea"], published_at=ago(days=2))
    assert slugs(first) == ["new", "old"]


def test_the_other_language_is_welcome(wen):
    english = make_article(by=wen.user, title="Order noodles", tags=["面"])
    make_article(by=wen.user, title="怎么点面", body="先说宽窄。", tags=["面"])
    assert [card.language for card in related(english)] == ["zh-Hans"]


def test_only_what_is_public_is_shown_or_weighed(wen):
    first = make_article(by=wen.user, title="First", tags=["tea", "cats"])
    make_article(by=wen.user, title="Tea", tags=["tea"], published_at=ago(days=5))
    make_article(by=wen.user, title="Cats", tags=["cats"], published_at=ago(days=4))
    for number in range(3):
        kept(actions.write(by=wen.user, title=f"Draft {number}", body="x", tags=["tea"]))
    make_article(by=wen.user, title="Later", tags=["tea"], published_at=ago(days=-2))
    removed = make_article(by=wen.user, title="Removed", tags=["tea"])
    removed.state = "removed"
    db.session.commit()
    # Were they counted, the tag would be common, and its article last all the same; so one more.
    make_article(by=wen.user, title="Cats again", tags=["cats"], published_at=ago(days=3))
    assert slugs(first) == ["tea", "cats-again", "cats"]


def test_it_is_one_statement(wen, statements):
    tags = ["a", "b", "c", "d", "e", "f", "g", "h"]
    first = make_article(by=wen.user, title="First", tags=tags)
    make_article(by=wen.user, title="Second", tags=tags)
    with statements() as asked:
        assert len(related(first)) == 1
    assert len(asked) == 1, asked
