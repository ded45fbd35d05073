"""A town's colours are readable wherever they are used, whatever colour the town has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.colours import CONTRAST_MIN, WHITE, contrast
from shared.web.house import BLACK, NEUTRAL, House, neutral

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def house_in(colour: str) -> House:
    return House("Gemeente", colour, max((WHITE, BLACK), key=lambda ink: contrast(colour, ink)))


@given(COLOURS)
def test_links_and_buttons_can_be_read_in_every_colour(colour: str) -> None:
    house = house_in(colour)
    assert contrast(house.strong, WHITE) >= CONTRAST_MIN
    assert contrast(house.strong, house.wash) >= CONTRAST_MIN
    assert contrast(house.deep, house.wash) >= contrast(house.strong, house.wash)


@pytest.mark.parametrize("colour", ["#1b4f8f", "#7a1f3d", "#00603e"])
def test_a_dark_colour_is_used_as_it_is(colour: str) -> None:
    assert house_in(colour).strong == colour


def test_a_light_colour_stays_in_the_band_and_is_darkened_in_the_text() -> None:
    sunny = House("Zonnedam", "#ffd100", "#16202c")
    assert "--house: #ffd100;" in sunny.style
    assert sunny.strong < sunny.colour


@pytest.mark.parametrize(("colour", "ink"), [("#ffd100", WHITE), ("#16202c", BLACK)])
def test_ink_that_cannot_be_read_on_the_band_is_refused(colour: str, ink: str) -> None:
    with pytest.raises(ValueError, match=r"contrast \d"):
        House("Zonnedam", colour, ink)


@pytest.mark.parametrize("colour", ["yellow", "#fff", "#12345G", "#1b4f8f; } body { display: none"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="is not like #1b4f8f"):
        House("Zonnedam", colour)


def test_without_a_municipality_everybody_looks_the_same() -> None:
    assert neutral("0321") is neutral("") is NEUTRAL
