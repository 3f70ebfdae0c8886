"""What the server loads in each of its processes: the site, and the threads that carry its letters.

With REDIS_URL the letters are carried by `flask jobs`, in a process of its own.
"""

import atexit
import gc
import logging
from threading import Event, Thread

from community import create_app
from community.articles.reads import counter, write_down
from community.config import read_settings
from community.jobs.queue import start_consumer
from community.screening.queries import current_policy

READS_SECONDS = 10
_is_over = Event()

settings = read_settings()
app = create_app(settings)
# A page makes some thousands of objects and keeps none. Looking through them every 700, as Python
# does by default, is a sixth of the work of a page and half of that of a comment.
gc.freeze()
gc.set_threshold(10_000, 10, 10)
if not settings.redis_url:
    start_consumer()


def write_reads_down() -> None:
    """Write down what was read since; what cannot be written is kept for the next time."""
    with app.app_context():
        pending = counter.take()
        try:
            write_down(pending)
        except Exception:
            counter.put_back(pending)
            logging.getLogger(__name__).exception("The reads could not be written down.")


def write_reads_from_now_on() -> None:
    while not _is_over.wait(READS_SECONDS):
        write_reads_down()


def warm_up() -> None:
    """Load word rules and spam score before the first comment has to wait for them."""
    with app.app_context():
        current_policy()


Thread(target=warm_up, daemon=True).start()
Thread(target=write_reads_from_now_on, daemon=True).start()
atexit.register(write_reads_down)
