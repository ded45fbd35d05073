"""A care package by its code or by the name that people write."""

import pytest

from services.migration.domain.rights.codes import PACKAGE_CODES, package_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("754", "754"),
        ("ZZP 754", "754"),
        ("5VV", "754"),
        ("VV 5", "754"),
        ("zzp 5 vv", "754"),
        ("10VV", "759"),
        ("9a VV", "190"),
        ("9VV B", "191"),
        ("9VV", "758"),
        ("4C", "866"),
        ("4GGZ-C", "866"),
        ("GGZ-4C", "866"),
        ("ZZP GGZ 4C", "866"),
        ("4C GGZ", "866"),
        ("3GGZ-C", "764"),
        ("GGZ C 3", "764"),
        ("4B", "766"),
        ("3GGZ B", "864"),
        ("2LVG", "781"),
        ("1SGLVG", "790"),
        ("2VG", "802"),
        ("7LG", "832"),
        ("3ZGvis", "844"),
        ("ZG visueel 3", "844"),
        ("4ZGaud", "856"),
        ("ZZPX", "998"),
        ("ZZP0", "999"),
    ],
)
def test_a_package_is_known_by_code_and_by_name(written: str, code: str) -> None:
    assert package_code(written) == code


@pytest.mark.parametrize("written", ["", "11VV", "7C", "8GGZ-B", "2SGLVG", "C", "VV", "0VV", "5", "ZZP", "123", "997"])
def test_what_names_no_package_stays_as_it_was_written(written: str) -> None:
    assert package_code(written) == written
    assert written not in PACKAGE_CODES
