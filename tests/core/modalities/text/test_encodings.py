import pytest

from mmdesk.core.modalities.text.encodings import encoding_of, likely_encoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_is_read_without_being_asked(encoding: str) -> None:
    data = "text\tlabel\nschöner Tag\tgut\n".encode(encoding)
    assert data.decode(encoding_of(data)) == "text\tlabel\nschöner Tag\tgut\n"


@pytest.mark.parametrize("data", [b"", b"a", b"a\0", b"\0\0\0\0", "猫".encode()])
def test_little_tells_nothing(data: bytes) -> None:
    assert encoding_of(data) == "utf-8"


def test_what_else_it_may_be() -> None:
    assert likely_encoding("这是一只猫。".encode("gb18030")) == "GB18030"
    assert likely_encoding("schöne Größe, déjà vu".encode("cp1252")) == "Windows-1252"
    assert likely_encoding("Möwe".encode("latin-1")) == "Windows-1252"
    assert likely_encoding("text,label\n狗叫,狗\n".encode("gb18030")) == "GB18030"
