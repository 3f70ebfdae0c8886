"""The command line of moving in: `flask import wordpress FILE`, `flask import ghost FILE`."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from community.transfer.one_line import in_one_line
from community.transfer.running import Wish, bring_in, preview_of
from community.transfer.words import COLUMN_NAMES, left_out_of, lines_of, notes_of

importing = AppGroup("import", help="Bring in a site from elsewhere; twice adds nothing twice.")
A_FILE = click.Path(exists=False, dir_okay=False, path_type=Path)
A_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def brings(system: str, title: str) -> None:
    """Add the command for one system."""

    @importing.command(system, help=f"Bring in {title}: articles, people, comments, pictures.")
    @click.argument("file", type=A_FILE)
    @click.option("--media", type=A_FOLDER, help="The folder where the site kept its pictures.")
    @click.option("--fetch", is_flag=True, help="Ask the old site for pictures that are not there.")
    @click.option("--preview", is_flag=True, help="Say what is in the file, and write nothing.")
    def command(file: Path, media: Path | None, fetch: bool, preview: bool) -> None:
        with in_one_line():
            if preview:
                click.echo(report_text(preview_of(system, file).as_kept()))
                return
            report = bring_in(Wish(system, file, media, fetch), told=show_progress)
            click.echo(report_text(report.as_kept()))


def show_progress(done: int, total: int) -> None:
    """Say how far it is, where somebody watches."""
    if sys.stderr.isatty() and (done % 100 == 0 or done == total):
        click.echo(f"\r{done:,} of {total:,}", nl=done == total, err=True)


def report_text(kept: Mapping[str, Any]) -> str:
    """Return the report as a table for a terminal."""
    heads = [str(name) for name in COLUMN_NAMES.values()]
    rows = [(str(line.name), *(f"{n:,}" for n in line.figures)) for line in lines_of(kept)]
    wide = max([len(row[0]) for row in rows], default=0)
    said = [" " * wide + "".join(f"  {head:>{len(head)}}" for head in heads)]
    for name, *figures in rows:
        cells = zip(figures, heads, strict=True)
        said.append(name.ljust(wide) + "".join(f"  {n:>{len(head)}}" for n, head in cells))
    if left := left_out_of(kept):
        said += ["", "Left out:", *(f"  {number:,} × {what}" for number, what in left)]
    if notes := notes_of(kept):
        said += ["", "To know:", *(f"  {note}" for note in notes)]
    return "\n".join(said)


brings("wordpress", "a WordPress export (WXR, .xml or .zip)")
brings("ghost", "a Ghost export (.json, or .zip with content/images)")
