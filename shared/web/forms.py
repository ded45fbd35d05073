"""A form as it is shown: what was filled in, and what is wrong with it, by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from marshmallow import ValidationError

from shared.messaging.failures import Refused
from shared.web.problem import flat_errors

WHOLE = "form"
"""The place of an error that is about no field in particular."""


@dataclass(frozen=True, slots=True)
class Form:
    """`values` are shown again as they were typed; `errors` are Dutch. The macros of forms.html read both by name."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def wrong(self, error: ValidationError | Refused) -> "Form":
        """The same form with what the check or the rules had against it; the first thing per field, in the order in
        which it was found."""
        errors = dict(self.errors)
        for place, text in _errors_of(error):
            errors.setdefault(place, text)
        return replace(self, errors=errors)

    @property
    def status(self) -> int:
        """To answer with: 200, or 400 when the form comes back to be mended."""
        return 400 if self.errors else 200


def _errors_of(error: ValidationError | Refused) -> Iterable[tuple[str, str]]:
    if isinstance(error, ValidationError):
        found = [(each["in"], each["detail"]) for each in flat_errors(error.messages)]
        return [(WHOLE if place == "body" else place, text) for place, text in found]
    return error.fields.items() or [(WHOLE, str(error))]
