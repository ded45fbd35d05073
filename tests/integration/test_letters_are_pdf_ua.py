"""Every letter and notice is PDF/UA-1 in the eyes of veraPDF, not only by its own word."""

import io
from pathlib import Path

import pikepdf
import pytest

from services.notifications.adapters.letters.outside.looks import Look
from services.notifications.adapters.letters.outside.typst_renderer import render_letters
from services.notifications.domain.notices.notice_letter import compose_provider_notice
from tests.integration.test_letters_pdf import SVG
from tests.support import verapdf
from tests.support.requirement import require
from tests.unit.notifications import letter_samples as sample
from tests.unit.notifications.test_step_letter_texts import PEOPLE, letters_to

pytestmark = [pytest.mark.verapdf, pytest.mark.slow]


def written(folder: Path) -> list[Path]:
    letters = [sample.announcement(facts) for facts in sample.VARIANTS.values()]
    letters.append(letters_to(PEOPLE["plain"])["invitation"])
    documents = [[letter] for letter in (*letters, compose_provider_notice(sample.PROVIDER_NOTICE))] + [letters]
    files = [folder / f"{number:02d}.pdf" for number in range(len(documents))]
    for file, document in zip(files, documents, strict=True):
        file.write_bytes(render_letters(document).pdf)
    (folder / "logo.svg").write_text(SVG, encoding="utf-8")
    with_logo = folder / "logo.pdf"
    with_logo.write_bytes(render_letters(letters, Look("#7a1f3d", folder / "logo.svg")).pdf)
    return [*files, with_logo]


def test_every_variant_and_a_whole_print_run_pass_the_validator(tmp_path: Path) -> None:
    require(*verapdf.available())
    files = written(tmp_path)
    assert verapdf.breaches(files) == {file.name: [] for file in files}


def test_the_validator_sees_a_letter_that_lost_its_tags(tmp_path: Path) -> None:
    require(*verapdf.available())
    file = tmp_path / "untagged.pdf"
    with pikepdf.open(io.BytesIO(render_letters([sample.announcement(sample.WMO)]).pdf)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(file)
    assert any(breach.startswith("7.1:") for breach in verapdf.breaches([file])["untagged.pdf"])
