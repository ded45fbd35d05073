"""Who sends a letter: the municipality as region.toml has it on a day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from deploy.new_region import new_region
from services.notifications.adapters.letters.outside.senders import RegionSenders
from services.notifications.adapters.mailing.outside.choices import RegionChoices
from services.notifications.domain.letters.letter import NoSender
from tests.support.regions import demo_region, filled_in, region_from, region_of

SENDERS = RegionSenders(demo_region())


@pytest.mark.parametrize("code", sorted(demo_region().codes))
def test_every_municipality_of_the_demo_has_contact_data_of_nobody(code: str) -> None:
    sender = SENDERS.on(code, date(2014, 11, 3))
    assert sender.phone.startswith("000")
    assert sender.email.endswith(".example")


@pytest.mark.parametrize(
    ("code", "day", "named"),
    [
        ("0356", date(2013, 12, 31), r"geen contactgegevens van Nieuwegein \(0356\) voor 31 december 2013"),
        ("0273", date(2014, 11, 3), r"Putten \(0273\) staat niet in"),
    ],
)
def test_a_sender_that_nobody_told_is_an_error_not_a_blank(code: str, day: date, named: str) -> None:
    with pytest.raises(NoSender, match=named):
        SENDERS.on(code, day)


DAY = date(2014, 11, 3)
PUTTEN = new_region(["0273"])


def test_letters_with_examples_go_to_no_printer_and_the_reason_says_what_to_fill_in(tmp_path: Path) -> None:
    senders = RegionSenders(region_of(tmp_path, "0273"))
    assert senders.why_not_printed("0273", DAY) == (
        "In region.toml staan bij Putten (0273) nog voorbeelden: return_address, visiting_address, phone, email. Vul "
        "daar de eigen gegevens in, en start het programma opnieuw."
    )
    assert senders.is_example(senders.on("0273", DAY))


@pytest.mark.parametrize("left", ["000 - 000 02 73", "zorg@gemeente.example"])
def test_one_example_is_enough_to_print_nothing(tmp_path: Path, left: str) -> None:
    senders = RegionSenders(region_from(tmp_path, filled_in(PUTTEN, left)))
    assert "nog voorbeelden" in str(senders.why_not_printed("0273", DAY))
    assert senders.is_example(senders.on("0273", DAY))


def test_letters_with_contact_data_of_their_own_can_be_printed(tmp_path: Path) -> None:
    senders = RegionSenders(region_from(tmp_path, filled_in(PUTTEN)))
    assert senders.why_not_printed("0273", DAY) is None
    assert not senders.is_example(senders.on("0273", DAY))


def test_a_municipality_that_is_gone_or_has_no_contact_data_that_day_prints_nothing(tmp_path: Path) -> None:
    senders = RegionSenders(region_from(tmp_path, filled_in(PUTTEN)))
    assert "Nijkerk (0267) staat niet in region.toml" in str(senders.why_not_printed("0267", DAY))
    assert "geen contactgegevens van Putten (0273) voor 31 december 2013" in str(
        senders.why_not_printed("0273", date(2013, 12, 31))
    )


def test_in_a_demo_everything_can_be_printed() -> None:
    assert SENDERS.why_not_printed("0356", DAY) is None
    assert not SENDERS.is_example(replace(SENDERS.on("0356", DAY), phone="000 - 1"))


def test_above_which_number_two_people_release_is_the_choice_of_the_municipality(tmp_path: Path) -> None:
    chosen = """
[[municipality.policy]]
key = "mailing.second-release-above"
value = 0
since = 2014-11-10
decision = "Werkinstructie brieven"
decided_on = 2014-11-01
"""
    choices = RegionChoices(region_from(tmp_path, filled_in(new_region(["0273"])) + chosen))
    assert choices.second_release_above("0273", date(2014, 11, 9)) == 100
    assert choices.second_release_above("0273", date(2014, 11, 10)) == 0
    assert choices.second_release_above("0356", date(2014, 11, 10)) == 100, "not served, so the default"
