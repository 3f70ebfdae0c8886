"""The yardstick: a Flask application that says hello, on the server of the site.

`python -m tests.bench.hello PORT THREADS`
"""

import sys

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

app = Flask(__name__, static_folder=None)


@app.get("/")
def hello() -> str:
    return "<!doctype html><title>Hello</title><h1>Hello</h1>"


if __name__ == "__main__":
    Granian(
        "tests.bench.hello:app",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=int(sys.argv[2]),
        log_level=LogLevels.warning,
    ).serve()
