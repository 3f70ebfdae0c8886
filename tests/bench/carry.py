"""What a move costs: seconds, MB/s, rows/s and peak memory of export, import, backup, restore.

`python -m tests.bench.carry [TIMES]`: 1,000 articles with TIMES × 10,190 comments (default 5) and 600 files
of pictures, on SQLite; each command runs in a process of its own. Rates are by processor time.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import text

from community import create_app
from community.accounts.models import User
from community.config import read_settings
from community.extensions import db
from community.media.actions import add_picture
from tests.bench import data
from tests.bench.server import ROOT
from tests.media.pictures import noise

PICTURES = 200
COPY = """INSERT INTO comments (article_id, author_id, state, body, body_html, html_version, language,
    language_is_chosen, created_at, held_by, removed_rule, was_published, like_count, reply_count,
    report_count, version)
    SELECT article_id, author_id, state, body, body_html, html_version, language, language_is_chosen,
    created_at, held_by, removed_rule, was_published, 0, 0, 0, 1 FROM comments WHERE id <= :last"""
RUN = """
import sys, time
from pathlib import Path
from community import create_app
result = create_app().test_cli_runner().invoke(args=sys.argv[1:])
assert result.exit_code == 0, result.output
peak = [line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
print(time.process_time(), peak[0].split()[1])
"""


@dataclass(frozen=True)
class Cost:
    seconds: float
    processor_seconds: float
    peak_mib: float


def main(times: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="teahouse-carry-"))
    try:
        print(
            f"Laying out a site with {times} × 10,190 comments and {PICTURES} pictures…", flush=True
        )
        rows = lay_out(folder / "a", times)
        measure(folder, rows)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def settings(folder: Path) -> dict[str, str]:
    return {"INSTANCE_PATH": str(folder), "SECRET_KEY": "only for the benchmark"}


def lay_out(folder: Path, times: int) -> int:
    """Write the data; return how many rows there are."""
    app = create_app(read_settings(settings(folder)))
    with app.app_context():
        upgrade()
        data.lay_out()
        last = db.session.scalar(text("SELECT max(id) FROM comments"))
        for _ in range(times - 1):
            db.session.execute(text(COPY), {"last": last})
        db.session.commit()
        author, picture = db.session.get_one(User, 1), noise((800, 600))
        for _ in range(PICTURES):
            add_picture(picture, by=author)
            db.session.commit()
        count = db.session.scalar(text("SELECT count(*) FROM comments")) or 0
        db.engine.dispose()
    return int(count) + data.ARTICLES + data.PEOPLE + PICTURES


def measure(folder: Path, rows: int) -> None:
    site, backup = folder / "site.zip", folder / "backup.zip"
    steps = [
        ("export", folder / "a", ["export", str(site)], site),
        ("import", folder / "b", ["import", "teahouse", str(site)], site),
        ("import again", folder / "b", ["import", "teahouse", str(site)], site),
        ("backup", folder / "a", ["backup", str(backup)], backup),
        ("restore", folder / "c", ["restore", str(backup)], backup),
    ]
    idle = run(folder / "d", ["--help"])
    print(f"{'':14}{'seconds':>10}{'of CPU':>8}{'MB/s':>8}{'rows/s':>10}{'peak MiB':>10}{'MB':>8}")
    print(
        f"{'nothing':14}{idle.seconds:>10.1f}{idle.processor_seconds:>8.1f}{'':>8}{'':>10}{idle.peak_mib:>10.0f}"
    )
    for name, instance, words, file in steps:
        cost = run(instance, words)
        size = file.stat().st_size / 1e6
        seconds = max(0.01, cost.processor_seconds - idle.processor_seconds)
        print(
            f"{name:14}{cost.seconds:>10.1f}{cost.processor_seconds:>8.1f}"
            f"{size / seconds:>8.1f}{rows / seconds:>10,.0f}"
            f"{cost.peak_mib:>10.0f}{size:>8.1f}",
            flush=True,
        )


def run(instance: Path, words: list[str]) -> Cost:
    before = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words],
        cwd=ROOT,
        env=settings(instance),
        check=True,
        capture_output=True,
        text=True,
    )
    processor, peak = done.stdout.split()[-2:]
    return Cost(time.monotonic() - before, float(processor), int(peak) / 1024)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
