"""`make bench`: lay out the data, serve, ask, weigh, print. It reports and never fails by its figures."""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from community import create_app
from community.config import read_settings
from community.extensions import db
from community.server import BLOCKING_THREADS
from tests.bench import data, table
from tests.bench.load import Maker, Request, Result, measure, posting
from tests.bench.server import OTHER_CORES, Server, free_port, serving
from tests.bench.statements import statements

GZIP = {"Accept-Encoding": "gzip"}
CLIENTS = 8


def main() -> int:
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="teahouse-bench-"))
    try:
        os.sched_setaffinity(0, OTHER_CORES)
        wrong = run(folder)
        print(f"\nAll of it took {time.monotonic() - started:.0f} s.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(wrong)


def run(folder: Path) -> bool:
    """Measure and print; return whether any page answered what it should not."""
    environment = {
        "INSTANCE_PATH": str(folder),
        "SECRET_KEY": "only for the benchmark",
        "RATE_LIMITS": "off",
        "WORKERS": "1",
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "HOST": "127.0.0.1",
        "SITE_URL": "",
    }
    app = create_app(read_settings(environment))
    with app.app_context():
        upgrade()
        say("Laying out 1,000 articles and 10,190 comments…")
        site = data.lay_out()
        db.engine.dispose()
    asked = statements(app, site)
    say("Asking Flask’s hello…")
    hello = ask_hello()
    say("Asking the site…")
    once, memory = ask_site(environment, site)
    say(f"Writing {data.TIMES} times the comments under other articles…")
    total = multiply(app, site)
    say(f"Asking the site again, with {total:,} comments…")
    many, _ = ask_site(environment, site)
    print()
    lines = [*table.costs(hello, once, many), "", *table.posting(once["W4"], many["W4"])]
    lines += [*table.weights(once["W1"].size, memory), "", *table.asked(asked)]
    wrong = [*table.wrong(once), *table.wrong(many)]
    print("\n".join([*lines, *wrong]))
    return bool(wrong)


def multiply(app: Flask, site: data.Site) -> int:
    with app.app_context():
        total = data.multiply(site.long)
        db.engine.dispose()
    return total


def ask_hello() -> Result:
    port = free_port()
    command = ["-m", "tests.bench.hello", str(port), str(BLOCKING_THREADS)]
    with serving(command, port, {}) as server:
        return measure(server, lambda *_: Request("GET", "/", GZIP), requests=4_000)


def ask_site(
    environment: dict[str, str], site: data.Site
) -> tuple[dict[str, Result], list[tuple[str, float]]]:
    port = free_port()
    with serving(["app.py"], port, environment | {"PORT": str(port)}) as server:
        cookies = [f"teahouse={token}" for token in site.tokens[10:]]
        results = {
            name: measure(server, make, requests=requests)
            for name, (make, requests) in readings(site, cookies[-1]).items()
        }
        results["W4"] = ask_for_comments(server, site, cookies)
        return results, server.memory()


def readings(site: data.Site, cookie: str) -> dict[str, tuple[Maker, int]]:
    article = f"/articles/{site.long}"
    return {
        "W1": (lambda *_: Request("GET", article, GZIP), 400),
        "W2": (lambda *_: Request("GET", article, GZIP | {"Cookie": cookie}), 400),
        "W3": (lambda *_: Request("GET", "/", GZIP), 500),
    }


def ask_for_comments(server: Server, site: data.Site, cookies: list[str]) -> Result:
    slugs = [slug for slug in site.slugs if slug != site.long][:200]
    make = posting(server, slugs, cookies, CLIENTS)
    return measure(server, make, requests=800, clients=CLIENTS)


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
