"""Letters as PDF files: accessible, safe for any name, each on its own sheet, and the same bytes every time."""

import hashlib
import io
import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from services.notifications.adapters.letters.outside.looks import Look
from services.notifications.adapters.letters.outside.typst_pool import render_batch, render_batches
from services.notifications.adapters.letters.outside.typst_renderer import render_letters
from services.notifications.adapters.mailing.outside.run_files import RunFolder
from services.notifications.domain.letters.characters import PRINTABLE, UnprintableLetter
from services.notifications.domain.letters.letter import Letter, LetterError, Section
from services.notifications.domain.letters.vocabulary import TEXT_KINDS
from services.notifications.domain.mailing.print_run import Printable, PrintRun, PrintRunError, plan_print_runs
from services.notifications.domain.notices.notice_letter import NoticeRow, compose_provider_notice
from tests.unit.notifications import letter_samples as sample
from tests.unit.notifications.test_step_letter_texts import PEOPLE, letters_to

LETTERS = tuple(
    replace(sample.announcement(facts), letter_id=f"L-{number:03d}")
    for number, facts in enumerate(sample.VARIANTS.values())
)

FOOT_POINTS = 50


@contextmanager
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield document


def named(surname: str) -> Letter:
    return sample.announcement(replace(sample.WMO, addressee=replace(sample.PERSON, surname=surname)))


