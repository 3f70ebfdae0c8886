"""The command line of a site on the move: `flask export`, `flask import teahouse`, backup, restore."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from community.transfer.backups import shelf
from community.transfer.backups.making import back_up
from community.transfer.backups.restoring import look_at, restore
from community.transfer.one_line import in_one_line
from community.transfer.site import is_laid_out
from community.transfer.whole.exporting import export_site
from community.transfer.whole.importing import import_site

FILE = click.Path(dir_okay=False, path_type=Path)
MIB = 1024 * 1024


@click.command("export")
@click.argument("file", type=FILE)
@with_appcontext
def export_command(file: Path) -> None:
    """Write the whole site into FILE, for `flask import teahouse` and for other programs to read.

    The file holds addresses and password hashes of everybody: keep it as you keep a key.
    """
    with in_one_line():
        must_be_laid_out()
        told = export_site(file)
    rows = sum(told.rows.values())
    click.echo(f"{file}: {rows:,} rows and {told.files:,} files, {_mib(file)} MiB.")
    if told.gone:
        click.echo(f"{len(told.gone):,} files were deleted by their owners meanwhile.")


@click.command("teahouse")
@click.argument("file", type=FILE)
@with_appcontext
def import_teahouse(file: Path) -> None:
    """Bring in FILE, which `flask export` of another site wrote; twice adds nothing twice."""
    with in_one_line():
        if not is_laid_out():
            upgrade()
        report = import_site(file)
    for line in report.lines():
        click.echo(line)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--keep", type=click.IntRange(min=1), help="FILE is a folder: keep the newest so many."
)
@with_appcontext
def backup_command(file: Path, keep: int | None) -> None:
    """Copy database and media into FILE, or into a folder under the date, while the site serves."""
    with in_one_line():
        must_be_laid_out()
        place = shelf.dated(file) if keep or file.is_dir() else file
        told = back_up(place)
        dropped = shelf.drop_older(file, keep) if keep else []
    click.echo(f"{place}: {told.rows:,} rows and {told.files:,} files, {_mib(place)} MiB.")
    if told.gone:
        click.echo(f"{told.gone:,} files were deleted by their owners meanwhile.")
    for old in dropped:
        click.echo(f"{old} is gone.")


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace what is here, even while it is served.")
@click.option("--check", is_flag=True, help="Only read FILE through; change nothing.")
@with_appcontext
def restore_command(file: Path, force: bool, check: bool) -> None:
    """Put back the database and the media of FILE, which `flask backup` wrote."""
    with in_one_line():
        if check:
            told = look_at(file)
            click.echo(f"{file} is whole: a backup of {told.get('made_at')}.")
            return
        restored = restore(file, force=force)
    click.echo(
        f"{restored.rows:,} rows and {restored.files:,} files are back, of {restored.made_at}."
    )
    if restored.note:
        click.echo(restored.note)


def must_be_laid_out() -> None:
    if not is_laid_out():
        raise click.ClickException("There is no site here yet: its database has no tables.")


def _mib(file: Path) -> str:
    return f"{file.stat().st_size / MIB:,.1f}"


COMMANDS = (export_command, backup_command, restore_command)
