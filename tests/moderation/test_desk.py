"""What the moderators' desk shows."""

from tests.factories import make_article, make_comment


def test_a_reported_comment_is_listed_with_all_that_one_needs(tom, lin, mei, rude, article):
    answer = make_comment(article, by=mei.user, body="And another thing", parent_id=rude.id)
    tom.submits(f"/comments/{answer.id}/report", rule="kind", note="It goes on and on")
    page = lin.visits("/moderation/reported")
    page.shows("And another thing").shows("know nothing about tea")
    page.shows(article.title).shows("It goes on and on").shows("1. Be kind")
    page.shows("Here since")


def test_held_comments_are_listed_oldest_first(tom, lin, article):
    for words in ("First words", "Second words"):
        make_comment(article, by=tom.user, body=words)
    page = lin.visits("/moderation/held")
    page.shows("First words").shows("One of the first comments of someone new")
    assert page.text.index("First words") < page.text.index("Second words")


def test_the_queues_are_counted(tom, lin, rude, article):
    make_comment(article, by=tom.user, body="Hello")
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    counts = lin.visits("/moderation/held").all(class_="desk__count")
    assert [one.text for one in counts] == ["1", "1"]


def test_the_desk_opens_where_something_waits(tom, lin, article):
    make_comment(article, by=tom.user, body="Hello")
    assert lin.visits("/moderation").path == "/moderation/held"


def test_an_empty_desk_says_so(lin):
    lin.visits("/moderation/reported").shows("Nothing waits here")


def test_a_decision_in_place_answers_the_changed_case(tom, lin, rude):
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    address = f"/moderation/comments/{rude.id}"
    lin.fetches(address, 422, decision="remove", rule="").shows("Name the house rule")
    lin.fetches(address, decision="remove", rule="kind").shows("Removed.")


def test_what_was_decided_is_listed(lin, rude):
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    lin.visits("/moderation/decided").shows("removed").shows("@mei")


def test_pages_go_on_where_the_last_one_ended(wen, mei, lin):
    article = make_article(by=wen.user)
    newcomer_words = [f"Words {number:02}" for number in range(22)]
    for words in newcomer_words:
        comment = make_comment(article, by=mei.user, body=words)
        lin.submits(f"/moderation/comments/{comment.id}", decision="hold")
    page = lin.visits("/moderation/held")
    page.shows("Words 00").shows("Words 19").lacks("Words 20")
    lin.visits(page.one("a", rel="next")["href"]).shows("Words 20").shows("Words 21").lacks(
        "Words 19"
    )


def test_own_words_wait_for_somebody_else(lin, tom, article):
    own = make_comment(article, by=lin.user, body="My own")
    tom.submits(f"/comments/{own.id}/report", rule="kind")
    lin.visits("/moderation/reported").shows("somebody else decides")


def test_the_desk_asks_little_of_the_database(lin, tom, mei, article, statements):
    for number in range(12):
        make_comment(article, by=tom.user, body=f"Held {number}")
        comment = make_comment(article, by=mei.user, body=f"Reported {number}")
        tom.submits(f"/comments/{comment.id}/report", rule="kind")
    for queue in ("held", "reported"):
        with statements() as asked:
            lin.visits(f"/moderation/{queue}")
        assert len(asked) <= 12, asked
