"""Invented people and their care, one sample per variant of the announcement."""

from dataclasses import replace
from datetime import date

from services.notifications.adapters.letters.outside.letter_texts import letter_texts
from services.notifications.domain.client.money import Budget
from services.notifications.domain.client.right import Days
from services.notifications.domain.letters.announcement import compose_announcement
from services.notifications.domain.letters.facts import (
    Addressee,
    AnnouncementFacts,
    CareLine,
    Conversation,
    LineReason,
    Payment,
)
from services.notifications.domain.letters.letter import Letter, Sender
from services.notifications.domain.letters.representative import Representative
from services.notifications.domain.letters.town import FromTown
from services.notifications.domain.notices.notice_letter import NoticeFacts, NoticeRow

NEW_YEAR = date(2015, 1, 1)
DAYS = Days(
    old_law_until=date(2014, 12, 31),
    new_law_from=NEW_YEAR,
    rights_until=date(2015, 12, 31),
    ciz_reply_before=NEW_YEAR,
)
CLIENT_ID = "0b6f3c1e-6a53-4a0e-9d0f-2f6a3e0b7c11"
SENDER = Sender(
    municipality="Nieuwegein",
    letterhead="Gemeente Nieuwegein",
    team="Loket Zorg en Ondersteuning",
    return_address="Voorbeeldplein 4, 3430 AA Nieuwegein",
    visiting_address="Voorbeeldplein 4, Nieuwegein",
    phone="000 - 000 03 56",
    phone_hours="op werkdagen van 9.00 tot 17.00 uur",
    email="zorg@nieuwegein.example",
)
TOWN = FromTown(SENDER, own=None, court=None, answer_days=14)
TEXT = letter_texts().of("announcement")


def announcement(facts: AnnouncementFacts) -> Letter:
    """In the words of the files."""
    return compose_announcement(facts, TEXT)


PERSON = Addressee(
    initials="A.B.",
    prefix="van den",
    surname="Voorbeeld",
    sex="female",
    address_lines=("Verzonnenlaan 12 A", "3430 AB  NIEUWEGEIN"),
    secret_address=False,
)
UNTIL_INDICATION = LineReason("Wmo 2015", "8.3 lid 1", "Uw indicatie loopt tot en met 30 juni 2015.")
UNTIL_YEAR_END = LineReason(
    "Wmo 2015", "8.3 lid 1", "Uw indicatie loopt door na 2015. De wet stopt op 31 december 2015."
)


def payment(name: str, explanation: str) -> Payment:
    return Payment(name, NEW_YEAR, date(2015, 6, 30), LineReason("Wmo 2015", "8.3 lid 6", explanation))


PAID = payment("awbz-transition", "U betaalt de eigen bijdrage die hoorde bij de AWBZ.")
OFF_THE_BUDGET = payment("awbz-pgb", "De eigen bijdrage gaat van uw pgb af.")
FREE = payment("none", "Voor kortdurend verblijf geldt geen eigen bijdrage.")
BUDGET_AMOUNTS = Budget(CLIENT_ID, 1, "0356", NEW_YEAR, date(2015, 6, 30), 509875, 12282, 497593, 12397, None)

GUIDANCE = CareLine(
    care="Begeleiding bij u thuis",
    domain="wmo",
    starts_on=date(2012, 6, 1),
    right_from=NEW_YEAR,
    right_until=date(2015, 6, 30),
    conditional=False,
    indication_over=False,
    transport=False,
    provider="Stichting Verzonnen Zorg",
    pgb=False,
    pgb_until=None,
    findings=frozenset(),
    reasons=(UNTIL_INDICATION,),
    payments=(PAID,),
)
DAY_CARE = replace(
    GUIDANCE,
    care="Dagbesteding (begeleiding in een groep)",
    right_until=date(2015, 12, 31),
    reasons=(UNTIL_YEAR_END,),
)
NURSING = replace(
    GUIDANCE,
    care="Verpleging",
    domain="zvw",
    right_until=None,
    payments=(),
    reasons=(LineReason("Besluit zorgverzekering", "2.10", "Verpleging valt vanaf 2015 onder de zorgverzekering."),),
)
LONG_TERM = replace(
    GUIDANCE,
    care="Wonen met zorg (verblijf)",
    domain="wlz",
    right_until=None,
    payments=(),
    reasons=(LineReason("Wlz", "11.1.1 lid 1", "U hebt een hoog zorgzwaartepakket. Dat gaat naar de Wlz."),),
)
PROTECTED = replace(
    GUIDANCE,
    care="Beschermd wonen",
    domain="wmo-protected-living",
    right_until=date(2019, 12, 31),
    reasons=(LineReason("Wmo 2015", "8.4 lid 1", "Beschermd wonen heeft een eigen overgangstijd."),),
)
YOUTH = replace(
    GUIDANCE,
    domain="jeugdwet",
    payments=(),
    reasons=(LineReason("Jeugdwet", "10.1 lid 3", "De indicatie loopt tot en met 30 juni 2015."),),
)
NOTHING = replace(
    GUIDANCE,
    domain="none",
    right_until=date(2014, 12, 15),
    indication_over=True,
    payments=(),
    reasons=(LineReason("Wmo 2015", "8.3 lid 1", "Uw indicatie loopt tot en met 15 december 2014."),),
)

