"""Which delivery was made first, as two manifests say it."""

from datetime import date

import pytest

from services.intake.domain.mapping.moments import day_made, latest_of, made_before, made_on_earlier_day

ORDER = [
    # one, the other, made before it, made on an earlier day
    ("2014-11-01", "2014-11-02", True, True),
    ("2014-11-02", "2014-11-01", False, False),
    ("2014-11-01T23:00:00+01:00", "2014-11-02", True, True),
    ("2014-11-01T09:00:00+01:00", "2014-11-01T10:00:00+01:00", True, False),
    ("2014-11-01T10:00:00+01:00", "2014-11-01T09:30:00Z", True, False),
    ("2014-11-01T10:00:00", "2014-11-01T09:30:00Z", True, False),
    ("2014-11-01", "2014-11-01T10:00:00+01:00", False, False),
    ("2014-11-01T10:00:00+01:00", "2014-11-01", False, False),
    ("2014-10-31T23:30:00Z", "2014-11-01", False, False),
    ("2014-11-01T10:00:00+01:00", "2014-11-01T09:00:00Z", False, False),
]


@pytest.mark.parametrize(("one", "other", "before", "earlier_day"), ORDER)
def test_the_manifest_says_which_delivery_was_made_first(one: str, other: str, before: bool, earlier_day: bool) -> None:
    assert made_before(one, other) is before
    assert made_on_earlier_day(one, other) is earlier_day
    assert not (before and made_before(other, one))


@pytest.mark.parametrize(
    ("one", "other", "last"),
    [
        ("2014-11-02", "2014-11-01", "2014-11-02"),
        ("2014-11-01", "2014-11-02", "2014-11-02"),
        ("2014-11-01T10:00:00", "2014-11-01", "2014-11-01"),
    ],
)
def test_of_two_deliveries_the_last_made_is_kept(one: str, other: str, last: str) -> None:
    assert latest_of(one, other) == last


def test_the_day_of_a_delivery_is_the_dutch_one() -> None:
    assert day_made("2014-10-31T23:30:00+00:00") == date(2014, 11, 1)
