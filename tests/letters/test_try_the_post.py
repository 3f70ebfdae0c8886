"""`flask mail test`, and letters of the account itself over a real server."""

from contextvars import Context

import pytest

from community.extensions import db
from community.jobs.queue import queue
from community.letters import post
from tests.factories import ago

MEI = "mei@example.org"


@pytest.fixture
def tries(by_post):
    """Run `flask mail test ADDRESS`; return the exit code and the one line that it says."""

    def run(address=MEI):
        runner = by_post.test_cli_runner()
        result = Context().run(runner.invoke, args=["mail", "test", address])
        assert len(result.output.splitlines()) == 1, result.output
        return result.exit_code, result.output.strip()

    return run


def test_it_says_what_the_server_said(tries, post_office):
    assert tries() == (0, "Taken for mei@example.org: 250 2.0.0 Kept as 4711")
    assert post_office.letters[0]["Subject"] == "A letter to try the post"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("550 5.1.1 Nobody", 67),
        ("DATA 554 5.2.1 Closed", 67),
        ("550 5.7.1 On a list", 77),
        ("451 4.7.1 Come again", 75),
        ("421 4.3.2 Going down", 75),
    ],
)
def test_it_says_why_not(tries, post_office, answer, code):
    post_office.says[MEI] = [answer]
    found, said = tries()
    assert found == code and answer.removeprefix("DATA ") in said


def test_it_says_if_the_server_is_away(tries, post_office, app_with):
    post_office.sender_is_refused = True
    assert tries()[0] == 69
    away = app_with(MAIL_URL="smtp://127.0.0.1:1").test_cli_runner()
    result = Context().run(away.invoke, args=["mail", "test", MEI])
    assert result.exit_code == 69 and "Connection refused" in result.output


def test_without_a_server_it_says_where_the_letter_lies(runs, letters):
    assert ".eml" in runs("mail", "test", MEI).output
    assert letters()[0]["To"] == MEI


@pytest.mark.parametrize("address", ["mei", "a@b\nRCPT TO:<x@y>", "梅@example.org"])
def test_rubbish_is_refused(runs, address):
    runs("mail", "test", address, status=2)


def work_off(app):
    """Work off what waits in the queue now, in the site's own way."""
    with app.app_context():
        for _ in range(len(queue)):
            if task := queue.dequeue():
                queue.execute(task, timestamp=None)


def test_a_letter_to_an_account_that_is_refused_stops_mail(mei, by_post, post_office):
    post_office.says[MEI] = ["550 5.1.1 Nobody"]
    with by_post.app_context():
        post.send("test", MEI, "en")
    work_off(by_post)
    assert mei.user.mail_stopped_at and len(queue) == 0


def test_one_that_is_not_taken_yet_is_tried_again(mei, by_post, post_office):
    post_office.says[MEI] = ["451 4.7.1 Come again", "250 OK"]
    with by_post.app_context():
        post.send("test", MEI, "en")
    work_off(by_post)
    assert post_office.reached == [] and queue.scheduled_count() == 1
    for task in queue.read_schedule(timestamp=ago(days=-1).replace(tzinfo=None)):
        task.eta = None
        queue.enqueue(task)
    work_off(by_post)
    assert post_office.reached == [MEI] and mei.user.mail_failures == 0
    db.session.commit()
