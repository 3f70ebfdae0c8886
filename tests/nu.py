"""The Nu HTML checker, run once over many pages: `assert not faults({"/": html})`."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

JAR = Path(__file__).resolve().parent.parent / ".cache/vnu/node_modules/vnu-jar/build/dist/vnu.jar"
MISSING = (
    "The HTML checker was not found: install Java (Debian's `default-jre-headless`), and with npm "
    "`npm install --prefix .cache/vnu vnu-jar`"
)
# What the checker does not know yet, or only advises.
PASSED_OVER = ("Trailing slash on void elements",)


def faults(pages: dict[str, str]) -> list[str]:
    """Return the errors of these pages (name → HTML). Skips the test where there is no checker."""
    if not shutil.which("java") or not JAR.exists():
        pytest.skip(MISSING)
    with tempfile.TemporaryDirectory(prefix="teahouse-nu-") as folder:
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(html, encoding="utf-8")
            names[path.name] = name
        found = subprocess.run(
            ["java", "-jar", JAR, "--format", "json", "--exit-zero-always", folder],
            capture_output=True,
            check=True,
            timeout=120,
        )
    messages = json.loads(found.stderr)["messages"]
    return [
        f"{names[Path(one['url']).name]}:{one.get('lastLine', '?')}: {one['message']} "
        f"{one.get('extract', '').strip()[:200]}"
        for one in messages
        if one["type"] == "error" and not one["message"].startswith(PASSED_OVER)
    ]
