"""Moving in from WordPress: what comes, as what, and what does not."""

from datetime import UTC, datetime

from community.accounts.queries import by_email, by_username
from community.articles.draft_models import Revision
from community.articles.models import Article, Tag
from community.comments.models import Comment
from community.extensions import db
from community.notifications.models import Notification
from community.screening.models import Case
from tests.transfer.conftest import article, comments, how_many
from tests.transfer.wxr_of import category, comment, meta, person, post


def test_a_post_becomes_an_article_of_its_author(brings, guest):
    said = brings(person(), post(category("Tea"), category("cups", "post_tag"), title="On tea"))
    found = article("On tea")
    assert (found.author.username, found.author.role) == ("amy", "author")
    assert [tag.name for tag in found.tags] == ["Tea", "cups"]
    assert found.published_at == datetime(2013, 1, 5, 10, tzinfo=UTC)
    assert "Articles and pages" in said
    guest.visits(found).shows("On tea")


def test_it_begins_with_a_first_version(brings):
    brings(person(), post(title="On tea"))
    kept = db.session.get(Revision, (article("On tea").id, 1))
    assert (kept.title, kept.body) == ("On tea", article("On tea").body)
    assert kept.fields["slug"] == article("On tea").slug


def test_pages_come_as_articles(brings):
    brings(person(), post(title="About", wp__post_type="page", wp__comment_status="closed"))
    assert (article("About").kind, article("About").thread_mode) == ("article", "closed")


def test_drafts_scheduled_private_and_locked_posts_stay_hidden(brings, guest):
    said = brings(
        person(),
        post(title="Begun", wp__status="draft"),
        post(title="Soon", wp__status="future", wp__post_date_gmt="2999-01-05 10:00:00"),
        post(title="Mine", wp__status="private"),
        post(title="Locked", wp__post_password="sesame"),
    )
    states = {name: article(name) for name in ("Begun", "Soon", "Mine", "Locked")}
    assert [states[name].state for name in ("Begun", "Mine", "Locked")] == ["draft"] * 3
    assert states["Soon"].is_scheduled
    assert "“Mine” was private" in said and "“Locked” had a password" in said
    assert "sesame" not in said
    guest.visits(states["Locked"], 404)


def test_comments_keep_their_threads_and_their_places(brings):
    thread = [
        comment(id=3, content="And I.", parent=2),
        comment(id=1, content="First!"),
        comment(id=2, content="I agree.", parent=1),
    ]
    brings(person(), post(*thread, title="On tea"))
    (first,) = comments(parent_id=None)
    (second,) = comments(parent_id=first.id)
    (third,) = comments(parent_id=second.id)
    assert [one.body for one in (first, second, third)] == ["First!", "I agree.", "And I."]
    assert (second.root_id, third.root_id) == (first.id, first.id)
    assert (first.reply_count, article("On tea").comment_count) == (2, 3)


def test_a_circle_of_answers_is_broken(brings):
    brings(person(), post(comment(id=1, parent=2), comment(id=2, parent=1)))
    assert len(comments(root_id=None)) == 1 and how_many(Comment) == 2


def test_states_of_comments(brings):
    said = brings(
        person(),
        post(
            comment(content="Waits", approved=0),
            comment(content="Buy pills", approved="spam"),
            comment(content="Binned", approved="trash"),
            comment(content="Ping", type="pingback"),
            title="On tea",
        ),
    )
    (held,) = comments()
    assert (held.body, held.state) == ("Waits", "held")
    assert how_many(Case) == 1 and article("On tea").comment_count == 0
    for line in ("1 × comments marked as spam", "1 × comments in the bin", "1 × pingbacks"):
        assert line in said


def test_nobody_is_told(brings, wen, letters):
    words = {"title": "On tea", "dc__creator": "wen"}
    brings(person("wen", "wen@example.org"), post(comment(content="@wen look"), **words))
    assert article("On tea").author_id == wen.id
    assert how_many(Notification) == 0 and not letters()


def test_guests_become_accounts_without_a_way_in(brings, guest):
    brings(person(), post(comment(), comment(), comment(author="Other"), title="On tea"))
    gus, other = by_username("Guest-Gus"), by_username("Other")
    assert (gus.email, gus.approved_comment_count) == ("gus@mail.example", 2)
    assert other.email.endswith(".invalid") and other.mail_stopped_at
    guest.visits(article("On tea")).lacks("gus@mail.example")
    guest.submits("/sign-in", status=422, login="Guest-Gus", password="")


def test_an_address_that_a_guest_typed_proves_nothing(brings, ada):
    brings(person(), post(comment(author="Ada", author_email="ada@example.org")))
    (said,) = comments()
    assert said.author_id != ada.id and said.author.username == "Ada-2"


