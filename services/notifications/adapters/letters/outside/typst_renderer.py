"""Letters to PDF/UA-1 with Typst. Only the fonts inside Typst are used, so every machine makes the same bytes.

Typst keeps the results of its last ten compilations in memory, whatever they were: about half a MB a letter. Whoever
renders many letters uses `typst_pool`, whose processes end after one batch.
"""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from services.notifications.adapters.letters.outside.looks import PLAIN, Look
from services.notifications.domain.letters.characters import check_printable
from services.notifications.domain.letters.letter import Letter, LetterError
from services.notifications.domain.letters.letter_json import letter_as_json
from shared.municipalities import with_code
from shared.region.parts import RegionError
from shared.region.values import ServedRegion

TEMPLATE = Path(__file__).parents[3] / "templates" / "letters" / "letters.typ"


@dataclass(frozen=True, slots=True)
class RenderedBatch:
    """One PDF and, per letter in the order given, its first and last page, counted from 1 in the file."""

    pdf: bytes
    pages: tuple[tuple[int, int], ...]


def render_letters(letters: Sequence[Letter], look: Look = PLAIN) -> RenderedBatch:
    """All letters in one PDF, each from an odd page on. The same letters and look give the same bytes.

    The moment inside the PDF is noon UTC on the first letter's date. Raises LetterError for no letters, for letters
    in two languages, and UnprintableLetter for characters that no font has.
    """
    if len({letter.language for letter in letters}) != 1:
        raise LetterError("a batch holds at least one letter, and all in one language")
    for letter in letters:
        check_printable(letter)
    with TemporaryDirectory() as folder:
        compiler = _compiler(letters, look, Path(folder))
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=_moment(letters[0]))
        return RenderedBatch(pdf=_bytes(pdf), pages=_pages(compiler, len(letters)))


def check_logos(region: ServedRegion) -> None:
    """Draws every logo, so that a damaged one stops the start and not the printing. Raises RegionError."""
    for served in region.municipalities:
        logo = served.letterhead.logo
        if logo is not None and not _can_draw(logo):
            raise RegionError(
                f'{region.file.name}: gemeente {with_code(served.code)}, letterhead: logo is "{logo.name}" en dat '
                "plaatje is beschadigd, zodat het niet boven een brief kan; bewaar het opnieuw."
            )


def _can_draw(logo: Path) -> bool:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        name = shutil.copyfile(logo, root / f"logo{logo.suffix.lower()}").name
        (root / "page.typ").write_text(f'#image("{name}", height: 17mm)', encoding="utf-8")
        try:
            typst.compile(root / "page.typ", root=root, ignore_system_fonts=True)
        except typst.TypstError:
            return False
        return True


def _compiler(letters: Sequence[Letter], look: Look, folder: Path) -> typst.Compiler:
    """Typst reads no file outside `folder`, which holds the layout and the logo and nothing else."""
    data = json.dumps([letter_as_json(letter) for letter in letters], ensure_ascii=False)
    shown = {"colour": look.colour, "logo": ""}
    if look.logo is not None:
        shown["logo"] = f"logo{look.logo.suffix.lower()}"
        shutil.copyfile(look.logo, folder / shown["logo"])
    return typst.Compiler(
        input=shutil.copyfile(TEMPLATE, folder / TEMPLATE.name),
        root=folder,
        ignore_system_fonts=True,
        sys_inputs={"letters": data, "look": json.dumps(shown)},
    )


def _moment(letter: Letter) -> datetime:
    return datetime.combine(letter.letter_date, time(12), UTC)


def _pages(compiler: typst.Compiler, letters: int) -> tuple[tuple[int, int], ...]:
    (marks,) = json.loads(compiler.query("<letters>", field="value"))
    if len(marks) != letters:
        raise RuntimeError(f"the template marked {len(marks)} letters of {letters}")
    return tuple((first, last) for first, last in marks)


def _bytes(output: object) -> bytes:
    if not isinstance(output, bytes):
        raise TypeError(f"typst gave {type(output).__name__} where one file was expected")
    return output
