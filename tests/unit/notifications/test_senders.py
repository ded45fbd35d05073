"""Who sends a letter: the municipality as region.toml has it on a day."""

from datetime import date

import pytest

from services.notifications.adapters.letters.outside.senders import RegionSenders
from services.notifications.domain.letters.letter import NoSender
from tests.support.regions import demo_region

SENDERS = RegionSenders(demo_region())


@pytest.mark.parametrize("code", sorted(demo_region().codes))
def test_every_municipality_of_the_demo_has_contact_data_of_nobody(code: str) -> None:
    sender = SENDERS.on(code, date(2014, 11, 3))
    assert sender.phone.startswith("000")
    assert sender.email.endswith(".example")


@pytest.mark.parametrize(
    ("code", "day", "named"),
    [("0356", date(2013, 12, 31), "0356 has no contact data on 2013-12-31"), ("0273", date(2014, 11, 3), "Putten")],
)
def test_a_sender_that_nobody_told_is_an_error_not_a_blank(code: str, day: date, named: str) -> None:
    with pytest.raises(NoSender, match=named):
        SENDERS.on(code, day)
