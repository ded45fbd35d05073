"""The text of a PDF, to find in it what a reader would read."""

from pypdfium2 import PdfDocument


def text_of(pdf: bytes) -> str:
    """All text of all pages, with the lines as they stand on the page."""
    document = PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
