"""Draw a stranger's picture: its colours on white, upright, no finer than is wanted."""

from __future__ import annotations

import io

from PIL import Image, TiffImagePlugin, WebPImagePlugin

from lisdesk.exchange.guarded.child import Wanted
from lisdesk.exchange.guarded.faults import DAMAGED, FaultError
from lisdesk.exchange.pages.drawn import DrawnPage, size_within

MOST_PICTURE_PIXELS = 100_000_000
"""Of a stranger's picture before it is made smaller: a sheet of A2 at 400 dots for an inch."""
MOST_SHEETS = 500
"""Of a scan that is one file of many pictures."""

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_PAGED = "TIFF"
"""What else has several pictures moves, and shows its first."""
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What puts a photograph upright, by what the camera says of it (Exif 2.3, 4.6.4 A)."""
_FIRST_ON_ITS_SIDE = 5
_DEEP = ("I", "F")
"""How the names of modes begin that have more than 256 shades."""
_PLUGINS = (TiffImagePlugin, WebPImagePlugin)
"""What Pillow loads only once it meets such a picture, when no more may be loaded."""
Image.preinit()
Image.MAX_IMAGE_PIXELS = None  # the bound here is lower, and says so in a sentence


def draw_picture(content: bytes, wanted: Wanted) -> DrawnPage:
    """Return a picture, or a sheet of a scan, as wide as is wanted, but at first no wider than it
    is. FaultError if it is damaged or too large.
    """
    try:
        image: Image.Image = Image.open(io.BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    pages = _count_of_sheets(image)
    number = min(max(1, int(wanted["number"])), pages)
    if number > 1:
        image.seek(number - 1)
    if image.width * image.height > MOST_PICTURE_PIXELS:
        raise _too_large()
    orientation = _orientation(image)
    lies = orientation >= _FIRST_ON_ITS_SIDE
    sides = (image.height, image.width) if lies else image.size
    fit_px = min(float(wanted["width_px"]), sides[0])
    width, height = size_within(*sides, fit_px * float(wanted["zoom"]))
    lying = (height, width) if lies else (width, height)
    image.draft("RGB", lying)  # a photograph is unpacked no finer than it needs to be
    shown = _on_white(_made_small(image, lying)).resize(lying, Image.Resampling.BICUBIC)
    if orientation in _UPRIGHT:
        shown = shown.transpose(_UPRIGHT[orientation])
    return DrawnPage(number, pages, width, height, shown.tobytes("raw", "BGRX"))


def _orientation(image: Image.Image) -> int:
    """Return how a picture lies, by its number; Pillow puts scans upright by itself."""
    found = image.getexif().get(_ORIENTATION) if image.format != _PAGED else None
    return found if isinstance(found, int) and found in _UPRIGHT else 1


def _too_large() -> FaultError:
    most = MOST_PICTURE_PIXELS // 1_000_000
    return FaultError("too_big", reason=f"the picture has more than {most} million pixels")


def _count_of_sheets(image: Image.Image) -> int:
    """Return how many sheets a scan has; those of no file are counted without end."""
    if image.format != _PAGED:
        return 1
    count = 1
    try:
        for count in range(1, MOST_SHEETS + 1):
            image.seek(count)
    except EOFError:
        image.seek(0)
        return count
    raise FaultError("too_big", reason=f"the file has more than {MOST_SHEETS} pictures")


def _made_small(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture in colours or shades, no larger than about twice what is wanted."""
    is_deep = image.mode.startswith(_DEEP)
    if is_deep:
        image = image.convert("F")
    elif image.mode not in ("L", "RGB", "RGBA"):
        has_gaps = "transparency" in image.info or image.mode in ("LA", "PA", "La", "RGBa")
        image = image.convert("RGBA" if has_gaps else "RGB")
    factor = max(1, min(image.width // (2 * size[0]), image.height // (2 * size[1])))
    small = image.reduce(factor) if factor > 1 else image
    return _in_256_shades(small) if is_deep else small


def _in_256_shades(image: Image.Image) -> Image.Image:
    """Return a picture of shades in any numbers, the darkest in it black and the lightest white."""
    darkest, lightest = image.getextrema()
    if not (isinstance(darkest, float) and isinstance(lightest, float)):
        raise FaultError(DAMAGED)
    scale = 255 / (lightest - darkest) if lightest > darkest else 0.0
    return image.point(lambda shade: shade * scale - darkest * scale).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image, mask=image.getchannel("A"))
    return sheet