def structure_types(element: pikepdf.Object) -> Iterator[str]:
    """The tags of the structure tree in reading order."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from structure_types(kid)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element["/S"])
        if "/K" in element:
            yield from structure_types(element["/K"])


def texts_of(pdf: bytes, *, below_points: float | None = None) -> list[str]:
    """What a reader sees per page; only what stands within so many points of the foot when that is asked."""
    with closing(PdfDocument(pdf)) as document:
        return [
            page.get_textpage().get_text_bounded(top=page.get_height() if below_points is None else below_points)
            for page in document
        ]


def test_a_letter_declares_itself_accessible_dutch_and_titled() -> None:
    with opened(render_letters([LETTERS[0]]).pdf) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).lower().startswith("nl")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Uw zorg verandert op 1 januari 2015"


def test_headings_list_and_table_headers_are_tagged_in_order() -> None:
    with opened(render_letters([LETTERS[0]]).pdf) as pdf:
        tags = list(structure_types(pdf.Root.StructTreeRoot.K))
    assert [tag for tag in tags if tag in {"/H1", "/H2"}] == ["/H1"] + ["/H2"] * 7
    assert tags.count("/TH") == 3
    assert tags.count("/LI") == 3


def test_every_font_travels_inside_the_file() -> None:
    with opened(render_letters([LETTERS[0]]).pdf) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        entries = [set(font.DescendantFonts[0].FontDescriptor.keys()) for font in fonts]
    assert entries
    assert all({"/FontFile2", "/FontFile3"} & entry for entry in entries)


@pytest.mark.parametrize(
    "surname",
    [
        "#panic()",
        "*vet*",
        '"aan"',
        "back\\slash",
        "$x^2$",
        "@end <end>",
        "`code`",
        "// weg",
        "_x_ = y",
        "[[]]",
        "Łuć-Παππάς",
    ],
)
def test_a_name_with_markup_is_printed_as_it_is(surname: str) -> None:
    batch = render_letters([named(surname), LETTERS[0]])
    assert batch.pages == ((1, 2), (3, 4))
    assert surname in texts_of(batch.pdf)[0]


def test_every_printable_character_is_in_the_letter_fonts() -> None:
    """PDF/UA-1 forbids a glyph that is missing, so that making the file is the proof."""
    characters = " ".join(sorted(PRINTABLE))
    letter = replace(LETTERS[0], closing=(characters,))
    assert render_letters([letter]).pdf.startswith(b"%PDF-")


def test_an_unprintable_name_is_refused_before_it_spoils_a_batch() -> None:
    with pytest.raises(UnprintableLetter, match=r"U\+738B"):
        render_letters([LETTERS[0], named("王")])


def test_each_letter_starts_on_an_odd_page_of_its_own() -> None:
    pages = render_letters(LETTERS).pages
    assert len(pages) == len(LETTERS)
    assert all(first % 2 == 1 and last >= first for first, last in pages)
    assert all(following[0] > before[1] for before, following in pairwise(pages))


def test_the_foot_of_every_page_counts_within_its_letter() -> None:
    everything = LETTERS[list(sample.VARIANTS).index("budget everywhere")]
    batch = [LETTERS[0], replace(everything, sections=(*everything.sections[:3], *everything.sections)), LETTERS[1]]
    assert texts_of(render_letters(batch).pdf, below_points=FOOT_POINTS) == [
        *(f"Ons kenmerk: {batch[0].letter_id} Pagina {page} van 2" for page in (1, 2)),
        *(f"Ons kenmerk: {batch[1].letter_id} Pagina {page} van 3" for page in (1, 2, 3)),
        "",
        *(f"Ons kenmerk: {batch[2].letter_id} Pagina {page} van 2" for page in (1, 2)),
    ]


def test_the_page_ranges_cover_the_file_and_match_single_letters() -> None:
    batch = render_letters(LETTERS)
    with opened(batch.pdf) as pdf:
        assert batch.pages[-1][1] == len(pdf.pages)
    singly = [render_letters([letter]).pages[0][1] for letter in LETTERS]
    assert [last - first + 1 for first, last in batch.pages] == singly


def test_no_letter_takes_more_than_one_sheet() -> None:
    """But of who has a budget in four laws at once."""
    pages = [last - first + 1 for first, last in render_letters(LETTERS).pages]
    assert {name for name, number in zip(sample.VARIANTS, pages, strict=True) if number > 2} == {"budget everywhere"}


@pytest.mark.parametrize("name", ["insurer only", "long term only", "child", "nothing left", "not listed", "over"])
def test_a_letter_with_little_to_say_takes_one_page(name: str) -> None:
    assert render_letters([sample.announcement(sample.VARIANTS[name])]).pages == ((1, 1),)


def test_a_long_provider_notice_repeats_its_table_over_pages() -> None:
    rows = tuple(NoticeRow(f"C-{n:04d}", "A.B.", "Begeleiding", date(2015, 6, 30)) for n in range(150))
    notice = compose_provider_notice(replace(sample.PROVIDER_NOTICE, rows=rows))
    first, last = render_letters([notice]).pages[0]
    assert (first, last > 3) == (1, True)


def test_the_same_letters_give_the_same_bytes_in_any_process() -> None:
    assert render_letters(LETTERS[:3]) == render_batch(LETTERS[:3])


def test_the_date_inside_the_file_is_the_letter_date() -> None:
    with opened(render_letters([LETTERS[0]]).pdf) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20141103120000")


def test_an_empty_batch_is_refused() -> None:
    with pytest.raises(LetterError, match="at least one"):
        render_letters([])


def test_parts_come_back_in_the_order_they_were_given() -> None:
    parts = [LETTERS[:1], LETTERS[1:3], LETTERS[3:4], LETTERS[4:8]]
    batches = list(render_batches(iter(parts), lambda: 2))
    assert [len(batch.pages) for batch in batches] == [1, 2, 1, 4]
    assert batches[1].pdf == render_letters(LETTERS[1:3]).pdf


def test_a_refusal_in_another_process_names_letter_and_reason() -> None:
    with pytest.raises(LetterError, match=r"letter L-0356-000001 .*U\+738B"):
        list(render_batches([[named("王")]], lambda: 1))


def a_run() -> PrintRun:
    letters = [Printable(letter.letter_id, f"c{n}", "0356", "3430 AB", n) for n, letter in enumerate(LETTERS)]
    return plan_print_runs(letters, date(2014, 11, 3))[0]


def test_a_print_run_on_disk_is_what_its_manifest_says(tmp_path: Path) -> None:
    run = a_run()
    runs = RunFolder(tmp_path)
    manifest = runs.write(run, [render_letters(LETTERS)])
    assert runs.manifest(run.run_id) == manifest
    content = runs.path(run.run_id, manifest.files[0].name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == manifest.files[0].sha256
    with opened(content) as pdf:
        assert len(pdf.pages) == manifest.pages


def test_the_manifest_on_disk_keeps_its_form(tmp_path: Path) -> None:
    """Whoever prints reads it, and runs that were made before are read again."""
    run = a_run()
    RunFolder(tmp_path).write(run, [render_letters(LETTERS)])
    content = json.loads((tmp_path / run.run_id / "manifest.json").read_text(encoding="utf-8"))
    assert list(content) == ["runId", "municipality", "created", "letters", "pages", "parts", "contents"]
    assert list(content["parts"][0]) == ["file", "sha256", "pages"]
    assert list(content["contents"][0]) == ["letterId", "file", "firstPage", "lastPage"]


def test_writing_a_run_again_changes_no_byte(tmp_path: Path) -> None:
    run = a_run()
    RunFolder(tmp_path).write(run, [render_letters(LETTERS)])
    before = {path.name: path.read_bytes() for path in (tmp_path / run.run_id).iterdir()}
    RunFolder(tmp_path).write(run, [render_letters(LETTERS)])
    assert {path.name: path.read_bytes() for path in (tmp_path / run.run_id).iterdir()} == before
    assert sorted(before) == ["manifest.json", "part-001.pdf"]


def test_a_run_that_broke_off_counts_as_unfinished(tmp_path: Path) -> None:
    run = a_run()
    with pytest.raises(PrintRunError):
        RunFolder(tmp_path).write(run, [render_letters(LETTERS[:2])])
    assert RunFolder(tmp_path).manifest(run.run_id) is None
    RunFolder(tmp_path).write(run, [render_letters(LETTERS)])
    assert RunFolder(tmp_path).manifest(run.run_id) is not None


def test_no_name_or_address_stands_in_the_manifest(tmp_path: Path) -> None:
    run = a_run()
    RunFolder(tmp_path).write(run, [render_letters(LETTERS)])
    text = (tmp_path / run.run_id / "manifest.json").read_text(encoding="utf-8")
    assert [word for word in ("Voorbeeld", "Verzonnenlaan", "3430") if word in text] == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><path d="M0 0h400v100z" fill="#7a1f3d"/></svg>'
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")


def alternatives(pdf: bytes) -> list[str]:
    """What a screen reader says for the pictures."""
    with opened(pdf) as document:
        return [str(each.Alt) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]


@pytest.mark.parametrize(("name", "content"), [("wapen.svg", SVG.encode()), ("WAPEN.PNG", PIXEL)])
def test_a_logo_stands_in_the_place_of_the_name_and_says_it(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    letter = LETTERS[0]
    with_logo = render_batch([letter], {letter.municipality_code: Look("#7a1f3d", tmp_path / name)})
    without = render_letters([letter])
    assert (alternatives(with_logo.pdf), alternatives(without.pdf)) == (["Gemeente Nieuwegein"], [])
    assert texts_of(without.pdf)[0].startswith("Gemeente Nieuwegein")
    assert not texts_of(with_logo.pdf)[0].startswith("Gemeente Nieuwegein")
    assert with_logo.pages == without.pages


def test_a_letter_has_the_colour_of_its_municipality() -> None:
    letter = LETTERS[0]
    plain, other = render_letters([letter]), render_letters([letter], Look("#7a1f3d", None))
    assert render_batch([letter], {"0273": Look("#7a1f3d", None)}) == plain
    assert render_batch([letter], {letter.municipality_code: Look("#7a1f3d", None)}) == other != plain


def test_letters_that_look_different_are_not_printed_together() -> None:
    two = [LETTERS[0], replace(LETTERS[1], municipality_code="0273")]
    with pytest.raises(LetterError, match="look different"):
        render_batch(two, {"0273": Look("#7a1f3d", None)})


def about_what_happened() -> list[Letter]:
    """Every kind of letter about a step, to clients of every sort, each with an id of its own."""
    found = [letter for person in PEOPLE.values() for letter in letters_to(person).values()]
    return [replace(letter, letter_id=f"S-{number:03d}") for number, letter in enumerate(found)]


def test_letters_of_every_kind_are_printed_whole_by_the_same_layout() -> None:
    letters = about_what_happened()
    assert {letter.template.name for letter in letters} == set(TEXT_KINDS) - {"announcement"}
    pages = "\n".join(texts_of(render_letters(letters).pdf))
    assert "{" not in pages
    for letter in letters:
        assert letter.title.split(" op ")[0][:30] in " ".join(pages.split())


def test_a_letter_about_a_step_takes_few_pages() -> None:
    for name, letter in letters_to(PEOPLE["long name"]).items():
        pages = len(texts_of(render_letters([letter]).pdf))
        few = 3 if letter.slip or name.startswith(("decision", "prolongation", "urgent")) else 2
        assert pages <= few, name


def test_a_telephone_number_stays_on_one_line() -> None:
    letter = named("Voorbeeld")
    phone = letter.sender.phone
    assert " " in phone
    lines = tuple(
        f"{'i' * number} Bel ons gerust als u iets wilt vragen over deze brief: {phone}." for number in range(40)
    )
    pdf = render_letters([replace(letter, sections=(Section(None, lines, items=lines), *letter.sections))])
    assert "\n".join(texts_of(pdf.pdf)).count(f"{phone}.") == 2 * len(lines)
