"""Web pages printed to PDF by a browser, where there is one: justified, with soft hyphens, heads and page numbers."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.coats.furniture import HEADS
from benchmarks.coats.model import Text
from benchmarks.coats.webpage import semantic_blocks, title_of

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MAX_SECONDS = 60


def browser() -> str | None:
    """The browser of this machine."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def style(face: str, columns: int, heads: str) -> str:
    """How the page is set when it is printed."""
    return f"""<style>
@page {{ size: A4; margin: 22mm; @top-center {{ content: "{HEADS[heads][0]}"; font-size: 8pt }}
  @bottom-center {{ content: counter(page) " / " counter(pages); font-size: 8pt }} }}
body {{ font: 10pt "{face}"; text-align: justify; hyphens: manual }}
main {{ columns: {columns}; column-gap: 8mm }} h1 {{ font-size: 18pt; text-align: center }} h2 {{ font-size: 12pt }}
sup {{ font-size: 65%; line-height: 0 }} .footnotes {{ font-size: 75% }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ border: 0.5pt solid; padding: 1mm; text-align: left }}
figure {{ margin: 2mm 0 }} p {{ margin: 2mm 0 }} li > p {{ margin: 1mm 0 }} a {{ color: black }}
ol.par {{ list-style: none; counter-reset: sub; padding-left: 9mm }}
ol.par > li {{ counter-increment: sub; position: relative }}
ol.par > li::before {{ content: "(" counter(sub, lower-alpha) ")"; position: absolute; left: -7mm }}
</style>"""


def print_page(text: Text, face: str, columns: int, heads: str, is_softened: bool) -> bytes:
    """A text as a browser prints it."""
    notes = "".join(f"<p><sup>{number}</sup> {words}</p>" for number, words in text.notes.items())
    title = f"<h1>{title_of(text)}</h1>" if text.title else ""
    page = f"""<!DOCTYPE html><html lang="{text.language}"><meta charset="utf-8">{style(face, columns, heads)}
{title}<main>{"".join(semantic_blocks(text, is_softened))}</main>
<section class="footnotes"><hr>{notes}</section></html>"""
    program = browser()
    if program is None:
        raise FileNotFoundError("no browser is on this machine")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.html").write_text(page, encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-extensions")
        command = [program, *options, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'page.pdf'}"]
        command.append((folder / "page.html").as_uri())
        subprocess.run(command, check=True, capture_output=True, timeout=MAX_SECONDS)
        return (folder / "page.pdf").read_bytes()
