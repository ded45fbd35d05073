"""What a municipality chose about its mailings in region.toml, or the default."""

from datetime import date

from shared.region.policy import choosables
from shared.region.values import ServedRegion

SECOND_RELEASE_ABOVE = "mailing.second-release-above"


class RegionChoices:
    def __init__(self, region: ServedRegion) -> None:
        self._region = region

    def second_release_above(self, code: str, day: date) -> int:
        if self._region.serves(code):
            return self._region.choice(code, SECOND_RELEASE_ABOVE, day).number
        return choosables()[SECOND_RELEASE_ABOVE].default.number
