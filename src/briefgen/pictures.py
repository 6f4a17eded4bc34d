"""Pictures of the workspace, rebuilt from their pixels.

Photos tell where and when they were taken, by whom, and what stood outside the crop. Nothing of a
file is used but its pixels: they are drawn anew, in the colours of sRGB, the right way up, and
written under a name that says nothing. The same file gives the same bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import math
import stat
import struct
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from briefgen.document import Image
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Refusal, quote

if TYPE_CHECKING:
    import PIL.Image

# Pillow is imported where pixels are needed: `check` reads headers only.

MAX_BYTES = 20_000_000
"""Largest picture file."""
MAX_PIXELS = 40_000_000
"""Largest picture; A4 at 600 dots per inch has 35 million pixels."""
MAX_HEIGHT = 100
"""Highest picture in print, in millimetres: above it, a letterhead leaves no page for the letter."""

_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_OTHERS = {
    b"%PDF": "a PDF file",
    b"GIF8": "a GIF picture",
    b"RIFF": "a WebP picture",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"<svg": "an SVG drawing",
    b"<?xml": "an SVG drawing or another XML file",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"BM": "a BMP picture",
    b"\x00\x00\x00": "a HEIC picture or a film",
}
_ORIENTATION = 0x0112
_LYING = 5
"""From this orientation on a picture lies on its side."""
_RESAVE = "Open it in a picture program and save it as PNG or JPEG."


def _problem(
    code: str, message: str, advice: str, place: Place, exit_code: ExitCode = ExitCode.INPUT
) -> Problem:
    return Problem(code, message, advice, place, exit_code=exit_code)


def examine_picture(
    root: Path, file: str, place: Place, width: float = 0, width_place: Place | None = None
) -> list[Problem]:
    """Return what is wrong with a picture as far as its name and header tell. Quick: no pixel is decoded.

    `width` is that in print, in millimetres, and `width_place` where it is written, if that is elsewhere.
    """
    try:
        kind, data = _read(root, file, place, MAX_BYTES + 1)
        return _too_high(file, _header_size(kind, data), width, width_place or place)
    except Refusal as refusal:
        return list(refusal.problems)


def _too_high(file: str, size: tuple[int, int] | None, width: float, place: Place) -> list[Problem]:
    across, down = size or (1, 0)
    high = width * down / across
    if high <= MAX_HEIGHT:
        return []
    message = f"At this width {quote(file)} would be {high:.0f} mm high; the limit is {MAX_HEIGHT} mm"
    narrow = math.floor(MAX_HEIGHT * across / down)
    advice = f"Write a width of at most {narrow}, or crop the picture." if narrow else "Crop the picture."
    return [_problem("too-high", message, advice, place)]


def _header_size(kind: str, data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, the right way up; None for a damaged file."""
    try:
        size, orientation = _png_header(data) if kind == "PNG" else _jpeg_header(data)
    except (struct.error, IndexError):
        return None
    if not all(size):
        return None
    return (size[1], size[0]) if orientation >= _LYING else size


def _png_header(data: bytes) -> tuple[tuple[int, int], int]:
    """Return size and orientation as written in a PNG file (ISO/IEC 15948, 11.2.2; eXIf is an extension)."""
    width, height = struct.unpack_from(">II", data, 16)
    at, orientation = 8, 1
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name == b"eXIf":
            orientation = _orientation(data[at + 8 : at + 8 + length])
        at += 12 + length
    return (width, height), orientation


def _jpeg_header(data: bytes) -> tuple[tuple[int, int], int]:
    """Return size and orientation as written in a JPEG file (ITU-T T.81, B.2.2; EXIF in segment APP1)."""
    at, orientation = 2, 1
    while True:
        while data[at] == 0xFF:  # any number of them may stand before a marker
            at += 1
        marker, (length,) = data[at], struct.unpack_from(">H", data, at + 1)
        if marker == 0xE1 and data[at + 3 : at + 9] == b"Exif\0\0":
            orientation = _orientation(data[at + 9 : at + 1 + length])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 4)
            return (width, height), orientation
        at += 1 + length


