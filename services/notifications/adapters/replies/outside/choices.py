"""What municipalities chose themselves, from region.toml."""

from datetime import date

from shared.region.policy import Choice, choosables
from shared.region.values import ServedRegion


class AnswerChoices:
    def __init__(self, region: ServedRegion) -> None:
        self._region = region

    def choice(self, code: str, key: str, day: date) -> Choice:
        """The default for a municipality that this system does not work for: somebody may have come from there."""
        if self._region.serves(code):
            return self._region.choice(code, key, day)
        return choosables()[key].default
