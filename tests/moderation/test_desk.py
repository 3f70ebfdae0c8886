"""What the moderators' desk shows."""

from tests.factories import ago, make_article, make_comment


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
    assert [one.text for one in counts] == ["1", "1", "1", "0", "0"]


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
    lin.visits("/moderation/decided").shows("Removed").shows("@mei")


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


def test_what_its_author_took_back_leaves_queue_and_count(tom, lin, mei, wen, rude, article):
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    tom.submits(f"{article.url}/report", rule="honest")
    mei.submits(f"/comments/{rude.id}/delete")
    wen.submits(f"{article.url}/edit", action="unpublish")
    page = lin.visits("/moderation/reported").shows("Nothing waits here")
    assert not page.all(class_="dot")
    wen.submits(f"{article.url}/edit", action="publish")
    lin.visits("/moderation/reported").shows(article.title, "5. Be who you say you are")


def test_what_is_scheduled_is_not_told(lin, wen):
    article = make_article(by=wen.user, published_at=ago(days=-3))
    lin.visits(f"/moderation/articles/{article.id}", 404)


def test_who_reported_ones_own_words_is_told_to_no_moderator(mei, lin, article):
    own = make_comment(article, by=lin.user, body="Come along")
    mei.submits(f"/comments/{own.id}/report", rule="kind", note="A rude note")
    for address in ("/moderation/reported", f"/moderation/comments/{own.id}"):
        lin.visits(address).shows("Come along").lacks("@mei", "A rude note")
    lin.fetches(f"/moderation/comments/{own.id}").lacks("@mei", "A rude note")


def test_who_reported_it_is_offered_no_decision(lin, rude):
    lin.submits(f"/comments/{rude.id}/report", rule="kind")
    for address in ("/moderation/reported", f"/moderation/comments/{rude.id}"):
        page = lin.visits(address).shows("You reported this yourself")
        assert not page.form(f"/moderation/comments/{rude.id}")
