"""A notice to a provider as a letter: as little about a person as it can do with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.client.care_words import NOT_IN_USE
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.letters.ending import closing, questions
from services.notifications.domain.letters.letter import Letter, Section, Sender, Table, Template
from services.notifications.domain.notices.ending_right import NoticeLine
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade, ToldClient
from services.notifications.domain.notices.wording import GONE, what_is_next
from shared.dutch import date_in_words

PROVIDER_NOTICE = Template("provider-notice", "7")
TITLE = "Bericht over de herbeoordeling van uw cliënten"
EMPTY_TITLE = "Uw lijst met cliënten is nu leeg"
NO_POST = ("Dit bericht krijgt u digitaal",)
CONFIDENTIAL = "Deze lijst is vertrouwelijk. Laat de lijst alleen zien aan wie dit voor het werk nodig heeft."
# Art. 8.6 lid 1 Wmo 2015; the Jeugdwet has no such duty.
TALK_FIRST = "Valt de zorg onder de Wmo? Dan praat de gemeente met de cliënt voordat het recht eindigt."
OVER = (
    "Ligt die dag al achter ons? Dan is dat oude recht voorbij. De zorg kan doorgaan door een besluit: dat leest u bij "
    "de cliënt."
)
ANSWER = (
    "Is iemand niet meer uw cliënt, kan de zorg niet wachten, of wilt u iets doorgeven voor het gesprek? "
    "Antwoord dan bij deze cliënt op uw pagina, of bel ons."
)
UNUSED = (
    f"Staat er ‘{NOT_IN_USE}’? Bel ons voordat u met die zorg begint. "
    "Wij mogen dan eerst laten weten wat wij daarvan vinden. Dat staat in de Wmo 2015, artikel 8.3 lid 2."
)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One client's right as a provider reads it, with no more about the person than is needed to recognise it.

    The zorgkantoor's client number does not travel to us, so a client is known by `decision_number`, the number of the
    indication decision, which also stands on the provider's invoices. `care` is in the provider's words, with transport
    when that belongs to it and marked when it is not in use. `in_kind_from` is there when a budget goes before.
    """

    decision_number: str
    initials: str
    care: str
    right_until: date
    in_kind_from: date | None = None


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One client as a provider reads of it: what is next, and whether that is news."""

    decision_number: str
    initials: str
    care: str
    says: str
    news: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """One provider and its clients whose right ends, within one municipality; without rows nobody is left."""

    letter_id: str
    municipality_code: str
    sender: Sender
    provider: str
    agb: str
    address_lines: tuple[str, ...]
    letter_date: date
    rows: tuple[NoticeRow, ...]
    told: tuple[ToldRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nobody is left."""
        return not self.rows and all(row.gone for row in self.told)


def notice_facts(
    notice: ProviderNoticeMade, rows: Sequence[NoticeRow], told: Sequence[ToldRow], sender: Sender
) -> NoticeFacts:
    """What the notice says. No address of the provider is delivered, so it says that it goes by no post."""
    return NoticeFacts(
        letter_id=notice.notice_id,
        municipality_code=notice.municipality,
        sender=sender,
        provider=notice.provider,
        agb=notice.agb,
        address_lines=NO_POST,
        letter_date=notice.made_on,
        rows=tuple(rows),
        told=tuple(told),
    )


def notice_rows(lines: Iterable[NoticeLine], people: Mapping[str, Recipient]) -> tuple[NoticeRow, ...]:
    """The lines as a provider reads them; `people` holds all their clients."""
    return tuple(
        NoticeRow(line.decision_number, people[line.client_id].initials, line.care, line.right_until, line.in_kind_from)
        for line in lines
    )


def told_rows(told: Iterable[ToldClient], people: Mapping[str, Recipient], made_on: date) -> tuple[ToldRow, ...]:
    """What is told of each client on that day; `people` holds all of them."""
    return tuple(
        ToldRow(
            each.client.number,
            people[each.client.client_id].initials,
            each.client.care,
            f"{GONE}." if each.gone else what_is_next(each.client, made_on),
            each.news,
            each.gone,
        )
        for each in told
    )


def compose_provider_notice(facts: NoticeFacts) -> Letter:
    """The notice for one provider in one municipality, rows by last day and then decision number."""
    return Letter(
        letter_id=facts.letter_id,
        template=PROVIDER_NOTICE,
        language="nl",
        municipality_code=facts.municipality_code,
        letter_date=facts.letter_date,
        sender=facts.sender,
        addressee=(facts.provider, *facts.address_lines),
        title=EMPTY_TITLE if facts.is_empty else TITLE,
        salutation="Geachte heer of mevrouw,",
        sections=(
            _opening(facts),
            *_told_sections(facts),
            *((_table(facts), _no_decision()) if facts.rows else ()),
            questions(facts.sender),
        ),
        closing=closing(facts.sender),
        secret_address=False,
    )


def _opening(facts: NoticeFacts) -> Section:
    about = f"U levert zorg aan inwoners van de gemeente {facts.sender.municipality}. Uw AGB-code is {facts.agb}. "
    if facts.is_empty:
        empty = (
            "U hebt nu geen cliënten meer bij wie het overgangsrecht eindigt. De lijst in ons vorige bericht vervalt."
        )
        return Section(heading=None, paragraphs=(about + empty,))
    over = any(row.right_until < facts.letter_date for row in facts.rows)
    return Section(
        heading=None,
        paragraphs=(
            f"{about}U leest wat er nieuw is over uw cliënten en tot en met welke dag hun recht loopt."
            f"{f' {OVER}' if over else ''}",
            f"{TALK_FIRST} Vraagt een cliënt u iets? Verwijs dan naar ons.",
        ),
    )


def _table(facts: NoticeFacts) -> Section:
    ordered = sorted(facts.rows, key=lambda row: (row.right_until, row.decision_number, row.care))
    cells = tuple((row.decision_number, row.initials, row.care, _until(row)) for row in ordered)
    waits = any(row.care.endswith(NOT_IN_USE) and row.right_until >= facts.letter_date for row in facts.rows)
    return Section(
        heading="Tot wanneer het oude recht loopt of liep",
        tables=(Table(("Besluitnummer", "Initialen", "Zorg", "Oud recht tot en met"), cells),),
        notes=(*((UNUSED,) if waits else ()), CONFIDENTIAL),
    )


def _told_sections(facts: NoticeFacts) -> Iterator[Section]:
    """First what is new, then what is still so."""
    for heading, news in (("Dit is nieuw", True), ("Dit wist u al", False)):
        cells = tuple((row.decision_number, row.initials, row.care, row.says) for row in facts.told if row.news is news)
        if cells:
            yield Section(heading=heading, tables=(Table(("Besluitnummer", "Initialen", "Zorg", "Wat er is"), cells),))
    if any(row.news for row in facts.told):
        yield Section(heading="Klopt er iets niet?", paragraphs=(ANSWER,))


def _until(row: NoticeRow) -> str:
    if row.in_kind_from is None:
        return date_in_words(row.right_until)
    return f"{date_in_words(row.right_until)}; tot {date_in_words(row.in_kind_from)} met een pgb"


def _no_decision() -> Section:
    return Section(
        heading="Dit bericht is geen besluit",
        paragraphs=("Wij laten u alleen weten tot wanneer het recht loopt.",),
    )
