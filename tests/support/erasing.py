"""Erasing without a disk, for tests of use cases: it notes whom, and the stores of a test keep what they have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class ErasureInMemory:
    erased: set[str] = field(default_factory=set)

    def erase(self, client_ids: Sequence[str]) -> None:
        self.erased.update(client_ids)

    def forgotten(self, client_ids: Iterable[str]) -> set[str]:
        return self.erased & set(client_ids)
