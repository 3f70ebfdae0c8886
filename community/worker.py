"""What the server loads in each of its processes: the site, and the threads that carry its letters.

With REDIS_URL the letters are carried by `flask jobs`, in a process of its own.
"""

import gc
from threading import Thread

from community import create_app
from community.config import read_settings
from community.jobs.queue import start_consumer
from community.screening.queries import current_policy

settings = read_settings()
app = create_app(settings)
# A page makes some thousands of objects and keeps none. Looking through them every 700, as Python
# does by default, is a sixth of the work of a page and half of that of a comment.
gc.freeze()
gc.set_threshold(10_000, 10, 10)
if not settings.redis_url:
    start_consumer()


def warm_up() -> None:
    """Load word rules and spam score before the first comment has to wait for them."""
    with app.app_context():
        current_policy()


Thread(target=warm_up, daemon=True).start()
