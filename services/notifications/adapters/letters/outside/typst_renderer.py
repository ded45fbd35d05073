"""Letters to PDF/UA-1 with Typst. Only the fonts inside Typst are used, so every machine makes the same bytes.

Typst keeps the results of its last ten compilations in memory, whatever they were: about half a MB a letter. Whoever
renders many letters uses `typst_pool`, whose processes end after one batch.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from services.notifications.adapters.letters.outside.looks import PLAIN, Look
from services.notifications.adapters.letters.outside.typst_process import SEPARATOR, lay_out
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
    """All letters in one PDF, each from an odd page on, in this process. Raises as `prepared`."""
    with prepared(letters, look) as batch:
        return rendered(lay_out(*batch), len(letters))


@contextmanager
def prepared(letters: Sequence[Letter], look: Look) -> Iterator[tuple[str, str, str, str, str]]:
    """What `lay_out` asks for, while its folder is there: the layout and the logo, and nothing else. The same letters
    and look give the same bytes.

    The moment inside the PDF is noon UTC on the first letter's date. Raises LetterError for no letters, for letters
    in two languages, and UnprintableLetter for characters that no font has.
    """
    if len({letter.language for letter in letters}) != 1:
        raise LetterError("a batch holds at least one letter, and all in one language")
    for letter in letters:
        check_printable(letter)
    with TemporaryDirectory() as folder:
        yield (
            folder,
            str(shutil.copyfile(TEMPLATE, Path(folder, TEMPLATE.name))),
            json.dumps([letter_as_json(letter) for letter in letters], ensure_ascii=False),
            json.dumps({"colour": look.colour, "logo": _put_logo(look, Path(folder))}),
            datetime.combine(letters[0].letter_date, time(12), UTC).isoformat(),
        )


def rendered(output: bytes, letters: int) -> RenderedBatch:
    """What `lay_out` gave. Raises ValueError for anything else."""
    pages, separator, pdf = output.partition(SEPARATOR.encode())
    if not separator:
        raise ValueError("the render process wrote no pages")
    (marks,) = json.loads(pages)
    places = tuple((first, last) for first, last in marks)
    if len(places) != letters:
        raise ValueError(f"the template marked {len(places)} letters of {letters}")
    return RenderedBatch(pdf=pdf, pages=places)


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


def _put_logo(look: Look, folder: Path) -> str:
    """Its name in the folder; empty without one."""
    if look.logo is None:
        return ""
    return shutil.copyfile(look.logo, folder / f"logo{look.logo.suffix.lower()}").name
