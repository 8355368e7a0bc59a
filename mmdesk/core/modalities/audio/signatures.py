"""How sounds and videos begin (magic numbers), and what stands before the sound itself."""

import os

from mmdesk.core.files import OpenFile

SIGNATURES = (
    b"fLaC", b"OggS", b"ID3", b"RF64", b"riff", b"caff", b".snd", b"\x1aE\xdf\xa3", b"0&\xb2u\x8ef\xcf\x11", b"FLV\1", b"#!AMR",
    b"MAC ", b"TTA1", b"wvpk", b"DSD ", b"MPCK", b"MP+", b"\0\0\1\xba", b"\x0bw",
)  # fmt: skip
_MOVIE_ATOMS = (b"ftyp", b"moov", b"mdat", b"wide")


def looks_like_sound(head: bytes) -> bool:
    """Whether the beginning of a file carries the signature of a sound or of a video."""
    return (
        head.startswith(SIGNATURES)
        or (head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI "))
        or (head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC", b"8SVX"))
        or head[4:8] in _MOVIE_ATOMS
        or (head[:1] == b"G" and head[188:189] == b"G" and head[376:377] == b"G")
        or _starts_mpeg_frame(head)
    )


def _starts_mpeg_frame(head: bytes) -> bool:
    """Whether an MP3 (layer II or III) or AAC (ADTS) frame comes first: 11 or 12 set bits, then version and layer."""
    if len(head) < 3 or head[0] != 0xFF:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if head[1] >= 0xF0 and layer == 0:
        return True
    return head[1] >= 0xE0 and version != 1 and layer in (1, 2) and head[2] >> 4 not in (0, 15)


def start_of(file: OpenFile) -> int | None:
    """Where the sound begins, after the notes (ID3v2) that some programs put before it; None if it is MP3 or AAC."""
    head, start = file.head, 0
    if head.startswith(b"ID3") and len(head) > 9:
        start = 10 + sum((byte & 127) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        file.file.seek(start)
        head = file.file.read(12)
        file.file.seek(0)
        if not looks_like_sound(head):
            return None
    return None if _starts_mpeg_frame(head) else start


def is_unfinished(file: OpenFile) -> bool:
    """Whether it is a WAV whose program died before it wrote how long the sound is."""
    head = file.head
    place = head.find(b"data", 12)
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE" or place < 0:
        return False
    told = int.from_bytes(head[4:8], "little") + 8
    return head[place + 4 : place + 8] == bytes(4) and told < os.fstat(file.file.fileno()).st_size
