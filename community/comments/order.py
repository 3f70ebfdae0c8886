"""The order of threads: asked for in the address, remembered in a cookie."""

from flask import after_this_request, request
from werkzeug.wrappers import Response

from community.comments.places import ORDERS, order_of
from community.web.language import remember


def asked_order() -> str:
    """Return the order in which threads are to stand; one that is asked for is remembered."""
    asked, remembered = request.args.get("order"), request.cookies.get("order")
    if asked in ORDERS and asked != remembered:
        after_this_request(_remember)
    return order_of(asked, remembered)


def _remember(response: Response) -> Response:
    remember(response, "order", request.args["order"])
    return response
