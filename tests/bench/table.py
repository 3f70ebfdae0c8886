"""The table that is printed."""

from collections.abc import Iterator

from tests.bench.load import Result

NAMES = {
    "W1": "W1 article with 200 comments, guest",
    "W2": "W2 the same, signed in",
    "W3": "W3 home, newest 20, guest",
    "W4": "W4 a comment posted, 8 at once",
}
GOALS = {"W1": 15.0, "W2": 18.0, "W3": 12.0, "W4": 6.0}
RATIO_GOAL = 1.3
MEMORY_GOAL = 120


def costs(hello: Result, once: dict[str, Result], many: dict[str, Result]) -> Iterator[str]:
    """Yield what each page costs, its goal, how many hellos that is, and the cost with 100 × the data."""
    yield "Processor seconds per 1,000 requests, one core"
    yield f"{'':36} {'now':>7} {'goal':>7} {'× hello':>8} {'at 100 ×':>9} {'ratio':>6} {'goal':>6}"
    yield f"{'Flask’s hello on the same server':36} {hello.per_thousand:7.2f}"
    for key, result in once.items():
        more = many.get(key, Result())
        ratio = more.per_thousand / result.per_thousand if result.per_thousand else 0
        yield (
            f"{NAMES[key]:36} {result.per_thousand:7.2f} {GOALS[key]:7.0f} "
            f"{result.per_thousand / (hello.per_thousand or 1):8.1f} {more.per_thousand:9.2f} "
            f"{ratio:6.2f} {RATIO_GOAL:6.1f}{_mark(result.per_thousand > GOALS[key])}"
            f"{_mark(ratio > RATIO_GOAL, ' (100 ×)')}"
        )


def posting(once: Result, many: Result) -> Iterator[str]:
    yield (
        f"W4: {once.per_second:.0f} per second, p99 {once.p99_ms:.0f} ms; "
        f"at 100 ×: {many.per_second:.0f} per second, p99 {many.p99_ms:.0f} ms"
    )


def weights(size: int, memory: list[tuple[str, float]]) -> Iterator[str]:
    yield f"W1 is {size / 1000:.1f} kB with gzip"
    for name, mebibytes in memory:
        too_much = _mark(mebibytes > MEMORY_GOAL)
        yield f"memory of {name}: {mebibytes:.0f} MiB (PSS), goal {MEMORY_GOAL}{too_much}"


def asked(statements: dict[str, tuple[int, int]]) -> Iterator[str]:
    yield "Statements per page (guest / member)"
    for name, (guest, member) in statements.items():
        yield f"  {name:24} {guest} / {member}"


def wrong(results: dict[str, Result]) -> Iterator[str]:
    for key, result in results.items():
        if result.wrong:
            yield f"{key}: {len(result.wrong)} of {result.requests} went wrong: {result.wrong[0]}"


def _mark(is_missed: bool, what: str = "") -> str:
    return f"  missed{what}" if is_missed else ""
