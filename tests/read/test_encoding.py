"""Each encoding is recognised by what a small file holds, and its text comes back; what is doubtful is refused."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import because
from thidua.read.encoding import Encoding, Undecodable, as_utf8, converted, recognised, surveyed
from thidua.read.legacy import TCVN3, VNI, reads_as_vietnamese, shown

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
MARKED = [letter for letter in LETTERS if not letter.isascii()]
ALL_134 = MARKED + [letter.upper() for letter in MARKED] + list("aeiouyAEIOUY") + ["d", "D"]
BASE_CAPITALS = "ĂÂÊÔƠƯĐ"
TONES = "\u0300\u0301\u0303\u0309\u0323"
NAMES = (
    "Huyện Ba Tri", "Thị trấn Tiệm Tôm", "Xã Tân Mỹ", "Xã Mỹ Hòa", "Xã Tân Xuân", "Xã Mỹ Chánh", "Xã Bảo Thạnh",
    "Xã An Phú Trung", "Xã Mỹ Thạnh", "Xã Mỹ Nhơn", "Xã Phước Ngãi", "Xã An Ngãi Trung", "Xã Phú Lễ",
    "Xã An Bình Tây", "Xã Bảo Thuận", "Xã Tân Hưng", "Xã An Hiệp", "Xã Vĩnh Hòa", "Xã Tân Thủy", "Xã Vĩnh An",
    "Xã An Đức", "Tỉnh Bến Tre", "Thành phố Cần Thơ", "Quận Ninh Kiều", "Phường Thới Bình", "Văn phòng Huyện ủy",
    "Ban Tổ chức", "Ban Tuyên giáo", "Ủy ban Kiểm tra", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên",
    "Hội Cựu chiến binh", "Công an huyện", "Trường Tiểu học Phú Ngãi", "Trạm Y tế xã", "Phòng Giáo dục và Đào tạo",
    "Nguyễn Văn Mẫu", "Trần Thị Ví Dụ", "Cải cách hành chính", "Giảm nghèo bền vững",
)  # fmt: skip
SYLLABLES = "nghiêng Gì giếng quốc Quyển KHUYẾT HUYệN hòa hoà thuỷ của Ước Đắk đạt y Ý ươm ghế kỷ"
NO_SYLLABLES = "Müller café ghà ngế cế đat đàt hòà Xă BƠn ꞓ × ngàn3 Zoé Tợo Nguyễnn"
WRITTEN_IN_TCVN3 = {letter: written for written, letter in TCVN3.letters.items()}
WRITTEN_IN_VNI = {letter: written for written, letter in VNI.letters.items() if written.islower() == letter.islower()}


def in_tcvn3(text):
    """A capital that has no byte is a small letter in a font of capitals."""
    return "".join(WRITTEN_IN_TCVN3.get(c) or WRITTEN_IN_TCVN3.get(c.lower(), c) for c in text)


def in_vni(text):
    return "".join(WRITTEN_IN_VNI.get(c, c) for c in text)


def in_cp1258(text):
    """The tone stands after its letter, as Windows keyboards write it."""
    written = ""
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        written += base + "".join(part for part in parts if part in TONES)
    return written.encode("cp1258")


BYTES = {
    Encoding.UTF8: str.encode,
    Encoding.UTF16LE: lambda text: text.encode("utf-16-le"),
    Encoding.UTF16BE: lambda text: text.encode("utf-16-be"),
    Encoding.CP1258: in_cp1258,
    Encoding.TCVN3: lambda text: in_tcvn3(text).encode("latin-1"),
    Encoding.VNI: lambda text: in_vni(text).encode("latin-1"),
}
MISREAD = {
    "text-tcvn3": BYTES[Encoding.TCVN3],
    "text-vni": BYTES[Encoding.VNI],
}
SAVED_AS_UTF8 = {
    "text-tcvn3": lambda text: in_tcvn3(text).encode(),
    "text-vni": lambda text: in_vni(text).encode(),
    "text-twice-encoded": lambda text: shown(text.encode()).encode(),
}
ACCEPTED = (Encoding.UTF8, Encoding.UTF16LE, Encoding.UTF16BE, Encoding.CP1258)
BOMS = {Encoding.UTF8: b"\xef\xbb\xbf", Encoding.UTF16LE: b"\xff\xfe", Encoding.UTF16BE: b"\xfe\xff"}
LISTS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=60)
LINES = st.lists(st.text(alphabet=LETTERS + 'ABC 0123,;"-', max_size=12), max_size=8)
BREAKS = st.sampled_from(["\n", "\r\n", "\r"])
SAID = {  # as the published converters between the charsets print them
    "Cộng hòa xã hội chủ nghĩa Việt Nam": (
        "Céng hßa x· héi chñ nghÜa ViÖt Nam",
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
    ),
    "Độc lập - Tự do - Hạnh phúc": ("§éc lËp - Tù do - H¹nh phóc", "Ñoäc laäp - Töï do - Haïnh phuùc"),
    "Tỉnh Bến Tre": ("TØnh BÕn Tre", "Tænh Beán Tre"),
    "Quyết định của Bộ trưởng": ("QuyÕt ®Þnh cña Bé tr\xadëng", "Quyeát ñònh cuûa Boä tröôûng"),
}


def table(*names):
    return "code,name\n" + "".join(f"X-{at},{name}\n" for at, name in enumerate(names, 1))


def read(data, encoding):
    with as_utf8(io.BytesIO(data), encoding) as text:
        return text.read().decode()


def outcome(data, encoding):
    try:
        return read(data, encoding).removeprefix("\ufeff")
    except Undecodable as refused:
        return refused


def test_the_tables_have_every_vietnamese_letter_once():
    small_and_base = set(MARKED) | set(BASE_CAPITALS)
    assert set(TCVN3.letters.values()) == small_and_base
    assert len(TCVN3.letters) == len(small_and_base) == 74
    assert set(VNI.letters.values()) == {letter for letter in ALL_134 if not letter.isascii()}
    assert len(WRITTEN_IN_VNI) == len(set(WRITTEN_IN_VNI.values())) == 134
    assert (len(MARKED), len(set(ALL_134))) == (67, 148)


@pytest.mark.parametrize("letter", ALL_134)
def test_every_letter_comes_back_from_both_tables(letter):
    assert VNI.read(in_vni(letter)) == letter
    has_byte = letter in WRITTEN_IN_TCVN3 or letter.isascii()
    assert TCVN3.read(in_tcvn3(letter)) == (letter if has_byte else letter.lower())


@pytest.mark.parametrize("text", SAID)
def test_published_samples_read_as_they_should(text):
    tcvn3, vni = SAID[text]
    for encoding, written in ((Encoding.TCVN3, tcvn3), (Encoding.VNI, vni)):
        for raw in (written.encode("latin-1"), written.encode()):
            assert converted(raw, encoding) == text
            assert recognised(raw).code == f"text-{encoding}"


def test_a_mark_of_vni_takes_the_case_of_its_vowel():
    assert converted("AØ Aø aØ".encode("latin-1"), Encoding.VNI) == "À À à"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ACCEPTED)
def test_a_file_of_one_name_is_recognised(name, encoding):
    assert recognised(BYTES[encoding](table(name))) is encoding


@pytest.mark.parametrize("name", [name for name in NAMES if not name.isascii()])
@pytest.mark.parametrize("written", [*MISREAD.items(), *SAVED_AS_UTF8.items()], ids=lambda pair: pair[0])
def test_one_name_in_an_old_encoding_is_recognised_and_refused(name, written):
    code, encode = written
    found = recognised(encode(table(name)))
    assert (found.code, found.facts["line"]) == (code, 2)
    assert found.facts["reads"].lower() in name.lower()


@given(LISTS, st.sampled_from(ACCEPTED))
def test_a_list_of_names_is_recognised_and_comes_back(names, encoding):
    data = BYTES[encoding](table(*names))
    assert recognised(data) is encoding
    assert read(data, encoding) == table(*names)


@given(LISTS, st.sampled_from(sorted(SAVED_AS_UTF8)))
def test_a_list_of_names_in_an_old_encoding_is_refused(names, code):
    for encode in (SAVED_AS_UTF8[code], MISREAD.get(code, SAVED_AS_UTF8[code])):
        assert recognised(encode(table(*names))).code == code


@given(LISTS, st.sampled_from([Encoding.TCVN3, Encoding.VNI]))
def test_a_list_of_names_in_an_old_encoding_is_converted_when_asked(names, encoding):
    text = table(*names)
    written = BYTES[encoding](text).decode("latin-1")
    for data in (
        written.encode("latin-1"),
        written.encode(),
        BOMS[Encoding.UTF8] + written.encode(),
        written.encode("utf-16"),
        unicodedata.normalize("NFD", written).encode("utf-16-be"),
    ):
        found = read(data, encoding)
        assert found == text if encoding is Encoding.VNI else found.casefold() == text.casefold()


@given(LINES, BREAKS, st.sampled_from([e for e in Encoding if e is not Encoding.TCVN3]), st.booleans())
def test_any_text_comes_back_with_its_line_breaks(lines, line_break, encoding, has_bom):
    text = line_break.join(lines)
    data = (BOMS.get(encoding, b"") if has_bom else b"") + BYTES[encoding](text)
    found = outcome(data, encoding)
    assert found == text or found.reason.code == "text-already-unicode"


@given(st.binary(max_size=200), st.sampled_from(Encoding))
def test_any_bytes_are_recognised_or_refused_and_converted_or_refused(data, encoding):
    assert recognised(data) == recognised(data)
    surveyed(io.BytesIO(data))
    if encoding is not Encoding.UTF8:
        found = outcome(data, encoding)
        assert isinstance(found, str) or 1 <= found.line <= 1 + data.count(b"\n") + data.count(b"\r")


@pytest.mark.parametrize("data", [b"", b"code,name\n", b"name\nan,\0\n", "Łódź, Müller, Café, 5 µm × 3 · §".encode()])
def test_ascii_and_any_other_utf8_is_utf8(data):
    assert recognised(data) is Encoding.UTF8
    assert surveyed(io.BytesIO(data)) is Encoding.UTF8


@pytest.mark.parametrize("encoding", BOMS)
def test_a_byte_order_mark_tells_the_encoding(encoding):
    assert recognised(BOMS[encoding]) is encoding
    assert recognised(BOMS[encoding] + "Xã".encode(encoding)) is encoding


def test_a_sample_may_end_within_a_letter():
    data = table("Xã Mỹ Hòa").encode()
    assert {recognised(data[:end]) for end in range(len(data))} == {Encoding.UTF8}
    wide = table("Xã Mỹ Hòa").encode("utf-16-le")
    assert {recognised(wide[:end]) for end in range(20, len(wide))} == {Encoding.UTF16LE}


def test_a_file_that_ends_within_a_letter_of_utf8_is_not_utf8():
    assert recognised(b"name\nCao L\xea") is Encoding.UTF8
    assert surveyed(io.BytesIO(b"name\nCao L\xea")).code == "text-encoding-unknown"
    assert surveyed(io.BytesIO("name\nĐức, Mỹ, cũ, X".encode() + b"\xc3")) is Encoding.UTF8


def test_decomposed_text_is_told_by_its_zeros_too():
    assert recognised(unicodedata.normalize("NFD", table(*NAMES)).encode("utf-16-le")) is Encoding.UTF16LE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"name\nB\xd8\xd9", because("text-encoding-unknown", line=2, byte="0xD8", position=2)),
        (b"name\r\r\nX\xe3\n", because("text-encoding-unknown", line=3, byte="0xE3", position=2)),
        ("name\nMã\n".encode("cp1252"), because("text-encoding-unknown", line=2, byte="0xE3", position=2)),
        (
            "name\nBình, Mỹ".encode("cp1252", "replace"),
            because("text-encoding-unknown", line=2, byte="0xEC", position=2),
        ),
        ("name\nXã Nguy?n, Bình".encode("cp1252"), because("text-letters-lost", line=2, text="Nguy?n")),
        ("name\nXã Mỹ".encode("utf-32"), because("text-encoding-unknown", line=1, byte="0xFF", position=1)),
        (b"name\nB\xd5n\n", because("text-tcvn3", line=2, text="BÕn", reads="Bến")),
        ("name\nX, Beán\n".encode("latin-1"), because("text-vni", line=2, text="Beán", reads="Bến")),
        ("name\nTá»‰nh\n".encode(), because("text-twice-encoded", line=2, text="Tá»‰nh", reads="Tỉnh")),
    ],
)
def test_what_is_refused_says_where_and_why(data, reason):
    assert recognised(data) == reason


def test_utf8_with_a_damaged_byte_is_left_to_the_reader_of_lines():
    assert recognised(table(*NAMES).encode() + b"\xff\n") is Encoding.UTF8


def test_what_tells_the_encoding_may_come_late():
    ascii_lines = "X-1,An Phu\r\n" * 30_000
    late = io.BytesIO(ascii_lines.encode() + in_cp1258("X-2,Xã Mỹ Hòa\r\n") + ascii_lines.encode())
    assert surveyed(late) is Encoding.CP1258
    assert late.tell() == 0
    assert read(late.getvalue(), Encoding.CP1258) == ascii_lines + "X-2,Xã Mỹ Hòa\r\n" + ascii_lines
    vni = ascii_lines.encode() + in_vni("X-2,Mỹ Hòa").encode("latin-1")
    assert surveyed(io.BytesIO(vni)) == because("text-vni", line=30_001, text="Myõ", reads="Mỹ")


def test_utf8_is_given_as_it_is_from_its_beginning():
    stream = io.BytesIO(BOMS[Encoding.UTF8] + b"name\n")
    stream.read()
    assert as_utf8(stream, Encoding.UTF8) is stream
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("data", "encoding", "line", "reason"),
    [
        (b"a\nX\xd9\n", Encoding.TCVN3, 2, because("text-not-encoding", encoding="tcvn3", byte="U+00D9", position=2)),
        (b"a\rb\rX\xc7", Encoding.VNI, 3, because("text-not-encoding", encoding="vni", byte="U+00C7", position=2)),
        (b"a\r\nbc\x8d", Encoding.CP1258, 2, because("text-not-encoding", encoding="cp1258", byte="0x8D", position=3)),
        (
            "aé\nX".encode("utf-16-le") + b"\x00\xd8\n\x00",
            Encoding.UTF16LE,
            2,
            because("text-not-encoding", encoding="utf-16-le", byte="0x00", position=2),
        ),
        (
            "xe nµo\nB\u1ebfn BÕn".encode(),
            Encoding.TCVN3,
            2,
            because("text-not-encoding", encoding="tcvn3", byte="U+1EBF", position=2),
        ),
        (
            "name\nXã Mỹ Hòa".encode(),
            Encoding.TCVN3,
            1,
            because("text-already-unicode", encoding="tcvn3", found="utf-8"),
        ),
        (
            "name\nXã Mỹ Hòa".encode("utf-16"),
            Encoding.CP1258,
            1,
            because("text-already-unicode", encoding="cp1258", found="utf-16-le"),
        ),
        (b"a\n" + b"x" * (1 << 20), Encoding.VNI, 2, because("line-too-long", most=1 << 20)),
        (("a" * (1 << 20)).encode("utf-16"), Encoding.UTF16LE, 1, because("line-too-long", most=1 << 20)),
    ],
)  # fmt: skip
def test_text_that_is_not_in_the_encoding_asked_for_is_refused(data, encoding, line, reason):
    with pytest.raises(Undecodable) as refused:
        read(data, encoding)
    assert (refused.value.line, refused.value.reason) == (line, reason)


def test_the_byte_0a_within_a_wide_letter_ends_no_line():
    text = "Ċ\u0a0a\u0a41,Ā\u0a0aX\nb\r\n"
    for encoding in (Encoding.UTF16LE, Encoding.UTF16BE):
        assert read(text.encode(encoding), encoding) == text


def test_two_bytes_that_happen_to_be_utf8_are_read_as_the_encoding_asked_for():
    assert converted(b"hay \xd6\xa0", Encoding.TCVN3) == "hay ệ\xa0"


def test_a_line_is_given_in_nfc():
    assert converted(unicodedata.normalize("NFD", "Mỹ").encode(), Encoding.UTF8) == "Mỹ"
    assert converted(b"M\xff", Encoding.UTF8) == because("text-not-encoding", encoding="utf-8", byte="0xFF", position=2)


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_a_syllable_reads_as_vietnamese(word):
    assert reads_as_vietnamese(word)
    assert reads_as_vietnamese(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", NO_SYLLABLES.split())
def test_another_word_does_not(word):
    assert not reads_as_vietnamese(word)
