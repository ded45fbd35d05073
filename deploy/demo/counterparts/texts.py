"""The sentences that the demo's caseworkers write: texts.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from deploy.demo.chance import Dice

FILE = Path(__file__).parent / "texts.toml"
OTHER = "other"


def sentence(dice: Dice, *path: str, function: str = OTHER) -> str:
    """One of the sentences under `path`, for somebody with this care. Raises KeyError for a path that is not there."""
    found: Any = _texts()
    for name in path:
        found = found[name]
    if isinstance(found, Mapping):
        found = found.get(function, found[OTHER])
    choices: Sequence[str] = found
    return dice.pick(choices)


def home(dice: Dice) -> Mapping[str, str]:
    """What is said of the people around somebody, by what it is about; together, so that it fits."""
    choices: Sequence[Mapping[str, str]] = _texts()["home"]
    return dice.pick(choices)


@cache
def _texts() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
