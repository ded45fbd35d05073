"""Letters per second: Typst in batch, as the print runs are made, against WeasyPrint with the same text and PDF/UA-1.

`python -m tests.benchmarks.letters_vs_weasyprint [--letters N] [--weasyprint-letters M]` prints one JSON line. Both use
the same number of processes, and both are measured in two ways: one document per letter, and many letters in one.

`times` is the comparison meant by "letters per second": our print run against WeasyPrint as one makes letters with it,
one document per letter. `timesSingly` and `timesBatch` compare like with like. Typst is measured with the start of its
processes. The HTML holds what the letter holds: the head with its reference, and at the foot of each page the reference
and "Pagina x van y" from CSS page counters. Those count per document, so in a document of many letters they count
through, which costs WeasyPrint less than counting per letter would.
"""

import argparse
import html
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from services.notifications.adapters.letters.outside.typst_pool import render_batches
from services.notifications.adapters.letters.outside.typst_renderer import render_letters
from services.notifications.domain.letters.letter import Letter, Section, Table
from services.notifications.domain.mailing.print_run import LETTERS_PER_FILE
from shared.dutch import date_in_words
from tests.unit.notifications import letter_samples as sample

# DejaVu Serif is a wide letter: at this size the text takes as many pages as it does in the print run.
CSS = """
@page { size: A4; margin: 20mm 22mm 24mm 25mm;
  @bottom-left { content: "Ons kenmerk: " string(reference); font: 9.5pt 'DejaVu Serif', serif; white-space: nowrap }
  @bottom-right { content: "Pagina " counter(page) " van " counter(pages); font: 9.5pt 'DejaVu Serif', serif } }
body { font: 10.5pt/1.35 'DejaVu Serif', serif }
article { break-before: right; string-set: reference attr(data-reference) }
h1 { font-size: 17pt } h2 { font-size: 13.5pt; margin: 1.35em 0 .65em; break-after: avoid }
header { height: 74mm; position: relative } header p { margin: 0 } .name { font-size: 18pt; font-weight: bold }
.return { position: absolute; top: 23mm; font-size: 7.5pt } .window { position: absolute; top: 30mm; width: 95mm }
.facts { position: absolute; top: 30mm; left: 108mm; width: 55mm; font-size: 9.5pt } .phone { font-size: 13pt }
.call { background: #e8f0f8; padding: 9pt; font-size: 17pt }
table { border-collapse: collapse; width: 100%; font-size: 11.5pt } th { text-align: left }
td, th { border-bottom: .5pt solid #8a8a8a; padding: 5pt 4pt; vertical-align: top }
"""


def sample_letters(count: int) -> list[Letter]:
    """Every variant in turn, each with a number and a name of its own, so that nothing is the same twice."""
    facts = list(sample.VARIANTS.values())
    return [
        sample.announcement(
            replace(
                facts[number % len(facts)],
                letter_id=f"L-0356-{number:06d}",
                addressee=replace(sample.PERSON, surname=f"Voorbeeld {number}"),
            )
        )
        for number in range(count)
    ]


def document(letters: Sequence[Letter]) -> str:
    """The letters as one HTML page."""
    articles = "".join(_article(letter) for letter in letters)
    title = html.escape(letters[0].title)
    return f'<html lang="nl"><head><title>{title}</title><style>{CSS}</style></head><body>{articles}</body></html>'


def _article(letter: Letter) -> str:
    sections = "".join(_section(section, letter.sender.phone) for section in letter.sections)
    return (
        f'<article data-reference="{html.escape(letter.letter_id)}">{_head(letter)}'
        f"<h1>{html.escape(letter.title)}</h1><p>{html.escape(letter.salutation)}</p>"
        f"{sections}<p>{_lines(letter.closing)}</p></article>"
    )


