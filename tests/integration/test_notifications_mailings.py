"""The screens of mailings: what is shown before somebody releases, who may, and what is said of a letter that came
back."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from services.notifications.adapters.letters.tables import letter
from shared.access import Role, User
from tests.integration.test_notifications_web import (
    CASEWORKER,
    CLIENT,
    DIED,
    EVERYWHERE,
    FINANCE,
    HOUTEN,
    NEIGHBOUR,
    NIEUWEGEIN,
    PROVIDER,
    lines_read,
    newly_read,
    site,
)
from tests.support.notifications import (
    Bench,
    Person,
    appointed,
    everything,
    held_back,
    make_runs_without_paper,
    open_bench,
    open_copy,
    stepped,
)

COLLEAGUE = User("collega", "Kim", Role.CASEWORKER, frozenset({"0321"}))
AUDITOR = User("auditor", "Aart", Role.AUDITOR, frozenset({"0321"}))
ELSEWHERE = User("ander", "Ander", Role.CASEWORKER, frozenset({"0356"}))


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bench = open_bench(tmp_path_factory.mktemp("told"))
    bench.tell([event for person in (HOUTEN, NIEUWEGEIN, DIED, NEIGHBOUR) for event in everything(person)])
    bench.close()
    return bench.folder


@pytest.fixture
def bench(told_once: Path, tmp_path: Path) -> Bench:
    return open_copy(told_once, tmp_path)


@pytest.fixture
def large(tmp_path: Path) -> Bench:
    """With so many letters in one municipality that two people release them."""
    bench = open_bench(tmp_path)
    bench.tell([event for number in range(101) for event in everything(Person(number + 1))])
    return bench


def mailing_of(bench: Bench, user: User = CASEWORKER, number: int = 0) -> str:
    return str(site(bench, user).get("/api/v1/mailings").get_json()[number]["id"])


def seen_in(page: str) -> str:
    (mark,) = re.findall(r'name="seen" value="([0-9a-f]+)"', page)
    return str(mark)


def release(bench: Bench, user: User, id_: str) -> tuple[int, str]:
    mine = site(bench, user)
    answer = mine.post(f"/mailings/{id_}/released", data={"seen": seen_in(mine.get(f"/mailings/{id_}").text)})
    return answer.status_code, answer.headers.get("Location", "")


def test_a_mailing_shows_what_is_odd_and_letters_to_read(bench: Bench) -> None:
    mine = site(bench, CASEWORKER)
    (waiting,) = mine.get("/api/v1/mailings").get_json()
    assert (waiting["letters"], waiting["state"], waiting["kinds"]) == (2, "gathering", {"announcement": 2})
    assert (waiting["first"], waiting["second"]) == (None, None)
    assert f'href="/mailings/{waiting["id"]}"' in mine.get("/mailings").text
    page = mine.get(f"/mailings/{waiting['id']}").text
    assert "1 brief van deze gemeente gaat niet uit. Deze persoon is overleden." in page
    letters = set(re.findall(r'href="/letters/([0-9a-f-]{36})"', page))
    assert len(letters) == 2, "there are no three letters to show"
    for id_ in letters:
        assert "Tekst van de brief" in mine.get(f"/letters/{id_}").text
    read = newly_read(bench, mine, f"/mailings/{waiting['id']}")
    assert {subject for _, subject, _ in read} == {HOUTEN.id, NEIGHBOUR.id}


def test_a_mailing_is_released_by_name_and_then_printed(bench: Bench) -> None:
    id_, mine = mailing_of(bench), site(bench, CASEWORKER)
    assert "2 brieven wachten op vrijgave" in mine.get("/print-runs").text
    assert release(bench, CASEWORKER, id_) == (303, f"/mailings/{id_}?done=released")
    page = mine.get(f"/mailings/{id_}?done=released").text
    assert "Deze mailing is vrijgegeven. De brieven komen in de volgende afdruk." in page
    assert "Noor, op 3 november 2014" in page
    assert "Geef deze mailing vrij" not in page
    assert "op vrijgave" not in mine.get("/print-runs").text
    assert "Er zijn nu geen brieven die op vrijgave wachten." in mine.get("/mailings").text
    again = mine.post(f"/mailings/{id_}/released", data={"seen": "x"})
    assert (again.status_code, "al vrijgegeven op 3 november 2014, door Noor" in again.text) == (422, True)
    make_runs_without_paper(bench)
    page = mine.get(f"/mailings/{id_}").text
    assert "2 afgedrukt" in page
    with bench.service.database.reading() as connection:
        printed = connection.execute(select(letter.c.id).where(letter.c.mailing_id == id_)).scalars().all()
    assert f"/mailings/{id_}" in mine.get(f"/letters/{printed[0]}").text


def test_above_the_number_somebody_else_releases_too(large: Bench) -> None:
    id_ = mailing_of(large)
    before = site(large, CASEWORKER).get(f"/mailings/{id_}").text
    assert "Er zitten meer dan 100 brieven in. Daarom geven twee mensen deze mailing vrij." in before
    assert before.count("Tekst van de brief") == 0
    assert release(large, CASEWORKER, id_) == (303, f"/mailings/{id_}?done=first")
    mine = site(large, CASEWORKER).get(f"/mailings/{id_}?done=first").text
    assert "U hebt deze mailing vrijgegeven. Iemand anders moet dat ook nog doen." in mine
    assert "U gaf deze mailing al vrij. Iemand anders moet dat ook doen" in mine
    assert "Geef deze mailing vrij" not in mine
    refused = site(large, CASEWORKER).post(f"/mailings/{id_}/released", data={"seen": "x"})
    assert refused.status_code == 422
    assert large.service.tick(large.service.database.clock.today()) == 1, "a notice, and no letter"
    assert "wacht op een tweede persoon" in site(large, COLLEAGUE).get("/mailings").text
    assert release(large, COLLEAGUE, id_) == (303, f"/mailings/{id_}?done=released")
    assert "Kim, op 3 november 2014" in site(large, CASEWORKER).get("/mailings").text.replace("Kim, 3", "Kim, op 3")


def test_a_letter_that_came_in_between_is_told_of(bench: Bench) -> None:
    id_, mine = mailing_of(bench), site(bench, CASEWORKER)
    mark = seen_in(mine.get(f"/mailings/{id_}").text)
    bench.tell(everything(Person(9)))
    answer = mine.post(f"/mailings/{id_}/released", data={"seen": mark})
    assert (answer.status_code, "Bekijk de mailing opnieuw" in answer.text) == (422, True)
    assert mine.post(f"/mailings/{id_}/released").status_code == 422
    assert release(bench, CASEWORKER, id_)[0] == 303


def test_who_only_looks_or_works_elsewhere_releases_nothing(bench: Bench) -> None:
    id_ = mailing_of(bench)
    for user in (AUDITOR, ELSEWHERE, CLIENT, PROVIDER, FINANCE):
        assert site(bench, user).post(f"/mailings/{id_}/released", data={"seen": "x"}).status_code == 403
    seen = site(bench, AUDITOR).get(f"/mailings/{id_}").text
    assert "Een consulent of functioneel beheerder geeft vrij." in seen
    assert "/released" not in seen
    for user in (ELSEWHERE, CLIENT, PROVIDER, FINANCE):
        assert site(bench, user).get(f"/mailings/{id_}").status_code == 403
    for user in (CLIENT, PROVIDER, FINANCE):
        assert site(bench, user).get("/mailings").status_code == 403
        assert site(bench, user).get("/api/v1/mailings").status_code == 403
    manager = site(bench, EVERYWHERE)
    assert manager.post(f"/mailings/{id_}/released", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert manager.get(f"/mailings/{HOUTEN.id}").status_code == 404
    assert len(manager.get("/api/v1/mailings").get_json()) == 2
    release(bench, CASEWORKER, id_)
    assert site(bench, ELSEWHERE).get(f"/mailings/{id_}").status_code == 403
    only_here = manager.get("/mailings?municipality=0356").text
    assert "Voor deze gemeente is nog geen mailing vrijgegeven." in only_here


def letter_sent(bench: Bench, person: Person) -> str:
    make_runs_without_paper(bench)
    mine = site(bench, EVERYWHERE)
    for run in mine.get("/api/v1/print-runs").get_json():
        mine.post(f"/print-runs/{run['id']}/handed-over")
    (found,) = mine.get(f"/api/v1/letters?client={person.id}").get_json()["letters"]
    return str(found["id"])


def test_a_letter_came_back_and_is_somebody_s_task(bench: Bench) -> None:
    mine = site(bench, CASEWORKER)
    (found,) = mine.get(f"/api/v1/letters?client={HOUTEN.id}").get_json()["letters"]
    assert "kwam terug" not in mine.get(f"/letters/{found['id']}").text, "it was not sent yet"
    address = f"/letters/{letter_sent(bench, HOUTEN)}"
    assert "Deze brief kwam terug" in mine.get(address).text
    assert "kwam terug" not in site(bench, AUDITOR).get(address).text
    assert "kwam terug" not in site(bench, CLIENT).get(address).text

    for day, wrong in (
        ("", "Schrijf een datum als"),
        ("gisteren", "Schrijf een datum als"),
        ("2014-11-09", "Kies een dag"),
    ):
        answer = mine.post(f"{address}/returned", data={"who": "letter", "day": day})
        assert (answer.status_code, wrong in answer.text, f'value="{day}"' in answer.text) == (400, True, True)
    answer = mine.post(f"{address}/returned", data={"who": "letter", "day": "2014-11-03"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{address}?done=returned")
    page = mine.get(answer.headers["Location"]).text
    assert "Wij hebben bewaard dat deze brief terugkwam." in page
    assert "Nu: zoek uit waarom deze brief terugkwam" in page
    assert "teruggekomen op 3 november 2014" in page
    assert "Nu: zoek uit" not in site(bench, CLIENT).get(address).text
    assert "<strong>1</strong> brief<" in mine.get("/letters?attention=returned").text
    assert "geen brieven met deze keuze" in site(bench, ELSEWHERE).get("/letters?attention=returned").text
    (found,) = mine.get(f"/api/v1/letters?client={HOUTEN.id}&state=returned").get_json()["letters"]
    assert (found["returnedOn"], found["handedOverOn"]) == ("2014-11-03", "2014-11-03")
    assert mine.post(f"{address}/returned", data={"who": "letter", "day": "2014-11-03"}).status_code == 400

    bench.tell(everything(replace(HOUTEN, revision=2, right_until="2015-07-31")))
    assert "geen brieven met deze keuze" in mine.get("/letters?attention=returned").text
    assert "Nu: zoek uit" not in mine.get(address).text


def test_only_who_works_on_letters_there_says_that_one_came_back(bench: Bench) -> None:
    address = f"/letters/{letter_sent(bench, HOUTEN)}/returned"
    before = lines_read(bench)
    for user in (AUDITOR, ELSEWHERE, CLIENT, PROVIDER, FINANCE):
        assert site(bench, user).post(address, data={"who": "letter", "day": "2014-11-03"}).status_code == 403
    assert lines_read(bench) == before
    assert (
        site(bench, CASEWORKER)
        .post(f"/letters/{HOUTEN.id}/returned", data={"who": "letter", "day": "2014-11-03"})
        .status_code
        == 404
    )


SHORT = Person(21, right_until="2015-01-01", surname="Kort")
WHY = "De gegevens kwamen pas in november."


def test_who_hears_too_late_that_a_right_ends_stands_there_with_a_name_and_a_reason(tmp_path: Path) -> None:
    bench = open_bench(tmp_path, date(2014, 11, 10))
    bench.tell([event for person in (HOUTEN, SHORT) for event in everything(person)])
    mine, id_ = site(bench, CASEWORKER, date(2014, 11, 10)), mailing_of(bench)
    page = mine.get(f"/mailings/{id_}").text
    assert "1 brief vertelt minder dan 8 weken van tevoren dat een recht eindigt." in page
    assert "Het eerste eindigt op 1 januari 2015." in page
    listed = mine.get(f"/mailings/{id_}/letters?odd=late-end").text
    assert ("Kort" in listed, "1 januari 2015" in listed) == (True, True)
    assert newly_read(bench, mine, f"/mailings/{id_}/letters?odd=late-end") == [
        ("consulent", SHORT.id, "Opvallende brieven uit een mailing bekijken")
    ]
    assert mine.get(f"/mailings/{id_}/letters?odd=nonsense").status_code == 400
    answer = mine.post(f"/mailings/{id_}/released", data={"seen": seen_in(page), "why": " "})
    assert (answer.status_code, "Schrijf in één zin waarom" in answer.text) == (400, True)
    assert "Geef deze mailing vrij" in answer.text
    answer = mine.post(f"/mailings/{id_}/released", data={"seen": seen_in(page), "why": WHY})
    assert answer.status_code == 303
    assert f"Noor, 10 november 2014, over 1 brief: {WHY}" in mine.get(f"/mailings/{id_}").text
    make_runs_without_paper(bench, date(2014, 11, 10))
    (run,) = mine.get("/api/v1/print-runs").get_json()
    assert "Waarom horen mensen zo laat" not in mine.get(f"/print-runs/{run['id']}").text
    assert mine.post(f"/print-runs/{run['id']}/handed-over").status_code == 303
    late = mine.get("/letters?attention=late").text
    assert ("Kort" in late, "<strong>1</strong> brief<" in late) == (True, True)
    (found,) = mine.get(f"/api/v1/letters?client={SHORT.id}").get_json()["letters"]
    shown = mine.get(f"/letters/{found['id']}").text
    assert "Deze brief vertelt dat een recht eindigt op 1 januari 2015. Noor liet de brief gaan" in shown
    assert WHY in shown
    own = site(bench, User("client", "Cliënt", Role.CLIENT, client=SHORT.id)).get(f"/letters/{found['id']}")
    assert (own.status_code, WHY in own.text) == (200, False)
    bench.work()
    (sent,) = [each for each in bench.recorded() if each.type.endswith("letter-sent.v1") and each.subject == SHORT.id]
    assert sent.data["toldLate"]["by"] == {"id": "consulent", "name": "Noor"}


def test_a_pile_that_lay_too_long_is_handed_over_with_a_reason(tmp_path: Path) -> None:
    bench = open_bench(tmp_path, date(2014, 11, 3))
    bench.tell(everything(SHORT))
    make_runs_without_paper(bench)
    late = date(2014, 11, 12)
    bench.service.database.clock.day = late  # type: ignore[attr-defined]
    mine = site(bench, CASEWORKER, late)
    (run,) = mine.get("/api/v1/print-runs").get_json()
    page = mine.get(f"/print-runs/{run['id']}").text
    assert "Eén brief vertelt nu minder dan 8 weken van tevoren dat een recht eindigt." in page
    answer = mine.post(f"/print-runs/{run['id']}/handed-over")
    assert (answer.status_code, "Schrijf in één zin waarom" in answer.text) == (400, True)
    assert mine.post(f"/print-runs/{run['id']}/handed-over", data={"why": WHY}).status_code == 303
    assert f"Noor, 12 november 2014, over 1 brief: {WHY}" in mine.get(f"/print-runs/{run['id']}").text


def test_the_second_person_sends_a_mailing_back_and_says_why(large: Bench) -> None:
    id_ = mailing_of(large)
    assert "Stuur de mailing terug" not in site(large, COLLEAGUE).get(f"/mailings/{id_}").text
    release(large, CASEWORKER, id_)
    mine = site(large, COLLEAGUE)
    assert "Stuur de mailing terug" in mine.get(f"/mailings/{id_}").text
    assert "Stuur de mailing terug" not in site(large, AUDITOR).get(f"/mailings/{id_}").text
    for user in (AUDITOR, ELSEWHERE, CLIENT, PROVIDER, FINANCE):
        assert site(large, user).post(f"/mailings/{id_}/sent-back", data={"back": "Nee."}).status_code == 403
    answer = mine.post(f"/mailings/{id_}/sent-back", data={"back": ""})
    assert (answer.status_code, "Schrijf in één zin wat er niet klopt." in answer.text) == (400, True)
    answer = mine.post(f"/mailings/{id_}/sent-back", data={"back": "Oud <b>nummer</b>."})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/mailings/{id_}?done=sent-back")
    page = mine.get(answer.headers["Location"]).text
    assert "U hebt deze mailing teruggestuurd." in page
    assert "Kim stuurde deze mailing terug op 3 november 2014." in page
    assert ("Oud &lt;b&gt;nummer&lt;/b&gt;." in page, "Geef deze mailing vrij" in page) == (True, False)
    assert mine.post(f"/mailings/{id_}/sent-back", data={"back": "Nog eens."}).status_code == 422
    waiting, sent_back = mine.get("/api/v1/mailings").get_json()
    assert (waiting["number"], waiting["letters"], waiting["sentBack"]) == (2, 101, None)
    assert (sent_back["state"], sent_back["sentBack"]["by"]["name"]) == ("sent-back", "Kim")
    assert "Kim stuurde" in mine.get(f"/mailings/{waiting['id']}").text
    assert large.service.tick(large.service.database.clock.today()) == 1, "a notice, and no letter"
    release(large, CASEWORKER, waiting["id"])
    before = large.service.totals()
    large.work()
    large.service.rebuild()
    assert large.service.totals() == before
    assert "Kim stuurde deze mailing terug" in mine.get(f"/mailings/{id_}").text
    assert release(large, COLLEAGUE, waiting["id"])[0] == 303


def test_a_question_that_was_answered_by_telephone_is_left_out_from_its_list(tmp_path: Path) -> None:
    soon, bench = date(2015, 1, 26), open_bench(tmp_path, date(2015, 1, 26))
    view = {"intended": "Minder.", "answerBy": "2015-03-03"}
    asked = stepped(HOUTEN, "ask-view", "applied", "2015-01-20", 1, details=view)
    bench.tell([*everything(HOUTEN), asked, stepped(HOUTEN, "receive-view", "applied", "2015-01-22", 2)])
    mine, id_ = site(bench, CASEWORKER, soon), mailing_of(bench)
    assert "1 brief vraagt iets waar de cliënt al antwoord op gaf." in mine.get(f"/mailings/{id_}").text
    listed = mine.get(f"/mailings/{id_}/letters?odd=answered").text
    assert "In het dossier staat al een antwoord van de cliënt." in listed
    (action,) = re.findall(r'action="(/mailings/[0-9a-f-]+/letters/[0-9a-f-]+/left-out)"', listed)
    page = mine.get(mine.post(action, data={"odd": "answered"}).headers["Location"]).text
    assert "De brief is uit de mailing." in page
    assert "Bel de cliënt" not in page
    assert "Zulke brieven zitten nu niet in deze mailing." in page


def test_an_invitation_that_comes_too_late_is_left_out_with_one_click(tmp_path: Path) -> None:
    soon, bench = date(2015, 2, 8), open_bench(tmp_path, date(2015, 2, 8))
    bench.tell([*everything(HOUTEN), appointed(HOUTEN)])
    mine, id_ = site(bench, CASEWORKER, soon), mailing_of(bench)
    page = mine.get(f"/mailings/{id_}").text
    assert (
        "1 brief vraagt iets voor een dag die er al is of voorbij is, of moest dan al weg zijn. "
        "De eerste is 30 januari 2015." in page
    )
    assert ("Laat die eerst weg" in page, "Geef deze mailing vrij" in page) == (True, False)
    listed = mine.get(f"/mailings/{id_}/letters?odd=day-gone").text
    (action,) = re.findall(r'action="(/mailings/[0-9a-f-]+/letters/[0-9a-f-]+/left-out)"', listed)
    assert "left-out" not in site(bench, AUDITOR, soon).get(f"/mailings/{id_}/letters?odd=day-gone").text
    for user in (AUDITOR, ELSEWHERE, CLIENT, PROVIDER, FINANCE):
        assert site(bench, user, soon).post(action).status_code == 403
    answer = mine.post(action, data={"odd": "day-gone"})
    assert answer.status_code == 303
    page = mine.get(answer.headers["Location"]).text
    assert "De brief is uit de mailing. Bel de cliënt." in page
    letter_id = action.split("/")[4]
    assert "Noor liet deze brief weg uit de mailing op 8 februari 2015." in mine.get(f"/letters/{letter_id}").text
    assert "uit de mailing gehaald op 8 februari 2015" in mine.get("/letters?state=taken-out").text
    assert mine.post(action).status_code == 404
    assert release(bench, CASEWORKER, id_)[0] == 303
    bench.work()
    before = bench.service.totals()
    bench.service.rebuild()
    assert bench.service.totals() == before


def test_a_printed_letter_that_is_held_since_leaves_its_pile_with_a_reason(bench: Bench) -> None:
    make_runs_without_paper(bench)
    bench.tell([held_back(HOUTEN)])
    mine = site(bench, CASEWORKER)
    (run,) = mine.get("/api/v1/print-runs").get_json()
    page = mine.get(f"/print-runs/{run['id']}").text
    assert "Vastgehouden na het afdrukken" in page
    ((action, letter_id),) = re.findall(r'action="(/print-runs/[0-9a-f-]+/letters/([0-9a-f-]+)/taken-out)"', page)
    assert "taken-out" not in site(bench, AUDITOR).get(f"/print-runs/{run['id']}").text
    answer = mine.post(action, data={f"why-{letter_id}": ""})
    assert (answer.status_code, "Schrijf in één zin waarom deze brief" in answer.text) == (400, True)
    assert mine.post(action, data={f"why-{letter_id}": "Het adres klopt niet."}).status_code == 303
    page = mine.get(f"/print-runs/{run['id']}").text
    assert "uit de stapel gehaald op 3 november 2014 door Noor" in page
    assert "Het adres klopt niet." in page
    bench.tell(everything(replace(HOUTEN, revision=2)))
    assert "klaar om af te drukken" in mine.get(f"/print-runs/{run['id']}").text
    bench.work()
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before
