"""How often an article was read: whom it counts, and what the author sees of it."""

import pytest

from community.articles.models import Article
from community.articles.reads import SAME_READING_SECONDS, ReadCounter, counter, write_down
from community.articles.reads_models import ArticleReads
from community.database import now
from community.extensions import db
from community.web.crawlers import is_crawler
from tests.factories import kept, make_article

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture(autouse=True)
def nothing_counted():
    counter.__init__()


@pytest.fixture
def reads(article):
    """Write down what was counted, and return how often the article was read."""

    def written():
        write_down(counter.take())
        db.session.expire_all()
        return db.session.get(Article, article.id).read_count

    return written


def test_somebody_who_reads_counts_once(mei, article, reads):
    mei.visits(article.url, user_agent=FIREFOX)
    mei.visits(article.url, user_agent=FIREFOX)
    assert reads() == 1
    day = db.session.get(ArticleReads, (article.id, now().date()))
    assert day.count == 1


def test_guests_count_and_authors_themselves_do_not(guest, wen, article, reads):
    wen.visits(article.url, user_agent=FIREFOX)
    assert reads() == 0
    guest.visits(article.url, user_agent=FIREFOX)
    assert reads() == 1


@pytest.mark.parametrize(
    "name",
    ["", "curl/8.5.0", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"],
)
def test_programs_do_not_count(guest, article, reads, name):
    guest.visits(article.url, user_agent=name)
    assert reads() == 0


def test_what_a_browser_fetches_ahead_does_not_count(guest, article, reads):
    guest.visits(article.url, user_agent=FIREFOX, sec_purpose="prefetch")
    assert reads() == 0


def test_wechat_is_no_program():
    assert not is_crawler("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8")


def test_who_comes_back_later_counts_again():
    moment = [0.0]
    own = ReadCounter(lambda: moment[0])
    own.count(1, "somebody")
    moment[0] = SAME_READING_SECONDS - 1
    own.count(1, "somebody")
    assert sum(own.take().values()) == 1
    moment[0] = SAME_READING_SECONDS + 1
    own.count(1, "somebody")
    assert sum(own.take().values()) == 1


def test_what_could_not_be_written_is_kept():
    own = ReadCounter()
    own.count(1, "somebody")
    own.put_back(own.take())
    own.count(1, "somebody else")
    assert sum(own.take().values()) == 2


def test_an_article_that_is_gone_is_left_out(app):
    write_down({(4711, now().date()): 3})
    assert not db.session.query(ArticleReads).all()


def test_the_authors_desk_shows_reads(mei, wen, article, reads):
    mei.visits(article.url, user_agent=FIREFOX)
    reads()
    page = wen.visits("/desk?show=published").shows("1 read", "1 read in 30 days")
    assert page.all("svg", class_="spark")


def test_the_figures_of_an_article_are_its_authors(mei, wen, guest, ada, article):
    wen.visits(f"{article.url}/figures").shows("Reads", "None in the last 60 days.")
    ada.visits(f"{article.url}/figures")
    mei.visits(f"{article.url}/figures", 403)
    guest.visits(f"{article.url}/figures", 303)


def test_the_figures_count_by_day(mei, wen, reads, article):
    mei.visits(article.url, user_agent=FIREFOX)
    mei.submits(f"{article.url}/like", liked="1")
    mei.submits(f"{article.url}/comments", body="好茶，好猫，好文章")
    reads()
    page = wen.visits(f"{article.url}/figures")
    assert len(page.all("figure", class_="plot")) == 3


def test_a_draft_has_figures_of_nothing(wen):
    draft = kept(make_article(by=wen.user, state="draft", title="Not yet"))
    wen.visits(f"{draft.url}/figures").shows("None in the last 60 days.")