WMO = AnnouncementFacts(
    letter_id="L-0356-000001",
    client_id=CLIENT_ID,
    municipality_code="0356",
    sender=SENDER,
    addressee=PERSON,
    minor=False,
    adult_on=None,
    days=DAYS,
    letter_date=date(2014, 11, 3),
    lines=(GUIDANCE,),
    conversation=Conversation(
        "maandag 2 maart tot en met vrijdag 6 maart 2015",
        decision_due=date(2015, 4, 27),
        begun=False,
        over=False,
    ),
    budget=None,
    own=None,
)
TWO_DATES = replace(WMO, lines=(GUIDANCE, DAY_CARE))
MIXED = replace(WMO, lines=(GUIDANCE, DAY_CARE, NURSING, NOTHING))
NOT_IN_USE = replace(WMO, lines=(replace(GUIDANCE, conditional=True),))
HELD = replace(GUIDANCE, pgb=True, pgb_until=GUIDANCE.right_until, provider=None, payments=(OFF_THE_BUDGET,))
BUDGET = replace(WMO, lines=(HELD, DAY_CARE), budget=BUDGET_AMOUNTS)
INSURER_ONLY = replace(WMO, lines=(NURSING,), conversation=None)
LONG_TERM_ONLY = replace(WMO, lines=(LONG_TERM,), conversation=None)
PROTECTED_LIVING = replace(WMO, lines=(PROTECTED,), conversation=None)
CHILD = replace(WMO, lines=(YOUTH,), minor=True, conversation=None)
CHILD_BUDGET = replace(
    CHILD,
    lines=(replace(YOUTH, pgb=True, pgb_until=YOUTH.right_until),),
    budget=replace(BUDGET_AMOUNTS, contribution=0),
)
COMING_OF_AGE = replace(CHILD_BUDGET, adult_on=date(2015, 3, 14), budget=BUDGET_AMOUNTS)
PROTECTED_AND_MORE = replace(PROTECTED_LIVING, lines=(PROTECTED, NURSING))
BUDGET_EVERYWHERE = replace(
    WMO,
    lines=(HELD, *(replace(line, pgb=True, provider=None) for line in (NURSING, LONG_TERM, NOTHING))),
)
INSURED_BUDGET = replace(INSURER_ONLY, lines=(replace(NURSING, pgb=True),))
LONG_TERM_BUDGET = replace(LONG_TERM_ONLY, lines=(replace(LONG_TERM, pgb=True),))
CHILD_INSURED_BUDGET = replace(CHILD, lines=(YOUTH, replace(NURSING, pgb=True)))
NOT_LISTED = replace(
    WMO, lines=(replace(NOTHING, right_until=date(2014, 12, 31), indication_over=False),), conversation=None
)
NOTHING_LEFT = replace(WMO, lines=(NOTHING,), conversation=None)
SECRET = replace(WMO, addressee=replace(PERSON, secret_address=True, sex="unknown"))
RIDE = replace(WMO, lines=(replace(DAY_CARE, care=f"{DAY_CARE.care} met vervoer", transport=True),))
OPEN_BUDGET = replace(
    PROTECTED,
    pgb=True,
    provider=None,
    pgb_until=date(2015, 12, 31),
    findings=frozenset({"pgb-reading-open"}),
    payments=(OFF_THE_BUDGET,),
)
PROTECTED_BUDGET = replace(PROTECTED_LIVING, lines=(OPEN_BUDGET,), budget=BUDGET_AMOUNTS)
PROTECTED_BUDGET_ENDS = replace(PROTECTED_BUDGET, lines=(replace(OPEN_BUDGET, findings=frozenset()),))
AFTER_THE_YEAR = replace(WMO, lines=(replace(PROTECTED, right_until=date(2016, 1, 20)),))
SHORT_STAY = replace(WMO, lines=(replace(GUIDANCE, care="Logeren (kortdurend verblijf)", payments=(FREE,)),))
NO_BUDGET_YET = replace(
    WMO, lines=(replace(GUIDANCE, provider=None, findings=frozenset({"no-existing-pgb"})),), conversation=None
)
MISSED = replace(
    WMO, conversation=replace(WMO.conversation, over=True) if WMO.conversation else None, letter_date=date(2015, 3, 9)
)
STARTS = date(2015, 1, 14)
LATER = replace(WMO, lines=(replace(GUIDANCE, starts_on=STARTS, right_from=STARTS, conditional=True),))
LATER_IN_USE = replace(WMO, lines=(replace(HELD, starts_on=STARTS, right_from=STARTS),))
OVER = replace(NOTHING_LEFT, lines=(replace(NOTHING, right_until=date(2014, 8, 18), pgb=True),))
PARTLY_OVER = replace(WMO, lines=(GUIDANCE, replace(NOTHING, right_until=date(2014, 8, 18))))
CANDIDATE = replace(GUIDANCE, findings=frozenset({"wlz-candidate"}))
WLZ_CANDIDATE = replace(WMO, lines=(CANDIDATE,))
CHILD_AND_CIZ = replace(CHILD, lines=(replace(YOUTH, findings=CANDIDATE.findings),))
IN_2015 = replace(WMO, letter_date=date(2015, 1, 12))