def test_an_author_who_was_signed_in_is_the_same_person(brings):
    brings(person(id=7), post(comment(author="Amy!", user_id=7)))
    assert comments()[0].author.username == "amy"


def test_the_owner_of_the_address_takes_the_account_up(brings, guest, letters):
    brings(person(), post())
    amy = by_email("amy@old.example")
    assert amy.imported_from == "wordpress https://old.example" and not amy.confirmed_at
    guest.submits("/reset-password", email="amy@old.example")
    assert letters(to="amy@old.example")


def test_two_authors_with_one_address(brings):
    said = brings(person("amy"), person("ben"), post(), post(dc__creator="ben", title="By Ben"))
    assert by_email("amy@old.example").username == "amy"
    assert article("By Ben").author.username == "ben"
    assert "@ben has no address of their own" in said


def test_names_that_cannot_be_are_adapted(brings, mei):
    said = brings(
        person("admin", "a@old.example"),
        person("Mei", "b@old.example"),
        person("x y z!", "c@old.example"),
        person("", "d@old.example", id=9),
    )
    assert "“admin” is @admin-2 here" in said and "“Mei” is @Mei-2 here" in said
    assert by_email("c@old.example").username == "x-y-z"
    assert by_email("d@old.example").username.startswith("reader-")


def test_many_who_had_a_name_of_the_house(brings):
    brings(*(person(f"Admin{'.' * n}", f"{n}@old.example") for n in range(3)))
    assert [by_email(f"{n}@old.example").username[-2:] for n in range(3)] == ["-2", "-3", "-4"]


def test_an_author_whom_the_file_does_not_list(brings):
    brings(post(title="Found", dc__creator="ghostwriter"), post(title="Lost", dc__creator=""))
    assert article("Found").author.username == "ghostwriter"
    assert article("Lost").author.username == "ghostwriter"


def test_dates_that_are_none(brings):
    zero = "0000-00-00 00:00:00"
    brings(
        person(),
        post(title="Local", wp__post_date_gmt=zero),
        post(title="Never", wp__post_date_gmt=zero, wp__post_date=zero),
        post(title="Far", wp__post_date_gmt="9999-12-31 23:59:59"),
    )
    assert article("Local").published_at == datetime(2013, 1, 5, 11, tzinfo=UTC)
    assert article("Never").is_public and article("Far").is_public


def test_more_tags_than_there_is_room_for(brings):
    said = brings(person(), post(*(category(f"tag {n}") for n in range(10)), title="Many"))
    assert len(article("Many").tags) == 8 and "no room for the tag “tag 9”" in said


def test_categories_come_even_if_nothing_bears_them(brings):
    said = brings("<wp:category><wp:cat_name>Empty</wp:cat_name></wp:category>", person(), post())
    assert db.session.query(Tag).filter_by(name="Empty").one() and "Categories and tags" in said


def test_what_is_no_article_is_counted(brings):
    said = brings(person(), post(wp__post_type="nav_menu_item"), post(wp__post_type="revision"))
    assert how_many(Article) == 0
    assert "of the kind “nav_menu_item”" in said and "of the kind “revision”" in said


def test_footnotes_that_stand_beside_the_post(brings, guest):
    notes = meta("footnotes", '[{"id":"ab","content":"From <em>Fujian</em>."}]')
    body = '<!-- wp:paragraph --><p>Tea<sup data-fn="ab" class="fn"><a href="#ab">1</a></sup></p>'
    brings(person(), post(notes, title="Noted", content__encoded=body))
    assert article("Noted").body == "Tea[^1]\n\n[^1]: From *Fujian*."
    assert "doc-endnotes" in article("Noted").body_html


def test_running_it_again_adds_nothing(brings):
    parts = [person(), post(comment(id=1), comment(id=2, parent=1), category("Tea"), id=5)]
    brings(*parts)
    before = [how_many(model) for model in (Article, Comment, Tag)]
    said = brings(*parts)
    assert [how_many(model) for model in (Article, Comment, Tag)] == before
    assert article("Post 5").comment_count == 2 and "was here already" in said


def test_a_newer_export_adds_what_is_new(brings):
    brings(person(), post(comment(id=1), id=5))
    brings(person(), post(comment(id=1), comment(id=2, parent=1), id=5), post(id=6))
    first, second = comments()
    assert (second.parent_id, first.reply_count) == (first.id, 1)
    assert article("Post 6") and article("Post 5").comment_count == 2


def test_preview_writes_nothing(brings):
    said = brings(person(), post(comment()), options=("--preview",))
    assert how_many(Article) == 0 and "Articles and pages" in said
