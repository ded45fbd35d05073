"""What each variant of the announcement tells its reader."""

from dataclasses import replace
from datetime import date

import pytest

from services.notifications.domain.client.recipient import Sex
from services.notifications.domain.letters.ending import signed_by
from services.notifications.domain.letters.facts import AnnouncementFacts
from services.notifications.domain.letters.letter import Letter, LetterError, Section
from tests.unit.notifications import letter_samples as sample


def text_of(facts: AnnouncementFacts) -> str:
    return "\n".join(sample.announcement(facts).texts())


def rows_of(letter: Letter) -> list[tuple[str, ...]]:
    return [row for section in letter.sections for table in section.tables for row in table.rows]


def section_of(letter: Letter, heading: str) -> Section:
    return next(section for section in letter.sections if section.heading == heading)


def why_of(facts: AnnouncementFacts) -> tuple[str, ...]:
    return section_of(sample.announcement(facts), "Waarom is dat zo?").paragraphs


def opening_of(facts: AnnouncementFacts) -> str:
    return sample.announcement(facts).sections[0].paragraphs[0]


def test_the_first_lines_say_who_arranges_and_until_when() -> None:
    assert opening_of(sample.WMO).startswith(
        "Vanaf 1 januari 2015 regelt de gemeente Nieuwegein uw zorg. U houdt deze zorg tot en met 30 juni 2015."
    )


def test_two_last_days_send_the_reader_to_the_table() -> None:
    assert "tot en met" not in opening_of(sample.TWO_DATES)
    assert "In de tabel staat tot wanneer." in opening_of(sample.TWO_DATES)


def test_a_table_row_holds_care_provider_and_day_and_the_article_follows() -> None:
    assert rows_of(sample.announcement(sample.WMO)) == [
        (
            "Begeleiding bij u thuis",
            "Stichting Verzonnen Zorg",
            "30 juni 2015",
        )
    ]
    assert why_of(sample.WMO) == ("Uw indicatie loopt tot en met 30 juni 2015. (Wmo 2015, artikel 8.3 lid 1)",)


