"""Pictures for the tests, made as they are needed."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def picture(size: tuple[int, int] = (1200, 800), kind: str = "JPEG", **options: Any) -> bytes:
    """Return the bytes of a picture: a gradient, so that it is not all one colour."""
    file = io.BytesIO()
    made = Image.linear_gradient("L").resize(size)
    Image.merge("RGB", (made, made.rotate(180), made)).save(file, kind, **options)
    return file.getvalue()


def noise(size: tuple[int, int] = (600, 450)) -> bytes:
    """Return a picture that cannot be made small: a good 100 kB when it is kept."""
    file = io.BytesIO()
    Image.effect_noise(size, 90).save(file, "PNG")
    return file.getvalue()


def with_place() -> bytes:
    """Return a JPEG that is turned on its side and tells where, with what and why it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "SecretCamera"
    exif[0x8825] = {1: "N", 2: (31.0, 14.0, 0.0)}
    return picture(exif=exif, comment=b"a secret comment")


def huge_png() -> bytes:
    """Return a PNG of a few bytes that says it is 20,000 × 20,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")