def _orientation(exif: bytes) -> int:
    """Return how the picture lies, from the first directory of its EXIF data (EXIF 2.32, 4.6.5)."""
    order = ">" if exif.startswith(b"MM") else "<"
    try:
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, first)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        pass  # damaged EXIF data turns no picture
    return 1


def load_picture(root: Path, file: str, place: Place) -> Image:
    """Return a PNG or JPEG picture of the workspace, rebuilt from its pixels.

    `file` is relative to `root`, with forward slashes; `place` is where it is named, and where
    problems are reported. Raises Refusal: not there (FILES), outside the workspace, of another
    type, too large, animated or damaged.
    """
    kind, data = _read(root, file, place, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        message = f"The picture {quote(file)} is larger than {MAX_BYTES // 1_000_000} MB"
        raise Refusal(_problem("picture-too-large", message, "Save it smaller.", place))
    mode, size, pixels = _decode(kind, data, file, place)
    made = _encode(kind, mode, size, pixels)
    name = f"picture-{hashlib.sha256(made).hexdigest()[:16]}.{'png' if kind == 'PNG' else 'jpg'}"
    return Image(name, made, *size)


def _read(root: Path, file: str, place: Place, count: int) -> tuple[str, bytes]:
    """Return the type of a picture and its first bytes, at most `count`."""
    path = _inside(root, file, place)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refusal(
                _problem("not-a-picture", f"{quote(file)} is not a file", "Name a PNG or JPEG file.", place)
            )
        with path.open("rb") as opened:
            data = opened.read(count)
    except OSError as error:
        raise Refusal(_unreadable(file, error, place)) from error
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return kind, data
    found = next((words for start, words in _OTHERS.items() if data.startswith(start)), "something else")
    message = f"{quote(file)} is not a PNG or JPEG picture but {found}"
    raise Refusal(_problem("not-a-picture", message, _RESAVE, place))


def _inside(root: Path, file: str, place: Place) -> Path:
    parts = PurePosixPath(file).parts
    if not parts or file.startswith("/") or ".." in parts or "\\" in file or ":" in file or "\0" in file:
        advice = (
            "Write the path from the folder of briefgen.yaml, with forward slashes, such as "
            "pictures/logo.png."
        )
        message = f"{quote(file)} is not a path inside the workspace"
        raise Refusal(_problem("outside", message, advice, place))
    path = root.joinpath(*parts)
    try:
        is_inside = path.resolve().is_relative_to(root.resolve())
    except RuntimeError as error:  # what Path.resolve says of links that lead in a circle, up to Python 3.12
        message, advice = f"{quote(file)} is a link that leads in a circle", "Put the picture itself there."
        raise Refusal(_problem("circle", message, advice, place, ExitCode.FILES)) from error
    except OSError as error:
        raise Refusal(_unreadable(file, error, place)) from error
    if not is_inside:
        message = f"{quote(file)} is a link that leads out of the workspace"
        raise Refusal(_problem("outside", message, "Put the picture itself into the workspace.", place))
    return path


def _unreadable(file: str, error: OSError, place: Place) -> Problem:
    if isinstance(error, FileNotFoundError):
        message = f"There is no picture {quote(file)}"
        advice = "Put the file there, or correct the path; it counts from the folder of briefgen.yaml."
        return _problem("no-picture", message, advice, place, ExitCode.FILES)
    message = f"The picture {quote(file)} cannot be read: {(error.strerror or 'unknown reason').lower()}"
    return _problem("unreadable", message, "See that you are allowed to read it.", place, ExitCode.FILES)


# ---- pixels -----------------------------------------------------------------------------------------


def _decode(kind: str, data: bytes, file: str, place: Place) -> tuple[str, tuple[int, int], bytes]:
    """Return colour mode (`L`, `RGB`, `RGBA`), width and height, and the pixels."""
    import PIL.Image

    damaged = _problem("damaged-picture", f"The picture {quote(file)} is damaged", _RESAVE, place)
    try:
        with warnings.catch_warnings(), _whole_files_only():
            warnings.simplefilter("ignore")  # Pillow's own limit on pixels is higher than ours
            opened = PIL.Image.open(io.BytesIO(data), formats=(kind,))
            if opened.width * opened.height > MAX_PIXELS:
                raise Refusal(_too_many_pixels(file, opened.width, opened.height, place))
            if kind == "PNG" and getattr(opened, "is_animated", False):
                message = f"The picture {quote(file)} is animated"
                raise Refusal(_problem("animated-picture", message, "Save one of its frames as PNG.", place))
            opened.load()
            drawn = _plain(opened)
    except PIL.Image.DecompressionBombError as error:
        raise Refusal(_too_many_pixels(file, None, None, place)) from error
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        KeyError,
        IndexError,
        struct.error,
        zlib.error,
    ) as error:
        raise Refusal(damaged) from error
    return drawn.mode, drawn.size, drawn.tobytes()