VARIANTS = {
    "wmo": WMO,
    "two dates": TWO_DATES,
    "mixed": MIXED,
    "not in use": NOT_IN_USE,
    "budget": BUDGET,
    "insurer only": INSURER_ONLY,
    "long term only": LONG_TERM_ONLY,
    "protected living": PROTECTED_LIVING,
    "child": CHILD,
    "child with budget": CHILD_BUDGET,
    "coming of age": COMING_OF_AGE,
    "nothing left": NOTHING_LEFT,
    "not listed": NOT_LISTED,
    "budget of insurer": INSURED_BUDGET,
    "budget of long term care": LONG_TERM_BUDGET,
    "budget everywhere": BUDGET_EVERYWHERE,
    "child with budget of insurer": CHILD_INSURED_BUDGET,
    "protected living and more": PROTECTED_AND_MORE,
    "secret address": SECRET,
    "in 2015": IN_2015,
    "transport": RIDE,
    "budget for protected living": PROTECTED_BUDGET,
    "budget that ends before the right": PROTECTED_BUDGET_ENDS,
    "after the year": AFTER_THE_YEAR,
    "short stay": SHORT_STAY,
    "no budget yet": NO_BUDGET_YET,
    "conversation over": MISSED,
    "later": LATER,
    "later and in use": LATER_IN_USE,
    "over": OVER,
    "partly over": PARTLY_OVER,
    "wlz candidate": WLZ_CANDIDATE,
    "child and CIZ": CHILD_AND_CIZ,
}

PROVIDER_NOTICE = NoticeFacts(
    letter_id="A-0356-000001",
    municipality_code="0356",
    sender=SENDER,
    provider="Stichting Verzonnen Zorg",
    agb="12345678",
    address_lines=("Postbus 0", "3430 ZZ  NIEUWEGEIN"),
    letter_date=date(2014, 11, 3),
    rows=(
        NoticeRow("100000002", "P.V.", "Dagbesteding", date(2015, 12, 31)),
        NoticeRow("100000001", "A.V.", "Begeleiding", date(2015, 6, 30)),
    ),
)

GUARDIAN = Representative(
    id="11111111-0000-4000-8000-000000000001",
    client_id="c1",
    municipality="0321",
    role="guardian",
    name="Mevrouw J. de Vries",
    street="Postbus 12",
    postcode="3990AB",
    city="Houten",
    way="instead",
    group="all",
    first_day=date(2015, 1, 1),
    last_day=None,
    recorded_by="consulent",
    recorded_name="Noor",
    recorded_on=date(2015, 1, 1),
)
