"""Where an event does not keep its contract, in words. They are made of the contract alone: what was found can be
personal."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MOST_NAMED = 5
THE_EVENT = "het bericht"
KINDS = {
    "array": "geen lijst",
    "boolean": "geen ja of nee",
    "integer": "geen heel getal",
    "number": "geen getal",
    "object": "geen groep velden",
    "string": "geen tekst",
}
FORMATS = {
    "date": "is geen dag van 1800 tot en met 2199",
    "date-time": "is geen moment van 1970 tot en met 2199",
    "uuid": "is geen kenmerk (UUID)",
}
PLAIN = {
    "required": "ontbreekt",
    "enum": "is niet een van de bekende waarden",
    "const": "is niet een van de bekende waarden",
    "pattern": "heeft niet de vorm die is afgesproken",
    "uniqueItems": "noemt iets dubbel",
    "additionalProperties": "heeft een veld dat wij niet kennen",
    "whole": "heeft een getal dat niet heel is, of te groot",
}
BOUNDS = {
    "minLength": "is te kort (minstens {} tekens)",
    "maxLength": "is te lang (hoogstens {} tekens)",
    "minimum": "is te klein (minstens {})",
    "maximum": "is te groot (hoogstens {})",
    "minItems": "heeft te weinig regels (minstens {})",
    "maxItems": "heeft te veel regels (hoogstens {})",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """`place`: of the field, as the contract names it, like `functions.0.endsOn`; empty for the event itself. `rule`: a
    keyword of JSON Schema, or `whole`. `asked`: what the contract says there."""

    place: str
    rule: str
    asked: Any

    def __str__(self) -> str:
        """For who maintains the code."""
        if self.rule == "required":
            return f"lacks {self.place}"
        return f"{self.place or 'the event'}: {self.rule} must be {json.dumps(self.asked, ensure_ascii=False)}"


def in_dutch(breaches: Iterable[Breach]) -> str:
    """For the functional manager: each once, and of many the first."""
    said: list[str] = list(dict.fromkeys(f"{each.place or THE_EVENT} {_what_is_wrong(each)}" for each in breaches))
    more = [f"en nog {len(said) - MOST_NAMED}"] if len(said) > MOST_NAMED else []
    return "; ".join([*said[:MOST_NAMED], *more])


def _what_is_wrong(breach: Breach) -> str:
    match breach.rule, breach.asked:
        case "type", asked:
            kinds: list[str] = asked if isinstance(asked, list) else [asked]
            may_be_empty = " en niet leeg" if "null" in kinds else ""
            return f"is {' en '.join(KINDS.get(each, each) for each in kinds if each != 'null')}{may_be_empty}"
        case "format", str(asked) if asked in FORMATS:
            return FORMATS[asked]
        case "minLength", 1:
            return "is leeg"
        case rule, asked if rule in BOUNDS:
            return BOUNDS[rule].format(asked)
    return PLAIN.get(breach.rule, "is anders dan afgesproken")
