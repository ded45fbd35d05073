"""The regions that services are tested with: the demo's, and those that `init` makes for real municipalities."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from deploy.new_region import new_region
from shared.region.files import read_region
from shared.region.values import ServedRegion

DEMO_REGION = Path(__file__).resolve().parent.parent.parent / "deploy" / "demo" / "region.toml"
OWN: Mapping[str, str] = {
    "0" * 20: "00000001001234567000",
    "000 - 000 02 73": "0341 - 12 34 56",
    "000 - 000 02 67": "033 - 123 45 67",
    "Voorbeeldplein 1, 1234 AA": "Postbus 1, 3880 AA",
    "Voorbeeldplein 1": "Dorpsstraat 1",
    "zorg@gemeente.example": "zorg@gemeente.nl",
}
"""What Putten and Nijkerk fill in, by the examples of `init`."""


@cache
def demo_region() -> ServedRegion:
    return read_region(DEMO_REGION)


def filled_in(text: str, *leave: str) -> str:
    """The text of a new region.toml with data of its own, but for the examples in `leave`."""
    for example, own in OWN.items():
        text = text if example in leave else text.replace(example, own)
    return text


def region_of(folder: Path, *codes: str) -> ServedRegion:
    """As `init` makes it: with examples."""
    return region_from(folder, new_region(codes))


def region_from(folder: Path, text: str) -> ServedRegion:
    (folder / "region.toml").write_text(text, encoding="utf-8")
    return read_region(folder / "region.toml")


def region_serving(*codes: str) -> ServedRegion:
    """A region of municipalities of which nothing but the code matters."""
    one = demo_region().municipalities[0]
    return replace(demo_region(), host=codes[0], municipalities=tuple(replace(one, code=code) for code in codes))
