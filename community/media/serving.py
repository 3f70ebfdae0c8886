"""A stored file as an answer: whole, in ranges, or "you have it already". Our server streams it from
wherever it is kept, so that reading asks nothing of anybody else.
"""

from flask import Response, request

from community.errors import NotFound
from community.media.storage import media_store
from community.web.assets import FOREVER
from community.web.headers import CLIP_POLICY, UPLOAD_POLICY


def serve_picture(name: str) -> Response:
    """Answer a picture; as AVIF under the name of the WebP, where it is there and the asker knows it.

    The words of articles are stored with the names, so that an AVIF made later needs no new HTML.
    """
    if not name.endswith(".webp"):
        return serve(name, "image/avif")
    avif = name.replace(".webp", ".avif")
    is_known = "image/avif" in request.accept_mimetypes.values()
    is_better = is_known and media_store().exists(avif)
    response = serve(avif, "image/avif") if is_better else serve(name, "image/webp")
    response.vary.add("Accept")
    return response


def serve_clip(name: str) -> Response:
    """Answer a clip, of which players ask for a range after the other."""
    response = serve(name, f"video/{name.rpartition('.')[2]}")
    response.headers["Content-Security-Policy"] = CLIP_POLICY
    return response


def serve(name: str, mimetype: str) -> Response:
    """Answer a file under a name that never stands for other bytes. Raises NotFound."""
    size = media_store().size(name)
    if size is None:
        raise NotFound
    response = Response(mimetype=mimetype)
    if request.if_none_match.contains(name):
        response.status_code = 304
    elif _is_part_asked(name):
        _answer_part(response, name, size)
    else:
        _send(response, name, 0, size)
    response.set_etag(name)
    response.accept_ranges = "bytes"
    response.headers["Content-Security-Policy"] = UPLOAD_POLICY
    response.headers["Cache-Control"] = FOREVER
    return response


def _is_part_asked(name: str) -> bool:
    """Tell whether a range is asked for, of what the asker has the beginning of (RFC 9110 §13.1.5)."""
    condition = request.if_range
    is_same = condition.etag == name if condition.etag else condition.date is None
    asked = request.range
    # Several ranges at once may be answered with the whole; nobody asks for that but scanners.
    return bool(is_same and asked and asked.units == "bytes" and len(asked.ranges) == 1)


def _answer_part(response: Response, name: str, size: int) -> None:
    found = request.range.range_for_length(size) if request.range else None
    if found is None:
        response.status_code = 416
        response.headers["Content-Range"] = f"bytes */{size}"
        return
    start, stop = found
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    _send(response, name, start, stop - start)


def _send(response: Response, name: str, start: int, length: int) -> None:
    if request.method != "HEAD":
        response.response = media_store().open(name, start, length)
    response.content_length = length
