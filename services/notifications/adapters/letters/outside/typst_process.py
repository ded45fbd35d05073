"""One batch of letters in a process of its own: what `typst_renderer.prepared` gives on standard input, pages and PDF
on standard output.

The process ends after its batch, and with it everything Typst remembered. Most batches are small, and starting takes
longer than the letters: so this file is started as it is, and imports nothing of ours, nor `json`.
"""

import sys
from datetime import datetime

import typst

SEPARATOR = "\0"
"""Between the texts that come in, and before the PDF that goes out: no path and no JSON holds it."""


def lay_out(root: str, template: str, letters: str, look: str, moment: str) -> bytes:
    """The first and last page of each letter, as JSON, and the PDF. Typst reads no file outside `root`."""
    compiler = typst.Compiler(
        input=template, root=root, ignore_system_fonts=True, sys_inputs={"letters": letters, "look": look}
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=datetime.fromisoformat(moment))
    if not isinstance(pdf, bytes):
        raise TypeError(f"typst gave {type(pdf).__name__} where one file was expected")
    return (compiler.query("<letters>", field="value") + SEPARATOR).encode() + pdf


if __name__ == "__main__":
    sys.stdout.buffer.write(lay_out(*sys.stdin.buffer.read().decode().split(SEPARATOR)))
