"""What a municipality chose about its mailings in region.toml, or the default."""

from datetime import date

from shared.region.policy import choosables
from shared.region.values import ServedRegion

SECOND_RELEASE_ABOVE = "mailing.second-release-above"
WEEKS_BEFORE_END = "control.weeks-before-end"


class RegionChoices:
    def __init__(self, region: ServedRegion) -> None:
        self._region = region

    def second_release_above(self, code: str, day: date) -> int:
        return self._number(code, SECOND_RELEASE_ABOVE, day)

    def weeks_before_end(self, code: str, day: date) -> int:
        return self._number(code, WEEKS_BEFORE_END, day)

    def _number(self, code: str, key: str, day: date) -> int:
        if self._region.serves(code):
            return self._region.choice(code, key, day).number
        return choosables()[key].default.number
