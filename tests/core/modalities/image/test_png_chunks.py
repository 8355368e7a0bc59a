import io
import struct
import zlib

from PIL import Image

from mmdesk.core.modalities.image.png_chunks import SIGNATURE, without_ancillary


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def plain() -> bytes:
    file = io.BytesIO()
    Image.new("P", (3, 2), 1).save(file, "PNG", transparency=0)
    return file.getvalue()


def test_what_tells_no_pixels_is_left_out() -> None:
    data = plain()
    odd = data[:33] + chunk(b"iCCP", b"odd") + chunk(b"tEXt", b"a\0b") + data[33:] + b"behind its end"
    made = without_ancillary(io.BytesIO(odd))
    assert made is not None
    assert made.getvalue() == data
    with Image.open(made) as image:
        assert "transparency" in image.info


def test_where_nothing_is_to_be_left_out_there_is_no_copy() -> None:
    assert without_ancillary(io.BytesIO(plain())) is None
    assert without_ancillary(io.BytesIO(SIGNATURE)) is None


def test_how_the_camera_was_held_stays_if_it_is_whole() -> None:
    data = plain()
    for content, kept in ((chunk(b"eXIf", b"MM"), True), (chunk(b"eXIf", b"MM")[:-1] + b"x", False)):
        made = without_ancillary(io.BytesIO(data[:33] + content + chunk(b"tIME", b"1") + data[33:]))
        assert made is not None
        assert (b"eXIf" in made.getvalue()) == kept
