"""The counts of the desk are told anew: by the answer to a decision, and to a page that stays open."""

from tests.factories import make_comment

COUNTS = "/moderation/counts"


def told(page):
    """Return the counts of a fragment: name → what is shown."""
    return {one["data-count"]: one.text for one in page.all("span", data_count=True)}


def waiting(article, by, count=2):
    return [make_comment(article, by=by, body=f"Hello {number}") for number in range(count)]


def test_the_answer_to_a_decision_brings_the_new_counts(tom, lin, article):
    first, _second = waiting(article, tom.user)
    page = lin.fetches(f"/moderation/comments/{first.id}", decision="approve")
    counts = {"reported": "0", "held": "1", "newcomers": "1", "appeals": "0", "decided": "1"}
    assert told(page) == counts | {"waiting": "1"}


def test_the_answer_to_an_undo_brings_them_too(tom, lin, article):
    first, _second = waiting(article, tom.user)
    page = lin.fetches(f"/moderation/comments/{first.id}", decision="approve")
    undo = page.one("form", class_="undo")["action"]
    assert told(lin.fetches(undo, next=""))["held"] == "2"


def test_an_open_page_learns_what_others_do_for_two_statements(tom, lin, ada, article, statements):
    first, _second = waiting(article, tom.user)
    assert told(lin.fetches(COUNTS))["held"] == "2"
    ada.submits(f"/moderation/comments/{first.id}", decision="remove", rule="kind")
    with statements() as asked:
        page = lin.fetches(COUNTS)
    assert (told(page)["held"], told(page)["decided"]) == ("1", "1")
    assert len([one for one in asked if "sessions" not in one]) <= 2, asked


def test_what_was_decided_is_counted_for_a_day(tom, lin, article):
    for comment in waiting(article, tom.user):
        lin.submits(f"/moderation/comments/{comment.id}", decision="approve")
    page = lin.visits("/moderation/decided")
    count = page.one(class_="desk__count", data_count="decided")
    assert (count.text, count["title"]) == ("2", "in the last 24 hours")


def test_the_badge_goes_when_nothing_waits(lin):
    assert told(lin.fetches(COUNTS))["waiting"] == ""
    assert not lin.visits("/moderation/held").all(class_="dot")


def test_only_moderators_are_told(mei, guest):
    mei.fetches(COUNTS, 403)
    guest.is_sent_to_sign_in(COUNTS)


def test_who_opens_the_address_is_led_to_the_desk(lin):
    assert lin.visits(COUNTS).path == "/moderation/reported"
