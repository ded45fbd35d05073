"""A form comes back with what was typed, and with what is wrong, in Dutch and by field."""

from marshmallow import ValidationError

from shared.messaging.failures import Refused
from shared.web.forms import WHOLE, Form


def test_the_first_fault_of_a_field_is_told_and_the_values_stay() -> None:
    form = Form({"day": "gisteren"}).wrong(ValidationError({"day": ["Geen datum.", "Te oud."], "amount": ["Leeg."]}))
    assert form.errors == {"day": "Geen datum.", "amount": "Leeg."}
    assert form.values == {"day": "gisteren"}
    assert form.status == 400


def test_faults_are_told_in_the_order_in_which_they_were_found() -> None:
    form = Form().wrong(ValidationError({"name": ["Leeg."], "street": ["Leeg."], "day": ["Leeg."]}))
    assert list(form.errors) == ["name", "street", "day"]


def test_a_refusal_by_the_rules_is_told_at_its_field_or_of_the_whole_form() -> None:
    assert Form().wrong(Refused("Kan niet.", {"day": "Na het einde."})).errors == {"day": "Na het einde."}
    assert Form().wrong(Refused("Er is al een besluit.")).errors == {WHOLE: "Er is al een besluit."}
    assert Form().wrong(ValidationError("Vreemd.")).errors == {WHOLE: "Vreemd."}


def test_what_was_found_before_stays_first() -> None:
    form = Form({}, {"day": "Leeg."}).wrong(ValidationError({"day": ["Geen datum."], "amount": ["Leeg."]}))
    assert form.errors == {"day": "Leeg.", "amount": "Leeg."}


def test_a_form_without_faults_is_well() -> None:
    assert Form().status == 200
