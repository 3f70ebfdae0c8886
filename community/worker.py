"""What the server loads in each of its processes: the site, and the threads that carry its letters.

With REDIS_URL the letters are carried by `flask jobs`, in a process of its own.
"""

from community import create_app
from community.config import read_settings
from community.letters.queue import start_consumer

settings = read_settings()
app = create_app(settings)
if not settings.redis_url:
    start_consumer()