def test_every_function_of_the_client_has_its_own_row() -> None:
    assert [row[2] for row in rows_of(sample.announcement(sample.MIXED))] == [
        "30 juni 2015",
        "31 december 2015",
        "Vanaf 1 januari 2015 bij de zorgverzekeraar",
        "15 december 2014",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "in de week van maandag 2 maart tot en met vrijdag 6 maart 2015",
        "U praat met een medewerker van de gemeente Nieuwegein.",
        "Dat heet onafhankelijke cliëntondersteuning.",
        "U kunt gratis hulp krijgen bij het gesprek.",
        "Ook uw mantelzorger kan deze hulp krijgen.",
        "Leg uw paspoort of identiteitskaart klaar.",
        "Dat heet een persoonlijk plan.",
        "Geef het ons voor het gesprek.",
        "Wij plannen het besluit uiterlijk op 27 april 2015.",
        "Voordat uw recht stopt, moet de gemeente met u praten over wat daarna komt. Wij nemen daarvoor zelf contact",
        "Hoort u voor die week niets van ons? Bel ons dan.",
        "Zegt u ja? Dan stopt uw oude recht. Zegt u nee? Dan houdt u uw oude recht, tot en met de dag in de tabel.",
        "Misschien komt er een andere zorgaanbieder. Uw recht op zorg verandert daar niet door.",
        "U betaalt de eigen bijdrage die hoorde bij de AWBZ. (Wmo 2015, artikel 8.3 lid 6)",
        "Het CAK berekent de eigen bijdrage",
    ],
)
def test_a_wmo_letter_tells_what_the_law_asks(sentence: str) -> None:
    assert sentence in text_of(sample.WMO)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("budget", "Vanaf 1 januari 2015 betaalt de SVB uw zorgverleners."),
        ("budget", "U houdt uw pgb zolang uw recht op deze zorg loopt."),
        ("budget", "De eigen bijdrage gaat van uw pgb af."),
        ("budget", "€\u00a05.098,75"),
        ("budget", "€\u00a04.975,93"),
        ("budget", "Deze bedragen zijn voorlopig: wij weten het inkomen nog niet."),
        ("budget", "Uw eigen zorgverlener (pgb)"),
        ("insurer only", "Verpleging en verzorging thuis heten dan wijkverpleging."),
        ("insurer only", "Bel uw zorgverzekeraar."),
        ("long term only", "Uw zorg valt vanaf 1 januari 2015 onder de Wet langdurige zorg (Wlz)."),
        ("long term only", "Bel dan het zorgkantoor."),
        ("protected living", "U houdt deze zorg in ieder geval tot en met 31 december 2019."),
        ("protected living", "In ieder geval 31 december 2019"),
        ("protected living", "Voor beschermd wonen geldt een langere overgangstijd"),
        ("protected living", "Voordat uw recht stopt, moet de gemeente met u praten"),
        ("protected living", "Daarvoor is nog geen week gekozen. U hoort van ons wanneer het zover is."),
        ("protected living", "Verandert er iets anders?"),
        ("child", "De zorg verandert op 1 januari 2015"),
        ("child", "is de gemeente Nieuwegein verantwoordelijk voor de zorg voor A.B. van den Voorbeeld."),
        ("child", "Dat staat in de Jeugdwet."),
        ("child", "Deze zorg blijft tot en met 30 juni 2015."),
        ("child", "Is er na 30 juni 2015 nog zorg nodig? Bel ons dan ruim voor die dag."),
        ("child", "Het kind houdt dezelfde hulpverlener als dat redelijk mogelijk is."),
        ("child with budget", "Het pgb blijft zolang het recht op deze zorg loopt."),
        ("child with budget", "Vanaf 1 januari 2015 betaalt de SVB de zorgverleners."),
        ("coming of age", "Op 14 maart 2015 wordt het kind volwassen. Vanaf die dag kan er een eigen bijdrage"),
        ("child with budget of insurer", "Vraag de zorgverzekeraar van het kind of daarna een nieuw pgb mogelijk is."),
        ("budget of insurer", "Uw pgb uit de AWBZ stopt voor deze zorg op 31 december 2014."),
        ("budget of insurer", "Dat pgb loopt niet via de SVB."),
        ("budget of insurer", "SVB betekent Sociale Verzekeringsbank."),
        ("budget of long term care", "Uw pgb uit de AWBZ stopt voor deze zorg op 31 december 2014."),
        ("budget of long term care", "Het zorgkantoor regelt daarna het pgb uit de Wlz."),
        ("budget everywhere", "Verpleging. Uw pgb uit de AWBZ stopt voor deze zorg op 31 december 2014."),
        ("budget everywhere", "Uw pgb uit de AWBZ stopt voor deze zorg op 15 december 2014."),
        ("wlz candidate", "Misschien is er zorg mogelijk uit de Wet langdurige zorg (Wlz)."),
        ("wlz candidate", "U houdt deze zorg tot en met 30 juni 2015."),
        ("nothing left", "Vraag het CIZ dan op tijd om een nieuwe indicatie."),
        ("nothing left", "Het CIZ moet uw aanvraag voor 1 januari 2015 hebben."),
        ("not listed", "Wij kijken samen met u wat mogelijk is."),
        ("not listed", "31 december 2014"),
        ("nothing left", "Uw zorg loopt niet vanzelf door."),
        ("mixed", "Een deel van uw zorg valt vanaf 1 januari 2015 onder de zorgverzekering."),
        ("mixed", "Vraag welke zorg u vanaf 1 januari 2015 van hem krijgt."),
        ("mixed", "Een deel van uw zorg loopt niet vanzelf door."),
        ("not in use", "Wilt u ermee beginnen? Bel ons dan eerst."),
        ("secret address", "Het staat daarom niet in berichten aan uw zorgaanbieder."),
        ("in 2015", "Uw zorg is veranderd op 1 januari 2015"),
        ("transport", "Dagbesteding (begeleiding in een groep) met vervoer"),
        ("transport", "Dan blijft het vervoer naar die zorg net zo lang als de zorg zelf."),
        ("budget", "De SVB hoort van de gemeente hoe hoog het pgb is."),
        ("budget for protected living", "Vraag de SVB hoe u het stuurt."),
        ("later", "Uw indicatie begint op 14 januari 2015. De gemeente Nieuwegein regelt deze zorg."),
        ("later", "Uw recht op deze zorg loopt tot en met 30 juni 2015."),
        ("later", "Uw zorg is nog niet in gebruik. Wilt u ermee beginnen? Bel ons dan eerst."),
        ("later", "nog niet in gebruik. De indicatie begint op 14 januari 2015."),
        ("later", "Uw indicatie komt uit de AWBZ."),
        ("later", "Uw indicatie voor zorg uit de AWBZ"),
        ("later and in use", "Begint de zorg op een andere dag dan hier staat? Bel ons dan."),
        ("later and in use", "Begeleiding bij u thuis: de indicatie begint op 14 januari 2015."),
        ("over", "Uw zorg uit de AWBZ is gestopt"),
        ("over", "Deze zorg kwam uit de AWBZ."),
        ("over", "Is er nog zorg nodig? Vraag het CIZ dan nu om een nieuwe indicatie."),
        ("nothing left", "Uw zorg uit de AWBZ stopt"),
        ("partly over", "Uw zorg verandert op 1 januari 2015"),
        ("partly over", "Uw indicatie komt uit de AWBZ."),
        ("child and CIZ", "Zeg het dan voor 1 januari 2015 tegen het CIZ."),
        ("child and CIZ", "Bel ons dan ook."),
        ("budget for protected living", "Uw pgb loopt in ieder geval tot en met 31 december 2015."),
        ("budget for protected living", "(pgb, in ieder geval tot en met 31 december 2015)"),
        ("budget for protected living", "U houdt deze zorg in ieder geval tot en met 31 december 2019."),
        ("budget for protected living", "In ieder geval 31 december 2019"),
        ("budget for protected living", "Of er daarna nog een pgb is, is nog niet beslist."),
        ("budget that ends before the right", "Uw pgb loopt tot en met 31 december 2015. Daarna is er geen pgb meer."),
        ("budget that ends before the right", "Het recht op zorg van een zorgaanbieder loopt wel door."),
        ("after the year", "Voordat uw recht stopt, moet de gemeente met u praten"),
        ("after the year", "Dat plannen wij in de week van maandag 2 maart"),
        ("short stay", "Voor kortdurend verblijf geldt geen eigen bijdrage."),
        ("no budget yet", "Voor uw zorg loopt geen pgb door. Wilt u deze zorg? Bel ons dan over een zorgaanbieder."),
        ("conversation over", "Hebben wij nog niet met u gesproken? Bel ons dan."),
    ],
)
def test_each_variant_says_what_holds_for_that_reader(name: str, sentence: str) -> None:
    assert sentence in text_of(sample.VARIANTS[name])


@pytest.mark.parametrize("name", sample.VARIANTS)
def test_nobody_whose_care_ends_or_goes_elsewhere_reads_that_there_is_nothing_to_do(name: str) -> None:
    assert "niets te doen" not in text_of(sample.VARIANTS[name])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wmo", "pgb"),
        ("wmo", "zorgverzekeraar"),
        ("budget without help in kind", "CAK"),
        ("insurer only", "gesprek"),
        ("insurer only", "eigen bijdrage"),
        ("nothing left", "U houdt"),
        ("long term only", "cliëntondersteuning"),
        ("child", "eigen bijdrage"),
        ("child with budget", "volwassen"),
        ("child with budget", "voorlopig"),
        ("child", "andere zorgaanbieder"),
        ("short stay", "CAK"),
        ("budget for protected living", "U houdt uw pgb zolang"),
        ("conversation over", "in de week van"),
        ("two dates", "ermee beginnen"),
        ("protected living", "langs"),
        ("protected living", "uitnodiging"),
        ("protected living", "Wij nemen"),
        ("child", "langs"),
        ("child", "uitnodiging"),
        ("child", "Wij nemen"),
        ("child with budget", "uw pgb"),
        ("child with budget", "U hebt een pgb"),
        ("child with budget of insurer", "uw zorgverzekeraar"),
        ("child", "uw kind"),
        ("not listed", "CIZ"),
        ("not listed", "Zie de uitleg"),
        ("wmo", "geheim"),
        ("wmo", "vervoer"),
        ("not in use", "U houdt"),
        ("later", "U houdt"),
        ("later", "Nu komt"),
        ("later", "verandert op 1 januari"),
        ("later and in use", "U houdt"),
        ("over", "verandert op 1 januari"),
        ("over", "Nu komt deze zorg"),
        ("over", "nadat de indicatie stopt"),
        ("over", "U hebt een pgb"),
        ("partly over", "Nu komt deze zorg"),
        ("long term only", "CIZ"),
    ],
)
def test_a_variant_leaves_out_what_does_not_hold(name: str, words: str) -> None:
    only_budget = replace(sample.WMO, lines=(sample.HELD,))
    assert words not in text_of({**sample.VARIANTS, "budget without help in kind": only_budget}[name])


@pytest.mark.parametrize("name", sample.VARIANTS)
def test_every_letter_announces_and_says_it_decides_nothing(name: str) -> None:
    text = text_of(sample.VARIANTS[name])
    assert "Deze brief is geen besluit." in text
    assert not [word for word in ("wij besluiten", "wij hebben besloten", "wij kennen", "wij wijzen") if word in text]


@pytest.mark.parametrize("name", sample.VARIANTS)
def test_every_letter_gives_the_telephone_number(name: str) -> None:
    letter = sample.announcement(sample.VARIANTS[name])
    assert letter.sections[-1].call
    assert letter.sender.phone == "000 - 000 03 56"


@pytest.mark.parametrize(
    ("sex", "first_line", "salutation"),
    [
        ("female", "Mevrouw A.B. van den Voorbeeld", "Geachte mevrouw Van den Voorbeeld,"),
        ("male", "De heer A.B. van den Voorbeeld", "Geachte heer Van den Voorbeeld,"),
        ("unknown", "A.B. van den Voorbeeld", "Geachte heer of mevrouw Van den Voorbeeld,"),
    ],
)
def test_the_reader_is_addressed_by_name_and_sex(sex: Sex, first_line: str, salutation: str) -> None:
    letter = sample.announcement(replace(sample.WMO, addressee=replace(sample.PERSON, sex=sex)))
    assert (letter.addressee[0], letter.salutation) == (first_line, salutation)


def test_a_name_without_prefix_has_no_stray_space() -> None:
    plain = replace(sample.PERSON, prefix="", initials="")
    letter = sample.announcement(replace(sample.WMO, addressee=plain))
    assert (letter.addressee[0], letter.salutation) == ("Mevrouw Voorbeeld", "Geachte mevrouw Voorbeeld,")


def test_a_letter_about_a_child_goes_to_the_parents() -> None:
    letter = sample.announcement(replace(sample.CHILD, minor=False))
    assert letter.addressee[:2] == ("De ouder(s) of verzorger(s) van", "A.B. van den Voorbeeld")
    assert letter.salutation == "Geachte ouder(s) of verzorger(s),"


def test_minors_under_the_zvw_are_written_to_their_parents_too() -> None:
    letter = sample.announcement(replace(sample.INSURER_ONLY, minor=True))
    assert letter.addressee[0] == "De ouder(s) of verzorger(s) van"


def test_the_same_explanation_is_printed_only_once() -> None:
    twice = replace(sample.GUIDANCE, reasons=(sample.UNTIL_INDICATION, sample.UNTIL_INDICATION))
    both = replace(sample.WMO, lines=(twice, replace(sample.DAY_CARE, reasons=(sample.UNTIL_INDICATION,))))
    assert why_of(both) == ("Uw indicatie loopt tot en met 30 juni 2015. (Wmo 2015, artikel 8.3 lid 1)",)


def test_explanations_that_differ_name_the_care_they_are_about() -> None:
    assert [text.partition(":")[0] for text in why_of(sample.TWO_DATES)] == [
        "Begeleiding bij u thuis",
        "Dagbesteding (begeleiding in een groep)",
    ]


def test_an_explanation_of_two_kinds_of_care_names_both() -> None:
    three = replace(sample.WMO, lines=(sample.NURSING, sample.GUIDANCE, replace(sample.GUIDANCE, care="Vervoer")))
    assert why_of(three)[1].startswith("Begeleiding bij u thuis en vervoer: Uw indicatie")


def test_after_the_change_nobody_is_sent_to_the_ciz() -> None:
    assert "CIZ" not in text_of(replace(sample.MIXED, letter_date=date(2015, 1, 12)))


def test_protected_living_that_ends_in_2015_has_no_longer_transition() -> None:
    ends = replace(sample.PROTECTED, right_until=date(2015, 12, 31))
    assert "langere overgangstijd" not in text_of(replace(sample.WMO, lines=(ends,)))


