"""What is too large to be read is refused, by a page like any other."""

from tests.factories import make_article


def test_a_form_that_is_too_large_is_413(mei, wen):
    fields = {"csrf_token": mei._token({}), "body": "x" * 22_000_000}
    answer = mei.client.post(f"{make_article(by=wen.user).url}/comments", data=fields)
    assert (answer.status_code, "<h1" in answer.text) == (413, True)
