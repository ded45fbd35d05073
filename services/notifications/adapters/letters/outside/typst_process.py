"""One batch of letters in a process of its own: letters and look as JSON on standard input, pages and PDF on standard
output.

The process ends after its batch, and with it everything Typst remembered. Exit code 2: a letter was refused, and the
reason, which names no person, is on standard error.
"""

import json
import sys

from services.notifications.adapters.letters.outside.looks import look_of_json
from services.notifications.adapters.letters.outside.typst_renderer import RenderedBatch, render_letters
from services.notifications.domain.letters.letter import LetterError
from services.notifications.domain.letters.letter_json import letter_of_json

REFUSED = 2


def main() -> int:
    batch_data = json.load(sys.stdin.buffer)
    letters = [letter_of_json(data) for data in batch_data["letters"]]
    try:
        batch = render_letters(letters, look_of_json(batch_data["look"]))
    except LetterError as refusal:
        sys.stderr.write(str(refusal))
        return REFUSED
    sys.stdout.buffer.write(pack(batch))
    return 0


def pack(batch: RenderedBatch) -> bytes:
    """The pages as one line of JSON, then the PDF."""
    return json.dumps(batch.pages).encode() + b"\n" + batch.pdf


def unpack(output: bytes) -> RenderedBatch:
    """What `pack` wrote. Raises ValueError for anything else."""
    pages, newline, pdf = output.partition(b"\n")
    if not newline:
        raise ValueError("the render process wrote no pages")
    return RenderedBatch(pdf=pdf, pages=tuple((first, last) for first, last in json.loads(pages)))


if __name__ == "__main__":
    sys.exit(main())
