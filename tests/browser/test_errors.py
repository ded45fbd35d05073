"""What a user meets when something is wrong: as accessible and as readable as every other screen, and no dead end."""

import pytest

from tests.browser.conftest import Visitor
from tests.browser.look import WIDTHS, faults_at_widths, follow

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOBODY = "00000000-0000-4000-8000-000000000000"
CALCULATOR = "/billing/contributions?regime=awbz-transition&household=single&pensionAge=none&assets=0"
FORM = CALCULATOR + "&costPriceInPeriod=100&on={day}&incomeYear={income}"
ERRORS = {
    "no-such-page": ("/bestaat-niet", "consulent", 404, "Deze bladzijde bestaat niet."),
    "no-such-client": (f"/migration/clients/{NOBODY}", "consulent", 404, "Niet gevonden"),
    "no-client-chosen": ("/notifications/portal", "consulent", 404, "Kies eerst een cliënt."),
    "another-role": ("/migration/clients", "financien", 403, "Met de rol 'financiën' kunt u dit niet openen."),
    "another-municipality": ("/migration/clients/{elsewhere}", "consulent-houten", 403, "Daar werkt u niet voor."),
    "another-client": (f"/notifications/portal?client={NOBODY}", "client", 403, "alleen uw eigen overzicht"),
    "wrong-month": ("/migration/clients?month=nooit", "consulent", 400, "Maand: Deze keuze kennen we niet."),
    "wrong-state": ("/notifications/letters?state=zoek", "consulent", 400, "Stand: Deze keuze kennen we niet."),
}
FORMS = {
    "form-with-errors": (
        FORM.format(day="2015-01-01", income="veel"),
        "Vul voor het inkomen een bedrag in, bijvoorbeeld 1.234,56.",
    ),
    "form-without-day": (FORM.format(day="gisteren", income="100"), "Schrijf een datum als"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_is_accessible_fits_and_says_what_is_wrong(visit: Visitor, name: str) -> None:
    path, user, status, told = ERRORS[name]
    page = visit.page(path, user=user, status=status)
    assert faults_at_widths(page, f"error-{name}", WIDTHS) == {}
    assert page.locator("h1").count() == 1
    assert told in page.inner_text("main")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_with_errors_is_accessible_fits_and_names_the_field(visit: Visitor, name: str) -> None:
    path, told = FORMS[name]
    page = visit.page(path, user="financien", status=400)
    assert faults_at_widths(page, f"error-{name}", WIDTHS) == {}
    assert page.locator("h1").count() == 1
    described = page.locator("[aria-invalid=true]").first.get_attribute("aria-describedby") or ""
    assert told in page.inner_text(f"#{described.split()[-1]}")
    assert told in page.inner_text("[role=alert]")


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_says_the_same_without_javascript_and_leads_on(visit: Visitor, name: str) -> None:
    path, user, status, told = ERRORS[name]
    page = visit.page(path, user=user, status=status, javascript=False)
    assert told in page.inner_text("main")
    follow(page, page.get_by_role("link", name="Naar het begin"))
    assert page.locator("h1").inner_text() in ("Mijn werk", "Het jaar in één oogopslag", "Uw zorg in 2015")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_with_errors_says_the_same_without_javascript(visit: Visitor, name: str) -> None:
    path, told = FORMS[name]
    assert told in visit.page(path, user="financien", status=400, javascript=False).inner_text("main")
