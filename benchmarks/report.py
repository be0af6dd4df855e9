"""The report of a run in a real browser, without a network: several pages, narrow and wide, light and dark.

Usage: python -m benchmarks.report [--pictures DIR] [PAGE ...]. Without pages it makes its own: of the five statements,
of hostile files, of a run that failed, of 500 documents. Each is opened in headless Chromium; nothing may be asked of
the network, the console must stay empty, nothing may reach beyond the width of the page, every link and every part that
opens must be reached by the tabulator, all text must stand out from its ground (contrast of 4.5 or more).
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from websockets.sync.client import ClientConnection

from benchmarks.chrome import Tab, chromium, new_tab
from benchmarks.coats.browser import browser
from benchmarks.report_pages import made_pages
from benchmarks.shared import MISSING

WIDTHS = (400, 1400)
MIN_CONTRAST = 4.5  # WCAG 2.2, level AA, for text of any size
MAX_HEIGHT = 9000  # of a picture
MAX_BYTES = 2_000_000
MAX_STOPS = 400  # presses of the tabulator; a page has fewer places to stop at
PLACE = """window.placeOf = element => {
  if (!element || element === document.body) return '';
  return [...document.querySelectorAll('*')].indexOf(element) + ' ' + element.tagName.toLowerCase();
}"""
STOPS = """[...document.querySelectorAll('a[href], summary, button, input, [tabindex]')]
  .filter(e => e.checkVisibility()).map(window.placeOf)"""
OPEN_ALL = "document.querySelectorAll('details').forEach(e => { e.open = true })"
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4')].map(e => Number(e.tagName[1]))"
OVER = """(() => { const wide = document.documentElement.clientWidth;
  return [document.scrollingElement.scrollWidth - wide, [...document.querySelectorAll('body *')]
    .filter(e => e.checkVisibility() && !e.closest('.spoken, .skip, thead, caption'))
    .filter(e => e.getBoundingClientRect().right > wide + 1).slice(0, 3)
    .concat([...document.querySelectorAll('section, figure, details, blockquote, li, td, dd')]
      .filter(e => e.checkVisibility() && e.clientWidth && e.scrollWidth > e.clientWidth + 1)).slice(0, 3)
    .map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 30))]; })()"""
CONTRAST = """(() => {
  const channels = c => (c.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = c => { const [r, g, b] = c.map(v => { v /= 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 }); return 0.2126 * r + 0.7152 * g + 0.0722 * b };
  const ground = e => { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0.99) return c.slice(0, 3) } return [255, 255, 255] };
  const seen = {};
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
    if (e.closest('.spoken, caption, title, desc')) continue;
    const style = getComputedStyle(e), ink = channels(e.closest('svg') ? style.fill : style.color).slice(0, 3);
    const [a, b] = [light(ink), light(ground(e))].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
    const name = e.tagName + '.' + (e.getAttribute('class') || '');
    if (!(name in seen) || ratio < seen[name]) seen[name] = ratio }
  return seen })()"""


def faults_of(tab: Tab, page: Path, width: int, is_dark: bool, picture: Path) -> Iterator[str]:
    """What is wrong with a page at a width, in light or dark."""
    tab.look(page, width, is_dark)
    tab.evaluate(PLACE)
    tab.photograph(picture, MAX_HEIGHT)
    yield from network_faults(tab, page)
    for state in ("as opened", "all open"):
        over, wide = tab.evaluate(OVER)
        if over > 0 or wide:
            yield f"{state}: {over} pixels wider than the page: {wide}"
        yield from key_faults(tab, state)
        for name, ratio in tab.evaluate(CONTRAST).items():
            if ratio < MIN_CONTRAST:
                yield f"{state}: {name} has a contrast of {ratio:.2f}"
        tab.evaluate(OPEN_ALL)
    tab.photograph(picture.with_stem(f"{picture.stem}-open"), MAX_HEIGHT)
    levels = tab.evaluate(HEADINGS)
    if levels[0] != 1 or any(after - before > 1 for before, after in pairwise(levels)):
        yield f"headings out of order: {levels}"


def network_faults(tab: Tab, page: Path) -> Iterator[str]:
    """Requests other than that for the page itself, failures, and whatever stands on the console."""
    own = page.resolve().as_uri()
    for event in tab.events:
        method, told = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent" and told["request"]["url"] not in (own, "about:blank"):
            yield f"asks for {told['request']['url']}"
        if method == "Network.loadingFailed":
            yield f"failed: {told.get('errorText')}"
        if method == "Log.entryAdded":
            yield f"console: {told['entry']['text']}"
        if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            yield f"console: {told}"


def key_faults(tab: Tab, state: str) -> Iterator[str]:
    """Places to stop at that the tabulator does not reach, in the order of the page."""
    stops = tab.evaluate(STOPS)
    reached = [tab.evaluate("(e => { e.focus(); return window.placeOf(e) })(document.querySelector('a.skip'))")]
    reached += [tab.press_tab() for _ in stops[1:MAX_STOPS]]
    if reached != stops[: len(reached)]:
        yield f"{state}: the tabulator reaches {len(set(reached) & set(stops))} of {len(stops)} places, or out of order"


def main() -> int:
    """Print a line for each page and look; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--pictures", type=Path)
    given = parser.parse_args()
    if browser() is None:
        sys.stderr.write("No Chromium is on this machine: no page is opened.\n")
        return MISSING
    pictures = given.pictures or Path(tempfile.mkdtemp(prefix="report-"))
    pictures.mkdir(parents=True, exist_ok=True)
    n_faults = 0
    with tempfile.TemporaryDirectory() as folder, chromium() as socket:
        pages = {page.stem: page for page in given.pages} or made_pages(Path(folder))
        for name, page in pages.items():
            n_faults += look_at(socket, name, page, pictures)
    print(f"pictures are in {pictures}; {n_faults} faults")
    return int(n_faults > 0)


def look_at(socket: ClientConnection, name: str, page: Path, pictures: Path) -> int:
    """All looks at one page; how many faults were found."""
    size = page.stat().st_size
    faults = [f"{size:,} bytes"] if size > MAX_BYTES else []
    for width in WIDTHS:
        for is_dark in (False, True):
            look = f"{name}-{width}-{'dark' if is_dark else 'light'}"
            with new_tab(socket) as tab:
                faults += [
                    f"{look}: {fault}" for fault in faults_of(tab, page, width, is_dark, pictures / f"{look}.png")
                ]
    print(f"{name}: {size:,} bytes, {len(faults)} faults")
    for fault in faults:
        print(f"  {fault}")
    return len(faults)


if __name__ == "__main__":
    sys.exit(main())
