"""Places in lists, as addresses carry them."""

import pytest

from community.database import decode_cursor, encode_cursor, now


@pytest.mark.parametrize("address", ["/?page=", "/bookmarks?after=", "/moderation/log?after="])
def test_a_number_that_no_column_holds_is_passed_over(mei, address):
    for values in ((2**31,), (-(2**40),), (now(), 2**62)):
        mei.visits(f"{address}{encode_cursor(*values)}")


def test_a_cursor_is_read_as_it_was_written():
    moment = now()
    assert decode_cursor(encode_cursor(moment, 7), type(moment), int) == [moment, 7]
    assert decode_cursor(encode_cursor(2**31), int) is None
