from datetime import date

import pytest

from yearlight.keepsakes.named import date_in_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IMG-20200926-WA0007.jpg", "2020-09-26"),
        ("IMG_20200926_101112.jpg", "2020-09-26"),
        ("PXL_20230704_081512345.jpg", "2023-07-04"),
        ("2019-05-02 14.33.10.jpg", "2019-05-02"),
        ("Screenshot_2021.02.03.png", "2021-02-03"),
        ("1974-11 mum and dad.jpg", "1974-11"),
        ("1974 mum and dad.jpg", "1974"),
        ("1974_Großmutter.jpg", "1974"),
        ("2039-05-02.jpg", ""),
        ("2018-02-30 lake.jpg", "2018-02"),
        ("1974 (2).jpg", ""),
        ("IMG_2019.jpg", ""),
        ("DSC01974.jpg", ""),
        ("120200926.jpg", ""),
        ("Scan_undated.jpg", ""),
        ("", ""),
    ],
)
def test_date_in_a_file_name_is_as_exact_as_the_name(name: str, expected: str) -> None:
    assert date_in_name(name, today=date(2026, 11, 3)) == expected
