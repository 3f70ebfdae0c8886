"""Several requests of one person at the same moment, as of a double click or of two tabs."""

from threading import Barrier, Thread
from typing import Any

from community.extensions import db
from tests.cast import Person


def at_once(person: Person, times: int, address: str, **fields: Any) -> list[int]:
    """Send the same form from several browsers of one person together; return the statuses."""
    browsers = [Person(person.app, person.user) for _ in range(times)]
    forms = [{"csrf_token": browser._token({}), **fields} for browser in browsers]
    db.session.rollback()
    start, statuses = Barrier(times), []

    def send(browser: Person, form: dict[str, Any]) -> None:
        start.wait()
        statuses.append(browser.client.post(address, data=form).status_code)

    threads = [Thread(target=send, args=pair) for pair in zip(browsers, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses
