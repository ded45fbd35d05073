"""region.toml: what a municipality may write in it, and one line in Dutch for everything else."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.region.files import read_region, served_region
from shared.region.parts import RegionError
from shared.region.policy import choosables
from shared.region.values import NoContact, NotServed, Purpose, ServedRegion
from shared.settings import SettingsError

MUNICIPALITY = """
[[municipality]]
code = "0273"
oin = "00000001001234567000"

[[municipality.contact]]
team = "Sociaal team"
return_address = "Postbus 1, 3880 AA Putten"
visiting_address = "Dorpsstraat 1, Putten"
phone = "0341 - 12 34 56"
phone_hours = "op werkdagen van 9.00 tot 12.00 uur"
email = "wmo@putten.nl"
since = 2014-01-01

[municipality.letterhead]
name = "Gemeente Putten"
colour = "#154273"

[municipality.house_style]
colour = "#154273"
ink = "#FFFFFF"
"""
POLICY = """
[[municipality.policy]]
key = "planning.weeks-notice"
value = 5
since = 2014-12-01
until = 2014-12-31
decision = "Besluit planning herbeoordelingen"
decided_on = 2014-10-14
"""
SECOND_CONTACT = MUNICIPALITY[
    MUNICIPALITY.index("[[municipality.contact]]") : MUNICIPALITY.index("[municipality.letter")
]
NIJKERK = MUNICIPALITY.replace("0273", "0267").replace("Gemeente Putten", "Gemeente Nijkerk")
TWO = 'host = "0273"\n' + MUNICIPALITY + NIJKERK
TOGETHER = """
[[region]]
purpose = "planning"
name = "Noord-Veluwe"
municipalities = ["0273", "0267"]
"""


def read(folder: Path, text: str) -> ServedRegion:
    file = folder / "region.toml"
    file.write_text(text, encoding="utf-8")
    return read_region(file)


def changed(**values: str) -> str:
    """The file of one municipality with other values, as they stand in the file."""
    text = MUNICIPALITY
    for key, value in values.items():
        line = f"{key} = {value}".replace("\\", r"\\")
        text, times = re.subn(rf"^{key} = .*$", line, text, flags=re.MULTILINE)
        assert times, key
    return text


def without(line: str) -> str:
    assert line in MUNICIPALITY
    return MUNICIPALITY.replace(line, "", 1)


def test_a_file_is_read_into_a_value(tmp_path: Path) -> None:
    region = read(tmp_path, MUNICIPALITY + POLICY)
    putten = region.municipality("0273")
    assert (set(region.codes), region.host, region.organisation) == ({"0273"}, "0273", "00000001001234567000")
    assert (putten.name, putten.letterhead.name, putten.letterhead.logo) == ("Putten", "Gemeente Putten", None)
    assert (putten.house_style.colour, putten.house_style.ink) == ("#154273", "#ffffff")
    assert (region.serves("0273"), region.serves("0321")) == (True, False)


FAULTS = [
    ("not TOML", "[[municipality]\ncode = 1", "regel 1 kan niet gelezen worden"),
    ("no municipality", 'host = "0273"\n', "er staat geen gemeente in"),
    (
        "a key that nobody reads",
        "gemeente = 1\n" + MUNICIPALITY,
        "region.toml: gemeente is geen sleutel die hier hoort",
    ),
    ("a slip in a key", changed().replace("phone_hours", "phonehours"), "contact: phonehours is geen sleutel"),
    ("no code", without('code = "0273"'), "code ontbreekt"),
    ("a code that does not exist", changed(code='"0272"'), 'code "0272" is van geen gemeente. Bedoelt u '),
    ("a name as code", changed(code='"Putte"'), "Bedoelt u 0273 (Putten)"),
    (
        "a municipality that is gone",
        changed(code='"0600"'),
        "is er niet meer sinds 18 maart 2010; schrijf 0599 (Rotterdam)",
    ),
    ("a municipality that was divided", changed(code='"0993"'), "schrijf 0984 (Venray) en 1507 (Horst aan de Maas)"),
    ("twice the same", 'host = "0273"\n' + MUNICIPALITY + MUNICIPALITY, "gemeente 0273 (Putten) staat er 2 keer in"),
    ("no OIN", without('oin = "00000001001234567000"'), "gemeente 0273 (Putten): oin ontbreekt"),
    ("a short OIN", changed(oin='"1234"'), 'gemeente 0273 (Putten): oin is "1234"; schrijf een OIN van 20 cijfers.'),
    ("no contact", MUNICIPALITY.replace(SECOND_CONTACT, "contact = []\n"), "contact ontbreekt"),
    (
        "contact as one table",
        MUNICIPALITY.replace("[[municipality.contact]]", "[municipality.contact]"),
        "[[municipality.contact]]",
    ),
    ("an empty team", changed(team='" "'), 'team is " "; schrijf hier een tekst'),
    ("a number as telephone", changed(phone="341"), "phone is 341; schrijf hier een tekst"),
    ("no telephone number", changed(phone='"zie de site"'), "schrijf een telefoonnummer"),
    ("no mail address", changed(email='"putten.nl"'), 'email is "putten.nl"; schrijf een e-mailadres'),
    (
        "a day as text",
        changed(since='"2014-01-01"'),
        'since is "2014-01-01"; schrijf een datum zonder aanhalingstekens',
    ),
    ("an end before the start", changed(since="2014-01-01\nuntil = 2013-01-01"), "ligt vóór since (2014-01-01)"),
    (
        "contacts of the same days",
        MUNICIPALITY.replace(SECOND_CONTACT, SECOND_CONTACT * 2),
        "twee die beginnen op 2014-01-01",
    ),
    (
        "days without contact",
        MUNICIPALITY.replace(
            SECOND_CONTACT,
            SECOND_CONTACT.replace("2014-01-01", "2014-01-01\nuntil = 2015-01-31")
            + SECOND_CONTACT.replace("2014-01-01", "2015-03-01"),
        ),
        "contact: na 2015-01-31 geldt er niets tot 2015-03-01; schrijf bij het eerste until = 2015-02-28.",
    ),
    ("a sign that nobody sees", changed(team='"Sociaal\\u0000 team"'), "team bevat een teken dat niemand ziet"),
    ("text that runs the other way", changed(team='"Sociaal\\u202E team"'), "team bevat een teken dat niemand ziet"),
    ("a logo elsewhere", changed(name='"Gemeente Putten"\nlogo = "../logo.svg"'), "alleen de naam van een bestand"),
    ("a logo that is not there", changed(name='"Gemeente Putten"\nlogo = "logo.svg"'), "zet het naast dit bestand"),
    ("a colour by name", changed(colour='"blauw"'), 'letterhead: colour is "blauw"; schrijf een kleur'),
    (
        "a colour too light for paper",
        changed(colour='"#767777"').replace("#767777", "#777777", 1),
        "contrast van 4,47; het moet 4,5",
    ),
    (
        "ink that cannot be read",
        changed(ink='"#0000ff"'),
        "ink op colour (#0000ff op #154273) heeft een contrast van 1,1",
    ),
    (
        "a choice that is not there",
        MUNICIPALITY + POLICY.replace("weeks-notice", "weeks"),
        'key "planning.weeks" is geen keuze',
    ),
    (
        "a choice out of bounds",
        MUNICIPALITY + POLICY.replace("= 5", "= 99"),
        "planning.weeks-notice: value is 99; schrijf een heel getal van 1 tot en met 26.",
    ),
    ("yes as a number", MUNICIPALITY + POLICY.replace("= 5", "= true"), "value is true"),
    (
        "a choice of nobody",
        MUNICIPALITY + POLICY.replace('decision = "Besluit planning herbeoordelingen"\n', ""),
        "decision ontbreekt",
    ),
    (
        "two choices for one day",
        MUNICIPALITY + POLICY + POLICY.replace("2014-12-01", "2014-12-15"),
        "until = 2014-12-14",
    ),
    (
        "no host of several",
        MUNICIPALITY + NIJKERK,
        'host ontbreekt; schrijf welke gemeente dit programma draait, zoals host = "0273"',
    ),
    (
        "a host that is not served",
        TWO.replace('host = "0273"', 'host = "0200"'),
        'host is "0200" en staat niet in dit bestand',
    ),
    (
        "an unknown purpose",
        TWO + TOGETHER.replace("planning", "lunch"),
        'purpose is "lunch"; kies uit: delivery, planning, print, purchase.',
    ),
    ("a region with others", MUNICIPALITY + TOGETHER, 'region "Noord-Veluwe": municipalities noemt "0267"'),
    ("two regions for one purpose", TWO + TOGETHER + TOGETHER, "staat voor planning in twee regio's"),
    (
        "one municipality twice in a region",
        TWO + TOGETHER.replace('["0273", "0267"]', '["0273", "0273"]'),
        'municipalities noemt "0273" 2 keer',
    ),
    (
        "one region in two blocks",
        TWO + TOGETHER.replace('["0273", "0267"]', '["0273"]') + TOGETHER.replace('["0273", "0267"]', '["0267"]'),
        'region "Noord-Veluwe" voor planning staat er 2 keer in',
    ),
    ("an empty region", TWO + TOGETHER.replace('["0273", "0267"]', "[]"), "municipalities is []; schrijf een lijst"),
    ("example as text", 'example = "ja"\n' + MUNICIPALITY, 'example is "ja"; schrijf true of false.'),
]


@pytest.mark.parametrize(("text", "message"), [each[1:] for each in FAULTS], ids=[each[0] for each in FAULTS])
def test_a_fault_is_told_in_one_line_that_names_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RegionError) as refused:
        read(tmp_path, text)
    told = str(refused.value)
    assert message in told
    assert told.startswith("region.toml: ")
    assert "\n" not in told


def test_a_file_that_is_not_there_or_not_utf8_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(RegionError, match=r"region\.toml: dit bestand is er niet"):
        read_region(tmp_path / "region.toml")
    (tmp_path / "region.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RegionError, match="UTF-8"):
        read_region(tmp_path / "region.toml")


def test_a_file_that_windows_saved_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "region.toml").write_bytes(("\ufeff" + MUNICIPALITY).replace("\n", "\r\n").encode())
    assert read_region(tmp_path / "region.toml").codes == {"0273"}


def test_the_file_is_found_through_the_environment(tmp_path: Path) -> None:
    read(tmp_path, MUNICIPALITY)
    assert served_region({"ZL_REGION": str(tmp_path / "region.toml")}).codes == {"0273"}
    with pytest.raises(SettingsError, match="ZL_REGION is not set"):
        served_region({})


LOGOS = [
    ("wapen.svg", b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', None),
    ("WAPEN.SVG", b"<svg/>", None),
    ("wapen.png", b"\x89PNG\r\n\x1a\n...", None),
    ("wapen.jpg", b"\xff\xd8\xff\xe0", None),
    ("wapen.png", b"<svg/>", "geen plaatje van die soort"),
    ("wapen.svg", b"<html></html>", "geen plaatje van die soort"),
    ("wapen.jpg", b"", "geen plaatje van die soort"),
]


@pytest.mark.parametrize(("name", "content", "fault"), LOGOS)
def test_a_logo_is_a_picture_beside_the_file(tmp_path: Path, name: str, content: bytes, fault: str | None) -> None:
    (tmp_path / name).write_bytes(content)
    text = changed(name=f'"Gemeente Putten"\nlogo = "{name}"')
    if fault is None:
        assert read(tmp_path, text).municipality("0273").letterhead.logo == tmp_path / name
    else:
        with pytest.raises(RegionError, match=fault):
            read(tmp_path, text)


def test_contact_data_hold_on_their_days(tmp_path: Path) -> None:
    later = SECOND_CONTACT.replace("2014-01-01", "2015-03-01").replace("Sociaal team", "Loket")
    earlier = SECOND_CONTACT.replace("since = 2014-01-01", "since = 2014-01-01\nuntil = 2015-02-28")
    region = read(tmp_path, MUNICIPALITY.replace(SECOND_CONTACT, later + earlier))
    assert region.contact("0273", date(2015, 2, 28)).team == "Sociaal team"
    assert region.contact("0273", date(2015, 3, 1)).team == "Loket"
    with pytest.raises(NoContact, match=r"0273 has no contact data on 2013-12-31 in region\.toml"):
        region.contact("0273", date(2013, 12, 31))
    with pytest.raises(NotServed, match=r"'0321' \(Houten\) is not in region\.toml"):
        region.contact("0321", date(2015, 3, 1))


def test_a_choice_holds_on_its_days_and_says_whose_it_is(tmp_path: Path) -> None:
    region = read(tmp_path, MUNICIPALITY + POLICY)
    own, default = (region.choice("0273", "planning.weeks-notice", date(2014, *day)) for day in ((12, 31), (11, 30)))
    assert (own.value, own.by, own.decided_on, own.is_default) == (5, "gemeente Putten", date(2014, 10, 14), False)
    assert (default.value, default.by, default.decided_on, default.is_default) == (
        3, "Zachte Landing", date(2014, 7, 19), True,
    )  # fmt: skip
    assert region.choice("0273", "capacity.least-working-days", date(2015, 1, 1)).value == 4


def test_every_default_lies_within_its_bounds() -> None:
    """`sorted` refuses to compare values of different kinds."""
    bounded: list[list[Any]] = [[c.low, c.default.value, c.high] for c in choosables().values() if c.low is not None]
    assert bounded
    assert all(line == sorted(line) for line in bounded)


def test_a_default_that_is_a_word_is_one_of_its_words() -> None:
    worded = [each for each in choosables().values() if each.words]
    assert worded
    assert all(each.default.value in each.words for each in worded)


def test_municipalities_do_some_things_together_and_others_alone(tmp_path: Path) -> None:
    region = read(tmp_path, TWO + TOGETHER)
    assert region.together(Purpose.PLANNING, "0267") == {"0267", "0273"}
    assert region.together(Purpose.PRINT, "0267") == {"0267"}
    assert [each.name for each in region.cooperations_of("0273")] == ["Noord-Veluwe"]


EXAMPLES = [
    ("phone", changed(phone='"000 - 000 02 73"')),
    ("return_address", changed(return_address='"Voorbeeldplein 1, 3880 AA Putten"')),
    ("visiting_address", changed(visiting_address='"Voorbeeldplein 1, Putten"')),
    ("email", changed(email='"wmo@putten.example"')),
]


@pytest.mark.parametrize(("key", "text"), EXAMPLES)
def test_what_leads_readers_to_nobody_is_recognised(tmp_path: Path, key: str, text: str) -> None:
    region = read(tmp_path, text)
    assert region.example_keys("0273", date(2015, 1, 1)) == (key,)
    assert region.left_to_fill_in() == (f"Putten (0273): {key}",)


def test_an_oin_of_zeros_is_left_to_fill_in_but_stops_no_letter(tmp_path: Path) -> None:
    region = read(tmp_path, changed(oin='"00000000000000000000"'))
    assert region.left_to_fill_in() == ("Putten (0273): oin",)
    assert region.example_keys("0273", date(2015, 1, 1)) == ()


def test_in_a_demo_everything_is_an_example_and_an_oin_may_be_absent(tmp_path: Path) -> None:
    text = "example = true\n" + without('oin = "00000001001234567000"').replace("0341 - 12 34 56", "000 - 000 02 73")
    region = read(tmp_path, text)
    assert (region.left_to_fill_in(), region.example_keys("0273", date(2015, 1, 1))) == ((), ())
    assert region.organisation == "0" * 20
