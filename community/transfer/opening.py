"""The file that was brought: plain, or a zip with the export and its pictures in it."""

import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from flask_babel import lazy_gettext as _l

from community.transfer.problems import EMPTY, NOT_THERE, CannotImport

MAX_UNPACKED_BYTES = 8 * 1024**3
# Words shrink to a tenth or so; a file that grows beyond this was made to fill the disk.
MAX_RATIO = 200
MAX_MEMBERS = 200_000
NOT_A_ZIP = _l("This zip file is damaged.")
NO_EXPORT = _l("There is no export in this zip file.")
TOO_LARGE = _l("This zip file unpacks to more than is taken.")


class ExportFile:
    """An export on the disk; `open()` begins anew each time. Nothing is ever unpacked to the disk."""

    def __init__(self, path: Path, ending: str) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        if not path.is_file():
            raise CannotImport(NOT_THERE)
        if not path.stat().st_size:
            raise CannotImport(EMPTY)
        if zipfile.is_zipfile(path):
            self._zip = self._opened_zip()
            try:
                self._member = self._export_in(self._zip, ending)
            except CannotImport:
                self.close()
                raise

    def close(self) -> None:
        """Let go of a zip, which stays open for its pictures."""
        if self._zip is not None:
            self._zip.close()

    @property
    def is_zip(self) -> bool:
        return self._zip is not None

    def open(self) -> IO[bytes]:
        if self._zip is None:
            return self.path.open("rb")
        try:
            return self._zip.open(self._member)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
            raise CannotImport(NOT_A_ZIP) from error

    def picture(self, parts: tuple[str, ...], max_bytes: int) -> bytes | None:
        """Return a file of the zip whose path ends so, or None."""
        if self._zip is None or (name := self._by_ending().get(parts[-2:])) is None:
            return None
        info = self._zip.getinfo(name)
        if info.file_size > max_bytes:
            return None
        try:
            with self._zip.open(info) as file:
                return file.read(max_bytes)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
            return None

    def _by_ending(self) -> dict[tuple[str, ...], str]:
        assert self._zip
        if not hasattr(self, "_endings"):
            names = [info.filename for info in self._zip.infolist() if not info.is_dir()]
            self._endings = {PurePosixPath(name).parts[-2:]: name for name in names}
        return self._endings

    def _opened_zip(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self.path)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise CannotImport(NOT_A_ZIP) from error

    def _export_in(self, opened: zipfile.ZipFile, ending: str) -> zipfile.ZipInfo:
        """Return the largest file with the right ending: an export has words, what lies beside it few."""
        if len(opened.infolist()) > MAX_MEMBERS:
            raise CannotImport(TOO_LARGE)
        found = [
            info
            for info in opened.infolist()
            if info.filename.lower().endswith(ending) and "__MACOSX" not in info.filename
        ]
        if not found:
            raise CannotImport(NO_EXPORT)
        largest = max(found, key=lambda info: info.file_size)
        too_dense = largest.file_size > MAX_RATIO * max(largest.compress_size, 1)
        if largest.file_size > MAX_UNPACKED_BYTES or too_dense:
            raise CannotImport(TOO_LARGE)
        return largest
