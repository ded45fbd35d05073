"""The notice to a provider about its clients whose right ends: as little about a person as it can do with."""

from services.notifications.domain.letters.announcement import closing, questions
from services.notifications.domain.letters.announcement_facts import EndingRight, ProviderNoticeFacts
from services.notifications.domain.letters.dates import in_words
from services.notifications.domain.letters.gate import NOT_IN_USE
from services.notifications.domain.letters.letter import Letter, Section, Table, Template

PROVIDER_NOTICE = Template("provider-notice", "3")
CONFIDENTIAL = "Deze lijst is vertrouwelijk. Laat de lijst alleen zien aan wie dit voor het werk nodig heeft."
UNUSED = (
    f"Staat er ‘{NOT_IN_USE}’? Bel ons voordat u met die zorg begint. "
    "Wij mogen dan eerst laten weten wat wij daarvan vinden. Dat staat in de Wmo 2015, artikel 8.3 lid 2."
)


def compose_provider_notice(facts: ProviderNoticeFacts) -> Letter:
    """The notice for one provider in one municipality, rows by last day and then decision number."""
    return Letter(
        letter_id=facts.letter_id,
        template=PROVIDER_NOTICE,
        language="nl",
        municipality_code=facts.municipality_code,
        letter_date=facts.letter_date,
        sender=facts.sender,
        addressee=(facts.provider, *facts.address_lines),
        title="Van deze cliënten eindigt het overgangsrecht",
        salutation="Geachte heer of mevrouw,",
        sections=(_opening(facts), _table(facts.rights), _no_decision(), questions(facts.sender)),
        closing=closing(facts.sender),
        secret_address=False,
    )


def _opening(facts: ProviderNoticeFacts) -> Section:
    return Section(
        heading="",
        paragraphs=(
            f"U levert zorg aan inwoners van de gemeente {facts.sender.municipality}. Uw AGB-code is {facts.agb}. "
            "In de tabel ziet u tot en met welke dag hun recht loopt.",
            "Valt de zorg onder de Wmo en eindigt het recht in 2015? Dan praten wij eerst met de cliënt. "
            "Vraagt een cliënt u iets? Verwijs dan naar ons.",
        ),
    )


def _table(rights: tuple[EndingRight, ...]) -> Section:
    ordered = sorted(rights, key=lambda right: (right.right_until, right.decision_number, right.care))
    rows = tuple((right.decision_number, right.initials, right.care, in_words(right.right_until)) for right in ordered)
    return Section(
        heading="Uw cliënten",
        tables=(Table(("Besluitnummer", "Initialen", "Zorg", "Recht tot en met"), rows),),
        notes=(*((UNUSED,) if any(right.care.endswith(NOT_IN_USE) for right in rights) else ()), CONFIDENTIAL),
    )


def _no_decision() -> Section:
    return Section(
        heading="Dit bericht is geen besluit",
        paragraphs=("Wij laten u alleen weten tot wanneer het recht loopt. Uw cliënten krijgen zelf ook een brief.",),
    )
