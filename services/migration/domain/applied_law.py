"""The law book opened on one day, and reasons made from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.law.book import LawBook
from shared.law.reasons import Reason, card


@dataclass(frozen=True, slots=True)
class AppliedLaw:
    """Every question is for `as_of`: the day the assessment is made for. No answer is a LawError."""

    book: LawBook
    as_of: date

    def day(self, key: str) -> date:
        return self.book.day(key, self.as_of)

    def number(self, key: str) -> int:
        return self.book.integer(key, self.as_of)

    def names(self, key: str) -> tuple[str, ...]:
        return self.book.names(key, self.as_of)

    def table(self, key: str) -> Mapping[str, Any]:
        return self.book.table(key, self.as_of)

    def because(self, key: str, explanation: str, result: object, **inputs: object) -> Reason:
        """A reason card whose rule is the parameter itself. `confidence` says how sure its source is: R read in the
        law, C computed from it, I our own reading, so that a reader sees which cards a lawyer may want to check.
        """
        facts = {name: value for name, value in inputs.items() if value is not None}
        confidence = self.book.on(key, self.as_of).source.confidence
        return card(self.book, key, self.as_of, explanation, inputs={**facts, "confidence": confidence}, result=result)
