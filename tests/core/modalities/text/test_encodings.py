import pytest

from mmdesk.core.errors import OptionError
from mmdesk.core.modalities.text.encodings import (
    CODECS,
    OTHERS,
    codec_of,
    decoded,
    encoding_of,
    few_words,
    is_unicode,
    likely_encoding,
    telling,
)

SAID = {
    "Windows-1252": "Großartiges Gerät, läuft schön leise. Très déçu, l'écran était cassé à l'arrivée.",
    "Windows-1250": "Zásilka přišla pozdě a krabice byla poškozená. Skvělý výrobek, běží tiše a příjemně.",
    "Windows-1251": "Посылка пришла поздно, и коробка была повреждена.",
    "KOI8-R": "Посылка пришла поздно, и коробка была повреждена.",
    "Windows-1253": "Το πακέτο έφτασε αργά και το κουτί ήταν κατεστραμμένο.",
    "Windows-1254": "Kargo çok geç geldi ve kutu hasarlıydı. Çok güzel bir ürün, sessiz çalışıyor.",
    "Windows-1255": "החבילה הגיעה מאוחר והקופסה הייתה פגומה.",
    "Windows-1256": "وصلت الشحنة متأخرة وكان الصندوق تالفا.",
    "CP874": "พัสดุมาช้ามากและกล่องเสียหาย",
    "GB18030": "快递太慢了,盒子也坏了。非常好用,声音很小。",
    "Big5": "快遞太慢了,盒子也壞了。非常好用,聲音很小。",
    "Shift-JIS": "配達が遅くて、箱が壊れていました。",
    "EUC-JP": "配達が遅くて、箱が壊れていました。",
    "EUC-KR": "배송이 너무 늦었고 상자가 파손되었습니다.",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_what_is_read_without_being_asked(encoding: str) -> None:
    data = "text\tlabel\nschöner Tag\tgut\n".encode(encoding)
    assert data.decode(encoding_of(data)) == "text\tlabel\nschöner Tag\tgut\n"
    assert decoded(data) == ("text\tlabel\nschöner Tag\tgut\n", encoding_of(data))


@pytest.mark.parametrize("data", [b"", b"a", b"a\0", b"\0\0\0\0", "猫".encode()])
def test_little_tells_nothing(data: bytes) -> None:
    assert encoding_of(data) == "utf-8"


@pytest.mark.parametrize(("name", "words"), SAID.items())
def test_a_sentence_tells_its_encoding(name: str, words: str) -> None:
    data = f"{words}\nplain words\n".encode(CODECS[name])
    assert likely_encoding(data) == name
    assert few_words(data, name)[:5] == words[:5]


@pytest.mark.parametrize(
    "words", ["Möwe", "It’s a cat.", "Temperature 20 °C\nCafé", "label,text\nMüller,Schüssel\n", "niño,1\nniña,2\n", "“really…”"]
)
def test_where_little_is_said_it_is_what_most_people_have(words: str) -> None:
    assert likely_encoding(words.encode("cp1252")) == "Windows-1252"


@pytest.mark.parametrize("words", ["这是一只猫。", "text,label\n狗叫,狗\n", "好", "image,label\n1.png,猫\n2.png,狗\n"])
def test_a_word_of_chinese_is_enough(words: str) -> None:
    assert likely_encoding(words.encode("gb18030")) == "GB18030"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Shift-JIS", "この映画は最高でした"),
        ("Shift-JIS", "猫がかわいい\n" * 5),
        ("Shift-JIS", "\n".join(f"この{one}はかわいいです {number}番" for one in "猫犬" for number in range(9))),
        ("EUC-JP", "猫がかわいい\n" * 5),
        ("EUC-KR", "고양이가 귀여워요\n" * 5),
        ("Big5", "這隻貓很可愛\n" * 5),
        ("GB18030", "这只猫很可爱\n" * 5),
    ],
)
def test_few_different_letters_are_enough(name: str, words: str) -> None:
    assert likely_encoding(words.encode(CODECS[name])) == name


@pytest.mark.parametrize("codec", ["cp1252", "mac-roman", "cp850"])
@pytest.mark.parametrize("words", ["Größe", "text,label\ngröße 1,süß\n", "GRÖSSE ÄNDERN", "Fußgänger überqueren"])
def test_letters_beside_each_other_are_no_chinese(codec: str, words: str) -> None:
    assert likely_encoding(words.encode(codec)) == "Windows-1252"


def test_old_japanese_mail_tells_by_its_escapes() -> None:
    assert decoded("この映画は最高でした\n".encode("iso2022_jp")) == ("この映画は最高でした\n", "iso2022_jp")
    assert encoding_of(b"costs \x1b[1m5$B\x1b[0m") == "utf-8"


def test_what_is_plain_tells_nothing() -> None:
    data = b"text,label\nplain,1\n" * 1000 + "schön,2\n".encode("cp1252")
    assert telling(data) == "schön".encode("cp1252")


def test_utf_8_stays_what_it_is_among_others() -> None:
    assert decoded("schön 猫".encode(), "Windows-1252") == ("schön 猫", "utf-8")
    assert decoded("猫和狗".encode(), "GB18030") == ("猫和狗", "utf-8")
    assert decoded("schön".encode("cp1252"), "windows-1252") == ("schön", "cp1252")
    with pytest.raises(UnicodeDecodeError):
        decoded("schön".encode("cp1252"))
    with pytest.raises(UnicodeDecodeError):
        decoded(b"\x81", "Windows-1252")


def test_a_word_that_is_utf_8_by_accident_is_read_as_was_said() -> None:
    data = "通知".encode("gb18030")
    assert decoded(data)[1] == "utf-8"
    assert decoded(data, "GBK") == ("通知", "gbk")


@pytest.mark.parametrize("name", [*CODECS, *OTHERS, "latin-1", "shift_jis", "gbk"])
def test_encodings_by_the_names_that_people_know(name: str) -> None:
    assert "a".encode(codec_of(name.lower())) == b"a"
    assert not is_unicode(codec_of(name))


@pytest.mark.parametrize("name", ["rot13", "hex", "nonsense", "a\0"])
def test_what_is_no_encoding_is_refused(name: str) -> None:
    with pytest.raises(OptionError, match=r"not a choice for encoding\. Choose one of Windows-1252"):
        codec_of(name)


def test_which_can_hold_everything() -> None:
    assert all(map(is_unicode, ("utf-8", "utf-8-sig", "utf-16-le")))