@contextlib.contextmanager
def _whole_files_only() -> Iterator[None]:
    """Have Pillow refuse torn files; WeasyPrint, once imported, has it fill them up with grey."""
    import PIL.ImageFile

    before = PIL.ImageFile.LOAD_TRUNCATED_IMAGES
    PIL.ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        PIL.ImageFile.LOAD_TRUNCATED_IMAGES = before


def _too_many_pixels(file: str, width: int | None, height: int | None, place: Place) -> Problem:
    size = f" ({width} × {height})" if width and height else ""
    message = f"The picture {quote(file)} has more than {MAX_PIXELS // 1_000_000} million pixels{size}"
    return _problem(
        "picture-too-large", message, "Save it smaller; 2000 pixels are enough for a page.", place
    )


def _plain(opened: PIL.Image.Image) -> PIL.Image.Image:
    """Return the picture the right way up, in sRGB, as `L`, `RGB` or `RGBA`."""
    import PIL.ImageOps

    drawn = _in_srgb(PIL.ImageOps.exif_transpose(opened))
    if drawn.mode in ("I", "F") or drawn.mode.startswith(
        "I;16"
    ):  # 16 bits of grey; convert() would clip them
        drawn = drawn.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    elif drawn.mode in ("1", "L") and not drawn.has_transparency_data:
        drawn = drawn.convert("L")
    elif not drawn.has_transparency_data:
        drawn = drawn.convert("RGB")
    else:
        drawn = _without_hidden_colours(drawn.convert("RGBA"))
    return drawn


def _in_srgb(drawn: PIL.Image.Image) -> PIL.Image.Image:
    import PIL.ImageCms

    profile = drawn.info.get("icc_profile")
    if not profile or drawn.mode not in ("RGB", "RGBA", "CMYK"):
        return drawn
    mode = "RGBA" if drawn.mode == "RGBA" else "RGB"
    try:
        source = PIL.ImageCms.getOpenProfile(io.BytesIO(profile))
        target = PIL.ImageCms.createProfile("sRGB")
        turned = PIL.ImageCms.profileToProfile(drawn, source, target, outputMode=mode)
    except (PIL.ImageCms.PyCMSError, OSError, ValueError):
        return drawn  # a profile that does not fit its picture: browsers leave it aside too
    return turned or drawn


def _without_hidden_colours(drawn: PIL.Image.Image) -> PIL.Image.Image:
    """Blank what is wholly transparent: its colours could hold what somebody erased."""
    import PIL.Image

    blank = PIL.Image.new("RGBA", drawn.size, (0, 0, 0, 0))
    seen = drawn.getchannel("A").point(lambda alpha: 255 if alpha else 0)
    blank.paste(drawn, mask=seen)
    return blank


def _encode(kind: str, mode: str, size: tuple[int, int], pixels: bytes) -> bytes:
    """Write the pixels; a picture made anew from them has no metadata to pass on."""
    import PIL.Image

    made = io.BytesIO()
    image = PIL.Image.frombytes(mode, size, pixels)
    if kind == "PNG":
        image.save(made, "PNG", optimize=False)
    else:
        image.save(made, "JPEG", quality=92, subsampling=0)
    return made.getvalue()
