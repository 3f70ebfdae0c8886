"""What bringing a site in costs: `python -m tests.bench.imports [COMMENTS]`, and with `--gib` a file of
1 GiB, written on the fly, for its memory.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COMMENTS = 100_000
COMMENTS_OF_A_POST = 50
READERS = 5_000
GIB = 1024**3
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wp="w" xmlns:content="c"'
    ' xmlns:dc="d"><channel><title>Large</title><wp:wxr_version>1.2</wp:wxr_version>'
    "<wp:base_blog_url>https://large.example</wp:base_blog_url><wp:author><wp:author_id>1"
    "</wp:author_id><wp:author_login>amy</wp:author_login>"
    "<wp:author_email>amy@large.example</wp:author_email></wp:author>\n"
)
POST = (
    "<item><title>Post {n}</title><link>https://large.example/2013/01/05/post-{n}/</link>"
    "<dc:creator>amy</dc:creator><content:encoded><![CDATA[<!-- wp:paragraph --><p>{words}</p>"
    "<!-- /wp:paragraph -->]]></content:encoded><wp:post_id>{n}</wp:post_id>"
    "<wp:post_date_gmt>2013-01-05 10:00:00</wp:post_date_gmt><wp:post_name>post-{n}</wp:post_name>"
    '<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="category"'
    ' nicename="t">Tea {tag}</category>\n'
)
COMMENT = (
    "<wp:comment><wp:comment_id>{n}</wp:comment_id><wp:comment_author>Reader {who}"
    "</wp:comment_author><wp:comment_author_email>r{who}@mail.example</wp:comment_author_email>"
    "<wp:comment_date_gmt>2013-01-06 10:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA["
    "Comment {n}: the first cup is for the <em>throat</em>, 第二杯解闷。 It says more than it has to."
    "]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type>"
    "</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>\n"
)
WORDS = "The teahouse stood where two rivers meet, and nobody remembered who had built it. " * 6


def write(path: Path, comments: int = 0, size: int = 0) -> int:
    """Write an export with so many comments, or of so many bytes; return how many comments it has."""
    post = number = 0
    long_words = WORDS * (300 if size else 1)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        while number < comments or (size and file.tell() < size):
            post += 1
            file.write(POST.format(n=post, words=long_words, tag=post % 40))
            for place in range(COMMENTS_OF_A_POST):
                number += 1
                parent = number - 1 if place % 3 else 0
                file.write(COMMENT.format(n=number, who=number % READERS, parent=parent))
            file.write("</item>\n")
        file.write("</channel></rss>\n")
    return number


def measure(folder: Path, path: Path, *options: str) -> tuple[float, float, float]:
    """Bring a file in; return seconds on the clock, seconds of processor, and the peak in MiB."""
    environment = os.environ | {
        "INSTANCE_PATH": str(folder / "instance"),
        "SECRET_KEY": "only for the benchmark",
        "DATABASE_URL": "",
    }
    flask = [sys.executable, "-m", "flask", "--app", "app"]
    subprocess.run(
        [*flask, "db", "upgrade"], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    command = [*flask, "import", "wordpress", str(path), *options]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    seconds = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, busy, after.ru_maxrss / 1024


def main() -> None:
    is_large = "--gib" in sys.argv
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    with tempfile.TemporaryDirectory(prefix="teahouse-imports-") as name:
        folder = Path(name)
        path = folder / "large.xml"
        size = GIB if is_large else 0
        comments = write(path, 0 if size else (numbers or [COMMENTS])[0], size)
        seconds, busy, peak = measure(folder, path)
        print(f"\n{path.stat().st_size / 1024**2:,.0f} MiB, {comments:,} comments: {seconds:.0f} s")
        print(
            f"{comments / seconds:,.0f} comments/s on the clock, {comments / busy:,.0f} of processor"
        )
        print(f"{peak:.0f} MiB of memory at most")


if __name__ == "__main__":
    main()
