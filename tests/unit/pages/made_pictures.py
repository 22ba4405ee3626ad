"""Small pictures of every kind that is shown, and some that would cost a careless reader much."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

RED, BLUE = (255, 0, 0), (0, 0, 255)


def two_halves(width: int = 40, height: int = 20) -> Image.Image:
    """Return a picture that is red on the left and blue on the right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def written(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture as a file of a kind."""
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def every_kind() -> dict[str, bytes]:
    """Return the picture of two halves as a file of each kind that is shown."""
    image = two_halves()
    return {
        "PNG": written(image, "PNG"),
        "JPEG": written(image, "JPEG", quality=95),
        "TIFF": written(image, "TIFF", compression="tiff_lzw"),
        "GIF": written(image, "GIF"),
        "BMP": written(image, "BMP"),
        "WebP": written(image, "WEBP", lossless=True),
    }


def scan_of(*shades: int) -> bytes:
    """Return a TIFF with a sheet of each of these shades, as a fax or a scanner makes it."""
    first, *others = [Image.new("L", (30, 40), shade) for shade in shades]
    return written(first, "TIFF", save_all=True, append_images=others)


def photograph_on_its_side() -> bytes:
    """Return a JPEG that is to be turned to the right before it is looked at."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return written(two_halves(), "JPEG", quality=95, exif=exif)


def picture_bomb(side_px: int) -> bytes:
    """Return a PNG of a few kilobytes that unpacks to a square of so many pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    packer = zlib.compressobj(9)
    row = bytes(1 + side_px // 8)
    rows = b"".join(packer.compress(row) for _ in range(side_px)) + packer.flush()
    head = struct.pack(">IIBBBBB", side_px, side_px, 1, 0, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", rows),
            chunk(b"IEND", b""),
        )
    )
