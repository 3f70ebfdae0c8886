"""How long files and functions are, against the sizes we hold ourselves to: `python -m tests.sizes`."""

import ast
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
# name → (median, 95th percentile), in lines
GOALS = {"file": (80, 200), "function": (7, 25), "route": (12, 20), "template": (25, 120)}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(paths: Iterable[Path]) -> list[tuple[int, str, bool]]:
    """Return of each function its lines, its place, and whether it is a route."""
    found = []
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                is_route = any("blueprint" in ast.unparse(one) for one in node.decorator_list)
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append(
                    (size, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", is_route)
                )
    return found


def report() -> Iterable[str]:
    """Yield a table of medians, 95th percentiles and the longest of each kind."""
    code = [path for path in (ROOT / "community").rglob("*.py") if "versions" not in path.parts]
    rows = functions(code)
    sizes = {
        "file": [(lines(path), str(path.relative_to(ROOT))) for path in code],
        "function": [(size, place) for size, place, _ in rows],
        "route": [(size, place) for size, place, is_route in rows if is_route],
        "template": [
            (lines(path), str(path.relative_to(ROOT))) for path in (ROOT / "templates").rglob("*.*")
        ],
    }
    yield f"{'lines of a':10} {'count':>6} {'median':>7} {'goal':>5} {'95 %':>6} {'goal':>5}  longest"
    for name, found in sizes.items():
        if len(found) > 1:
            counts = [size for size, _ in found]
            high = quantiles(counts, n=20)[-1]
            goals = GOALS[name]
            longest, place = max(found)
            yield (
                f"{name:10} {len(found):6} {median(counts):7.0f} {goals[0]:5} {high:6.0f} "
                f"{goals[1]:5}  {longest} {place}"
            )
    tests = sum(lines(path) for path in (ROOT / "tests").rglob("*.py"))
    total = sum(size for size, _ in sizes["file"])
    yield f"tests to code: {tests} / {total} = {tests / total:.2f} (goal 1.2 to 1.8)"


if __name__ == "__main__":
    sys.stdout.write("\n".join(report()) + "\n")