def _head(letter: Letter) -> str:
    """The block above the letter, as the Typst template prints it."""
    sender = letter.sender
    return (
        f"<header><p class=name>Gemeente {html.escape(sender.municipality)}</p>"
        f"<p class=return>Retouradres: {html.escape(sender.return_address)}</p>"
        f"<p class=window>{_lines(letter.addressee)}</p>"
        f"<div class=facts><p><b>Datum</b><br>{date_in_words(letter.letter_date)}</p>"
        f"<p><b>Ons kenmerk</b><br>{html.escape(letter.letter_id)}</p>"
        f"<p><b>Vragen? Bel ons</b><br><b class=phone>{html.escape(sender.phone)}</b></p></div></header>"
    )


def _lines(texts: Sequence[str]) -> str:
    return "<br>".join(map(html.escape, texts))


def _section(section: Section, phone: str) -> str:
    heading = f"<h2>{html.escape(section.heading)}</h2>" if section.heading else ""
    call = f"<p class=call>Telefoon {html.escape(phone)}</p>" if section.call else ""
    items = f"<ul>{_all('li', section.items)}</ul>" if section.items else ""
    tables = "".join(map(_table, section.tables))
    return heading + _all("p", section.paragraphs) + call + items + tables + _all("p", section.notes)


def _table(table: Table) -> str:
    rows = "".join(f"<tr>{_all('td', row)}</tr>" for row in table.rows)
    return f"<table><thead><tr>{_all('th', table.columns)}</tr></thead><tbody>{rows}</tbody></table>"


def _all(tag: str, texts: Sequence[str]) -> str:
    return "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in texts)


def weasyprint_pdf(page: str) -> int:
    """Makes one PDF/UA-1 file and gives its size in bytes, so that nobody can skip the work."""
    # Imported here, in the worker: the extra `bench` has it, and the other tests do without.
    from weasyprint import HTML

    pdf = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert pdf.startswith(b"%PDF-")
    return len(pdf)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def typst_pdf(letter: Letter) -> int:
    return len(render_letters([letter]).pdf)


def typst_batch(letters: Sequence[Letter], workers: int) -> float:
    """Letters per second the way a print run is made, processes started and all."""
    parts = [letters[start : start + LETTERS_PER_FILE] for start in range(0, len(letters), LETTERS_PER_FILE)]
    return len(letters) / seconds(lambda: sum(len(batch.pages) for batch in render_batches(parts, lambda: workers)))


def measure(letters: int, weasyprint_letters: int, workers: int) -> dict[str, float | int]:
    """Letters per second of each; the pools are warm before the clock starts."""
    few = sample_letters(weasyprint_letters)
    share = -(-weasyprint_letters // workers)
    together = [document(few[start : start + share]) for start in range(0, weasyprint_letters, share)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        list(pool.map(weasyprint_pdf, [document(few[:1])] * workers))
        list(pool.map(typst_pdf, few[:1] * workers))
        singly = weasyprint_letters / seconds(lambda: sum(pool.map(weasyprint_pdf, [document([one]) for one in few])))
        batch = weasyprint_letters / seconds(lambda: sum(pool.map(weasyprint_pdf, together)))
        typst_singly = weasyprint_letters / seconds(lambda: sum(pool.map(typst_pdf, few)))
    typst = typst_batch(sample_letters(letters), workers)
    return {
        "letters": letters,
        "weasyprintLetters": weasyprint_letters,
        "workers": workers,
        "typstBatchPerSecond": round(typst, 1),
        "typstSinglyPerSecond": round(typst_singly, 1),
        "weasyprintBatchPerSecond": round(batch, 2),
        "weasyprintSinglyPerSecond": round(singly, 2),
        "times": round(typst / singly, 1),
        "timesSingly": round(typst_singly / singly, 1),
        "timesBatch": round(typst / batch, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=2_000)
    parser.add_argument("--weasyprint-letters", type=int, default=60)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    sys.stdout.write(json.dumps(measure(asked.letters, asked.weasyprint_letters, asked.workers)) + "\n")


if __name__ == "__main__":
    main()
