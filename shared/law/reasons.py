"""Why an outcome is what it is: the card shown to the caseworker, printed in the letter and served by the API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from shared.law.book import LawBook


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that was applied. `explanation` is Dutch at B1; `inputs` name the facts used, as text. `version` is that
    of the law file in which the rule's parameter stands; `link` is the article's address, empty for what is no law.
    """

    rule: str
    law: str
    article: str
    explanation: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    result: str = ""
    version: str = ""
    link: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "rule": self.rule,
            "law": self.law,
            "article": self.article,
            "explanation": self.explanation,
            "inputs": dict(self.inputs),
            "result": self.result,
            "version": self.version,
            "link": self.link,
        }


def reason(
    book: LawBook,
    key: str,
    on: date,
    sentence: str,
    *,
    forms: Sequence[str] = (),
    inputs: Mapping[str, object] | None = None,
    result: object = "",
    **words: object,
) -> Reason:
    """A card whose rule is the parameter itself: the sentence that stands beside its value, filled with `words`, and
    the article that holds on the day; dates and numbers among the inputs are written as text. Raises LawError when the
    book has no answer for the day, or no such sentence.
    """
    source = book.on(key, on).source
    return Reason(
        rule=key,
        law=source.law,
        article=source.cited,
        explanation=book.sentence(key, sentence, on, forms, **words),
        inputs={name: str(value) for name, value in (inputs or {}).items()},
        result=str(result),
        version=book.parameter(key).version,
        link=source.link(on),
    )
