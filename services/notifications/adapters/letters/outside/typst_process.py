"""One batch of letters in a process of its own: what `typst_renderer.prepared` gives as JSON on standard input, pages
and PDF on standard output.

The process ends after its batch, and with it everything Typst remembered. Most batches are small, and starting takes
longer than the letters: so this file is started as it is, and imports nothing of ours.
"""

import json
import sys
from collections.abc import Mapping
from datetime import datetime

import typst


def lay_out(batch: Mapping[str, str]) -> bytes:
    """The first and last page of each letter as one line of JSON, then the PDF. Typst reads no file outside `root`."""
    compiler = typst.Compiler(
        input=batch["template"],
        root=batch["root"],
        ignore_system_fonts=True,
        sys_inputs={"letters": batch["letters"], "look": batch["look"]},
    )
    moment = datetime.fromisoformat(batch["moment"])
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=moment)
    if not isinstance(pdf, bytes):
        raise TypeError(f"typst gave {type(pdf).__name__} where one file was expected")
    (pages,) = json.loads(compiler.query("<letters>", field="value"))
    return json.dumps(pages).encode() + b"\n" + pdf


if __name__ == "__main__":
    sys.stdout.buffer.write(lay_out(json.load(sys.stdin.buffer)))
