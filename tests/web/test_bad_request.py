"""A request that cannot be read is not told that it had grown old."""

from werkzeug.exceptions import BadRequest

from community.web.error_pages import http_error


def test_a_form_with_a_stale_token_had_grown_old(guest):
    guest.submits("/sign-in", status=400, token="stale").shows("grown old")


def test_what_is_garbled_is_called_so(app):
    answer = http_error(BadRequest())
    assert answer.status_code == 400
    assert (
        "This cannot be read" in (text := answer.get_data(as_text=True)) and "grown old" not in text
    )