def test_an_indication_that_starts_too_late_has_no_last_day() -> None:
    never = replace(sample.NOTHING, right_until=None, indication_over=False)
    assert rows_of(sample.announcement(replace(sample.WMO, lines=(never,))))[0][2] == (
        "Nog niet begonnen op 1 januari 2015"
    )


@pytest.mark.parametrize("name", ["budget", "budget for protected living", "later and in use", "child with budget"])
@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2014, 11, 3), "Stuur voor 1 januari 2015 een zorgovereenkomst met elke zorgverlener naar de"),
        (date(2015, 1, 12), "nog niet van elke zorgverlener een zorgovereenkomst? Stuur die dan nu."),
    ],
)
def test_a_budget_holder_is_told_to_send_the_agreement(name: str, day: date, step: str) -> None:
    letter = sample.announcement(replace(sample.VARIANTS[name], letter_date=day))
    assert step in " ".join(section_of(letter, "Wat moet u nu doen?").paragraphs)


@pytest.mark.parametrize("name", ["wlz candidate", "child and CIZ"])
@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2014, 12, 31), "Zeg het dan voor 1 januari 2015 tegen het CIZ."),
        (date(2015, 1, 1), "voor 1 januari 2015 gezegd dat u zorg uit de Wet langdurige zorg (Wlz) wilt? Bel ons"),
        (date(2015, 1, 2), "voor 1 januari 2015 gezegd dat u zorg uit de Wet langdurige zorg (Wlz) wilt? Bel ons"),
    ],
)
def test_the_step_towards_the_ciz_stands_with_what_to_do(name: str, day: date, step: str) -> None:
    letter = sample.announcement(replace(sample.VARIANTS[name], letter_date=day))
    assert step in " ".join(section_of(letter, "Wat moet u nu doen?").paragraphs)


def test_a_budget_that_stops_for_several_kinds_of_care_is_told_once() -> None:
    two = tuple(replace(sample.NOTHING, pgb=True, care=care) for care in ("Verpleging", "Logeren"))
    assert text_of(replace(sample.NOTHING_LEFT, lines=two)).count("Uw pgb uit de AWBZ stopt") == 1


def test_a_right_that_is_over_is_told_as_over() -> None:
    text = text_of(replace(sample.WMO, letter_date=date(2015, 7, 6), conversation=None))
    assert "U hield deze zorg tot en met 30 juni 2015." in text
    assert "Is er hulp nodig? Bel ons dan." in text
    assert "niets te doen" not in text


def test_the_last_day_of_youth_care_is_told_once_before_the_table() -> None:
    letter = sample.announcement(sample.CHILD)
    told = " ".join(text for section in letter.sections[:2] for text in section.texts())
    assert told.count("Deze zorg blijft") == 1


@pytest.mark.parametrize("name", sample.VARIANTS)
def test_what_to_do_is_short(name: str) -> None:
    to_do = " ".join(section_of(sample.announcement(sample.VARIANTS[name]), "Wat moet u nu doen?").paragraphs)
    most = 120 if name in ("mixed", "budget everywhere") else 80
    assert len(to_do.split()) <= most


def test_kept_care_without_a_last_day_is_refused() -> None:
    with pytest.raises(LetterError, match="ontbreekt de laatste dag"):
        replace(sample.GUIDANCE, right_until=None)


def test_a_line_without_a_reason_is_refused() -> None:
    with pytest.raises(LetterError, match="ontbreekt de reden"):
        replace(sample.GUIDANCE, reasons=())


def test_a_letter_without_any_care_is_refused() -> None:
    with pytest.raises(LetterError, match="geen zorg"):
        replace(sample.WMO, lines=())


def test_the_same_facts_give_the_same_letter() -> None:
    assert sample.announcement(sample.MIXED) == sample.announcement(sample.MIXED)


@pytest.mark.parametrize("facts", sample.VARIANTS.values(), ids=sample.VARIANTS)
def test_other_contact_data_change_a_letter_as_if_it_was_written_with_them(facts: AnnouncementFacts) -> None:
    other = replace(facts.sender, team="Sociaal team", phone="0341 - 12 34 56", email="wmo@gemeente.nl")
    assert signed_by(sample.announcement(facts), other) == sample.announcement(replace(facts, sender=other))
