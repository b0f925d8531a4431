"""What looks like an identity number, and what does not; whether a text names a person."""

import pytest

from thidua.domain.identity import identity_number, names_person

IDENTITY = {
    "079201001234": "079•••••••••",
    "CCCD 079 201 001 234.": "079•••••••••",
    "CCCD: 0792-0100-1234, cấp 2021": "079•••••••••",
    "079.201.001.234": "079•••••••••",
    "079201 001234": "079•••••••••",
    "079\u00a0201\u00a0001\u00a0234": "079•••••••••",
    "0 7 9 2 0 1 0 0 1 2 3 4": "079•••••••••",
    "079201001234 hộ khẩu Ba Tri": "079•••••••••",
    "Nguyễn Văn Mẫu (079201001234)": "079•••••••••",
    "120000000000": "120•••••••••",
    "123456789": "123••••••",
    "CMND 123 456 789": "123••••••",
    "CMND 123-456-789": "123••••••",
    "012345678": "012••••••",
}
NONE = (
    "",
    "60 ha, 20 tàu",
    "0912345678",
    "0912 345 678",
    "0912.345.678",
    "02753822123",
    "+84912345678",
    "+84 912 345 678",
    "(+84) 912345678",
    "120.000.000.000",
    "120,000,000,000",
    "123.456.789",
    "120000000 đồng",
    "120000000đ",
    "150 000 000 đồng",
    "100000000000 VND",
    "250000000 m²",
    "2021 2022 2023",
    "12.10.2024 5",
    "01/01/2024 31/12/2024",
    "2024-03-31 2024-04",
    "12345678",
    "1234567890123",
    "01234567890123456",
)


@pytest.mark.parametrize("text", IDENTITY)
def test_a_number_of_nine_or_twelve_digits_looks_like_an_identity_number(text: str) -> None:
    assert identity_number(text) == IDENTITY[text]


@pytest.mark.parametrize("text", NONE)
def test_telephones_amounts_and_dates_do_not_look_like_identity_numbers(text: str) -> None:
    assert identity_number(text) is None


@pytest.mark.parametrize(
    ("text", "name", "is_named"),
    [
        ("theo đơn của bà Nguyễn  Thị MẪU, ấp 1", "Nguyễn Thị Mẫu", True),
        ("xã An Hoà", "An Hòa", True),
        ("Nguyễn Thị Mẫux", "Nguyễn Thị Mẫu", False),
        ("văn bản", "An", False),
        ("Nguyễn Mẫu", "Nguyễn Thị Mẫu", False),
        ("", "Mẫu", False),
        ("Mẫu", "", False),
    ],
)
def test_a_text_names_a_person_when_it_has_the_whole_name(text: str, name: str, *, is_named: bool) -> None:
    assert names_person(text, name) is is_named
