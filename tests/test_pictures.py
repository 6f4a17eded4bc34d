"""Pictures are rebuilt from their pixels: nothing else of a file comes through."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import PIL.ExifTags
import PIL.Image
import PIL.ImageCms
import PIL.PngImagePlugin
import pytest

from briefgen.document import Image
from briefgen.pictures import MAX_BYTES, examine_picture, load_picture
from briefgen.places import Place
from briefgen.problems import ExitCode, Refusal

HERE = Place("briefings/organisations.yaml", 5, 13, "organisations[0].logo.file", 8)


def drawn(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> PIL.Image.Image:
    picture = PIL.Image.new(mode, size)
    first: float | tuple[int, ...] = 1 if mode in ("P", "1") else 255 if mode == "L" else (255,) * len(mode)
    picture.putpixel((0, 0), first)
    return picture


def saved(root: Path, name: str, picture: PIL.Image.Image, kind: str, **options: Any) -> Image:
    picture.save(root / name, kind, **options)
    return load_picture(root, name, HERE)


def pixels(image: Image) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(image.data))


def refusal(root: Path, name: str) -> tuple[str, str]:
    with pytest.raises(Refusal) as refused:
        load_picture(root, name, HERE)
    (problem,) = refused.value.problems
    assert problem.place == HERE
    assert str(root) not in problem.message + problem.advice
    return problem.code, problem.message


def secrets() -> PIL.Image.Exif:
    exif = PIL.Image.Exif()
    exif[PIL.ExifTags.Base.Artist] = "SECRET-artist"
    exif[PIL.ExifTags.Base.Orientation] = 6
    exif.get_ifd(PIL.ExifTags.IFD.GPSInfo).update({1: "N", 2: (11.0, 22.0, 33.0), 29: "SECRET-gps"})
    return exif


def test_nothing_of_a_photo_comes_through_but_what_one_sees(tmp_path: Path) -> None:
    image = saved(
        tmp_path,
        "SECRET-name.jpg",
        drawn(),
        "JPEG",
        exif=secrets(),
        comment=b"SECRET-comment",
        xmp=b"SECRET-xmp",
    )
    source = (tmp_path / "SECRET-name.jpg").read_bytes()
    assert source.count(b"SECRET") == 4

    assert b"SECRET" not in image.data
    assert b"Exif" not in image.data
    assert not pixels(image).getexif()
    assert image.name.startswith("picture-")
    assert image.name.endswith(".jpg")
    assert (image.width, image.height) == (20, 40)  # turned as the camera said


def test_nothing_of_a_png_comes_through_but_what_one_sees(tmp_path: Path) -> None:
    notes = PIL.PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET-text")
    notes.add_itxt("XML:com.adobe.xmp", "SECRET-xmp")
    image = saved(tmp_path, "a.png", drawn(), "PNG", pnginfo=notes, exif=secrets(), dpi=(300, 300))
    (tmp_path / "a.png").write_bytes((tmp_path / "a.png").read_bytes() + b"SECRET-tail")
    again = load_picture(tmp_path, "a.png", HERE)

    chunks = []
    at = 8
    while at < len(again.data):
        length, kind = struct.unpack(">I4s", again.data[at : at + 8])
        chunks.append(kind)
        at += length + 12
    assert set(chunks) == {b"IHDR", b"IDAT", b"IEND"}
    assert again == image


def test_what_was_erased_stays_erased(tmp_path: Path) -> None:
    picture = PIL.Image.new("RGBA", (2, 1), (200, 100, 50, 0))
    picture.putpixel((1, 0), (200, 100, 50, 255))
    image = saved(tmp_path, "a.png", picture, "PNG")

    assert pixels(image).getpixel((0, 0)) == (0, 0, 0, 0)
    assert pixels(image).getpixel((1, 0)) == (200, 100, 50, 255)


@pytest.mark.parametrize(
    ("mode", "kind", "result"),
    [
        ("RGB", "PNG", "RGB"),
        ("RGBA", "PNG", "RGBA"),
        ("L", "PNG", "L"),
        ("LA", "PNG", "RGBA"),
        ("1", "PNG", "L"),
        ("P", "PNG", "RGB"),
        ("L", "JPEG", "L"),
        ("CMYK", "JPEG", "RGB"),
    ],
)
def test_colours_become_plain_ones(tmp_path: Path, mode: str, kind: str, result: str) -> None:
    image = saved(tmp_path, "a", drawn(mode), kind)

    assert pixels(image).mode == result
    assert pixels(image).format == kind


def test_sixteen_bits_of_grey_are_not_clipped(tmp_path: Path) -> None:
    image = saved(tmp_path, "a.png", PIL.Image.new("I;16", (1, 1), 0x8000), "PNG")

    assert pixels(image).getpixel((0, 0)) == 128


def test_a_colour_profile_is_applied_and_left_out(tmp_path: Path) -> None:
    profile = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()
    image = saved(tmp_path, "a.png", drawn(), "PNG", icc_profile=profile)

    assert pixels(image).info == {}
    assert pixels(image).getpixel((0, 0)) == (255, 255, 255)


def test_the_same_picture_gives_the_same_bytes_under_any_name(tmp_path: Path) -> None:
    assert saved(tmp_path, "a.jpg", drawn(), "JPEG") == saved(tmp_path, "b.jpg", drawn(), "JPEG")


# ---- refusals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"GIF89a", "a GIF picture"),
        (b"PK\x03\x04", "a Word, Excel or zip file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        (b"", "something else"),
    ],
)
def test_a_renamed_file_is_recognised(tmp_path: Path, data: bytes, found: str) -> None:
    (tmp_path / "logo.png").write_bytes(data)

    assert refusal(tmp_path, "logo.png") == (
        "not-a-picture",
        f"“logo.png” is not a PNG or JPEG picture but {found}",
    )
    assert [problem.code for problem in examine_picture(tmp_path, "logo.png", HERE)] == ["not-a-picture"]


def test_a_missing_picture(tmp_path: Path) -> None:
    (problem,) = examine_picture(tmp_path, "logo.png", HERE)

    assert (problem.code, problem.message, problem.exit_code) == (
        "no-picture",
        "There is no picture “logo.png”",
        ExitCode.FILES,
    )


@pytest.mark.parametrize(
    "name", ["../a.png", "/etc/a.png", "C:/a.png", "a\\b.png", "file:///a.png", "x/../../a.png"]
)
def test_paths_out_of_the_workspace_are_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, name)[0] == "outside"


def test_a_link_out_of_the_workspace_is_refused_and_one_inside_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    drawn().save(tmp_path / "a.png")
    (root / "a.png").symlink_to(tmp_path / "a.png")
    (root / "circle.png").symlink_to(root / "circle.png")
    drawn().save(root / "b.png")
    (root / "c.png").symlink_to(root / "b.png")

    assert refusal(root, "a.png")[0] == "outside"
    assert refusal(root, "circle.png") == ("circle", "“circle.png” is a link that leads in a circle")
    assert load_picture(root, "c.png", HERE) == load_picture(root, "b.png", HERE)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    for side in (20_000, 2**31 - 1):
        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100)))
        (tmp_path / "a.png").write_bytes(data)
        assert refusal(tmp_path, "a.png")[0] == "picture-too-large"


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    drawn().save(tmp_path / "a.png")
    with (tmp_path / "a.png").open("ab") as file:
        file.truncate(MAX_BYTES + 1)

    assert refusal(tmp_path, "a.png") == ("picture-too-large", "The picture “a.png” is larger than 20 MB")


@pytest.mark.parametrize("lenient", [False, True])
def test_a_torn_picture_is_damaged(tmp_path: Path, lenient: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", lenient)  # as WeasyPrint leaves it
    for kind in ("PNG", "JPEG"):
        noise = PIL.Image.effect_noise((200, 200), 80)
        noise.save(tmp_path / "whole", kind)
        whole = (tmp_path / "whole").read_bytes()
        for length in (9, 30, len(whole) // 2):
            (tmp_path / "torn").write_bytes(whole[:length])
            assert refusal(tmp_path, "torn") == ("damaged-picture", "The picture “torn” is damaged")


def test_an_animated_picture_is_refused(tmp_path: Path) -> None:
    drawn().save(tmp_path / "a.png", save_all=True, append_images=[PIL.Image.new("RGB", (40, 20), "red")])

    assert refusal(tmp_path, "a.png") == ("animated-picture", "The picture “a.png” is animated")


# ---- height in print ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("orientation", [None, 1, 3, 6, 8])
def test_the_header_tells_the_size_that_decoding_finds(
    tmp_path: Path, kind: str, orientation: int | None
) -> None:
    exif = PIL.Image.Exif()
    if orientation:
        exif[PIL.ExifTags.Base.Orientation] = orientation
    made = saved(tmp_path, "a", drawn(size=(40, 25)), kind, exif=exif)
    high = 200 * made.height / made.width

    (problem,) = examine_picture(tmp_path, "a", HERE, 200)

    assert problem.message == f"At this width “a” would be {high:.0f} mm high; the limit is 100 mm"


def test_a_picture_too_high_for_a_letterhead_is_refused(tmp_path: Path) -> None:
    where = Place("briefings/organisations.yaml", 7, 14)
    drawn(size=(40, 80)).save(tmp_path / "tall.png")
    drawn(size=(4, 4000)).save(tmp_path / "line.png")

    assert examine_picture(tmp_path, "tall.png", HERE, 50, where) == []
    (tall,) = examine_picture(tmp_path, "tall.png", HERE, 60, where)
    (line,) = examine_picture(tmp_path, "line.png", HERE, 60, where)
    assert (tall.message, tall.advice, tall.place) == (
        "At this width “tall.png” would be 120 mm high; the limit is 100 mm",
        "Write a width of at most 50, or crop the picture.",
        where,
    )
    assert line.advice == "Crop the picture."


@pytest.mark.parametrize("kept", range(8, 60, 3))
def test_a_torn_header_is_left_to_decoding(tmp_path: Path, kept: int) -> None:
    for kind, name in (("PNG", "a.png"), ("JPEG", "a.jpg")):
        drawn().save(tmp_path / name, kind)
        (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:kept])

        assert examine_picture(tmp_path, name, HERE, 30) == []
