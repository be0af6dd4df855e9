"""Memory and time of reading large files, in the process that reads them in a run: `python -m benchmarks.memory`.

A PDF of 500 pages must stay under 300 MB, a page of 50 MB within its limits. Peaks are those of the whole process, the
libraries included.
"""

import io
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tasks.core.extract.children import Child
from tasks.core.extract.limits import MIB, Limits
from tasks.core.intake.sniff import sniff

N_PAGES = 500
PAGE_BYTES = 50 * 10**6
MAX_PDF_MB = 300
SENTENCE = "We, the ministers of foreign affairs, met in Riga on 4 May 2023 and agreed on paragraph {} of this text. "
LINES_PER_PAGE = 45


@dataclass(frozen=True)
class Measured:
    """What reading one file took. `peak_mb` is 10^6 bytes; `outcome` a reason, or `read`."""

    outcome: str
    n_chars: int
    cpu_seconds: float
    wall_seconds: float
    peak_mb: float


def long_pdf() -> bytes:
    """A text file printed on many pages, with heads and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for page in range(1, N_PAGES + 1):
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(72, 810, "Joint statement")
        canvas.setFont("Times-Roman", 11)
        for line in range(LINES_PER_PAGE):
            canvas.drawString(60, 780 - 16 * line, SENTENCE.format(page * LINES_PER_PAGE + line)[:95])
        canvas.drawString(290, 30, f"{page} / {N_PAGES}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def large_page(n_bytes: int) -> bytes:
    """A page of paragraphs, links and tables up to a size."""
    parts = ["<!DOCTYPE html><html><head><title>Joint statement</title></head><body><main><h1>Joint statement</h1>"]
    size, number = len(parts[0]), 0
    while size < n_bytes:
        number += 1
        parts.append(f'<p class="text">{SENTENCE.format(number) * 4}<a href="/{number}">more</a></p>\n')
        size += len(parts[-1])
    return "".join((*parts, "</main></body></html>")).encode()


def peak_bytes(pid: int) -> int:
    """The most memory that a process ever had."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def measured(content: bytes, limits: Limits) -> Measured:
    """Read a file in a process of its own."""
    child = Child.start()
    child.wait_until_ready()
    began = time.perf_counter()
    answer = child.ask(content, sniff(content), limits)
    seconds = time.perf_counter() - began
    peak = peak_bytes(child.process.pid)
    child.close()
    outcome = answer.refused.reason if answer.refused else "read"
    n_chars = len(answer.read.text) if answer.read else 0
    return Measured(outcome, n_chars, answer.cpu_seconds, seconds, peak / 10**6)


def shown(name: str, content: bytes, found: Measured) -> str:
    return (
        f"{name:28} {len(content) / 10**6:6.1f} MB  {found.outcome:14} {found.n_chars:>11,} characters  "
        f"CPU {found.cpu_seconds:6.1f} s  wall {found.wall_seconds:6.1f} s  peak {found.peak_mb:6.0f} MB"
    )


def main() -> int:
    """Measure, print, and say by the exit code whether a bar was missed."""
    limits = Limits()
    printed = long_pdf()
    of_pdf = measured(printed, limits)
    print(shown(f"PDF of {N_PAGES} pages", printed, of_pdf), flush=True)
    is_well = of_pdf.outcome == "read" and of_pdf.peak_mb < MAX_PDF_MB
    for n_bytes in (PAGE_BYTES // 50, PAGE_BYTES // 10, PAGE_BYTES):
        page = large_page(n_bytes)
        of_page = measured(page, limits)
        print(shown("HTML", page, of_page), flush=True)
        is_well &= of_page.peak_mb * 10**6 < limits.memory_mib * MIB + len(page) + 300 * 10**6
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
