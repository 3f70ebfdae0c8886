"""Telling programs that read pages from people, by what they call themselves.

The list is that of the package crawler-user-agents; RE2 looks for all of its 1,500 patterns in 3 µs.
"""

from typing import Any

import re2
from crawleruseragents import CRAWLER_USER_AGENTS_DATA
from flask import Request


def _all_patterns() -> Any:
    patterns = re2.Set.SearchSet()
    for crawler in CRAWLER_USER_AGENTS_DATA:
        patterns.Add(crawler["pattern"])
    patterns.Compile()
    return patterns


_CRAWLERS = _all_patterns()


def is_crawler(user_agent: str) -> bool:
    """Tell whether this is the name of a program; who gives none is one."""
    return not user_agent or bool(_CRAWLERS.Match(user_agent))


def is_read_by_a_person(request: Request) -> bool:
    """Tell whether somebody has asked for this page, and not a program or a browser ahead of time."""
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    is_asked = request.method == "GET" and "prefetch" not in purpose
    return is_asked and not is_crawler(request.headers.get("User-Agent", ""))
