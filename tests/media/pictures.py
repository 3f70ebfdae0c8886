"""Pictures for the tests, made as they are needed."""

import io
import struct
import zlib
from typing import Any

from PIL import Image
from pillow_heif import register_heif_opener


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


def soft(size: tuple[int, int] = (900, 600)) -> bytes:
    """Return a picture of soft shapes, which AVIF makes smaller than WebP does."""
    file = io.BytesIO()
    made = Image.effect_noise((size[0] // 10, size[1] // 10), 60)
    made.resize(size, Image.Resampling.BICUBIC).convert("RGB").save(file, "JPEG", quality=90)
    return file.getvalue()


def with_place() -> bytes:
    """Return a JPEG that is turned on its side and tells where, with what and why it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "SecretCamera"
    exif[0x8825] = {1: "N", 2: (31.0, 14.0, 0.0)}
    return picture(exif=exif, comment=b"a secret comment")


def drawn(size: tuple[int, int], colour: str) -> Image.Image:
    """Return a picture of one colour whose upper left quarter is white: one sees how it is turned."""
    made = Image.new("RGB", size, colour)
    made.paste("white", (0, 0, size[0] // 2, size[1] // 2))
    return made


def moving(
    kind: str = "GIF", frames: int = 5, size: tuple[int, int] = (120, 80), **options: Any
) -> bytes:
    """Return a picture that moves: a square of white that wanders over red, 70 ms a frame."""
    made = []
    for number in range(frames):
        frame = Image.new("RGB", size, "red")
        left = number * (size[0] - 20) // max(1, frames - 1)
        frame.paste("white", (left, 20, left + 20, 40))
        made.append(frame)
    file = io.BytesIO()
    how = {"save_all": True, "append_images": made[1:], "duration": 70, "loop": 0} | options
    made[0].save(file, kind, **how)
    return file.getvalue()


def heic(size: tuple[int, int] = (400, 300), **options: Any) -> bytes:
    """Return a HEIC as telephones write it."""
    register_heif_opener()
    file = io.BytesIO()
    drawn(size, "red").save(file, "HEIF", quality=80, **options)
    return file.getvalue()


def huge_png() -> bytes:
    """Return a PNG of a few bytes that says it is 20,000 × 20,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")
