"""What the browser fetches beside a page: kept long where it cannot change, and nothing from outside."""

import re

import pytest
from flask.testing import FlaskClient

from tests.support.gallery import CLIENT, SUNNY, gallery


@pytest.fixture(scope="module")
def web() -> FlaskClient:
    return gallery().test_client()


def test_every_style_sheet_of_a_page_may_be_kept_for_a_year(web: FlaskClient) -> None:
    page = web.get("/werk").get_data(as_text=True)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert len(sheets) >= 5
    for address in sheets:
        answer = web.get(address)
        assert answer.status_code == 200
        assert "max-age=31536000" in answer.headers["Cache-Control"], address


def test_the_fonts_come_from_here_and_are_kept(web: FlaskClient) -> None:
    theme = web.get("/assets/theme.css").get_data(as_text=True)
    fonts = re.findall(r'url\("([^"]+\.woff2)"\)', theme)
    assert sorted(fonts) == ["noto-sans-latin-ext.woff2", "noto-sans-latin.woff2"]
    for font in fonts:
        answer = web.get(f"/assets/{font}")
        assert answer.data[:4] == b"wOF2"
        assert "max-age=2592000" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("sheet", ["theme.css", "page.css", "parts.css", "print.css"])
def test_no_style_sheet_fetches_anything_from_outside(web: FlaskClient, sheet: str) -> None:
    assert "//" not in web.get(f"/assets/{sheet}").get_data(as_text=True)


def test_an_old_address_is_not_kept_for_a_year(web: FlaskClient) -> None:
    assert "max-age=3600" in web.get("/assets/page.css?v=00000000").headers["Cache-Control"]


@pytest.mark.parametrize("name", ["nothing.css", "../app.py", "..%2Fapp.py"])
def test_a_name_that_leads_nowhere_or_out_is_not_found(web: FlaskClient, name: str) -> None:
    assert web.get(f"/assets/{name}").status_code == 404


def test_a_page_wears_the_colours_of_its_town() -> None:
    web = gallery(house=SUNNY).test_client()
    page = web.get("/werk").get_data(as_text=True)
    assert "/assets/house/ffd100-16202c.css" in page
    assert "--house: #ffd100;" in web.get("/assets/house/ffd100-16202c.css").get_data(as_text=True)
    assert "Gemeente Zonnedam" in page


@pytest.mark.parametrize("colours", ["ffd100-ffffff", "red-blue", "1b4f8f}-ffffff"])
def test_colours_that_no_house_could_have_are_not_found(web: FlaskClient, colours: str) -> None:
    assert web.get(f"/assets/house/{colours}.css").status_code == 404


def test_a_client_sees_no_menu_and_no_search_box_of_the_office() -> None:
    page = gallery(CLIENT).test_client().get("/portaal").get_data(as_text=True)
    assert "Gemeente Houten" in page
    assert 'aria-label="Hoofdmenu"' not in page
    assert 'role="search"' not in page
    assert 'href="/toegankelijkheid"' in page
