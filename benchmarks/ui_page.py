"""A page of Prefect's user interface in a browser: opened, looked at, clicked in, and listened to."""

import base64
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.chrome import OPTIONS, Tab

LOOPBACK_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
DRAWING = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")  # the graph is drawn with WebGL
UI_OPTIONS = (
    *(each for each in OPTIONS if not each.startswith(("--host-resolver-rules", "--disable-gpu"))),
    LOOPBACK_ONLY,
    *DRAWING,
)
THEIRS = ("/favicon.ico", "/ico/")  # icons of the page itself, which the server has not
PATIENCE_SECONDS = 60
WIDTH, HEIGHT = 1400, 1000
FIND = """
(() => {
    const wanted = %s;
    const found = [...document.querySelectorAll("body *")]
        .filter((each) => each.textContent.trim() === wanted && each.getClientRects().length)
        .pop();
    if (!found) return null;
    found.scrollIntoView({block: "center"});
    const box = found.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
})()
"""
BOX = """
(() => {
    const canvas = [...document.querySelectorAll("canvas")].find((each) => each.getBoundingClientRect().width > 200);
    if (!canvas) return null;
    const box = canvas.getBoundingClientRect();
    return [box.x, box.y, box.width, box.height - 24];  // not the run's own bar at the bottom
})()
"""
GREEN = """
(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,%s";
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const data = context.getImageData(0, 0, image.width, image.height).data;
    let n = 0;
    for (let i = 0; i < data.length; i += 4) n += data[i + 1] > data[i] + 60 && data[i + 1] > data[i + 2] + 40;
    return n;
})()
"""


@dataclass
class Page:
    """One page. `clicks` counts how often somebody clicked since it was opened."""

    tab: Tab
    clicks: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)

    def open(self, address: str, is_dark: bool) -> None:
        """Open an address, in light or dark, with nothing remembered from before."""
        for name in ("Page", "Network", "Log", "Runtime"):
            self.tab.ask(f"{name}.enable")
        self.tab.ask(
            "Emulation.setDeviceMetricsOverride", width=WIDTH, height=HEIGHT, deviceScaleFactor=1, mobile=False
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self.tab.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.tab.ask("Page.navigate", url=address)
        self.clicks = 0

    @property
    def address(self) -> str:
        """Where the page is."""
        return str(self.tab.evaluate("location.href"))

    @property
    def text(self) -> str:
        """All text that is shown."""
        return str(self.tab.evaluate("document.body ? document.body.innerText : ''"))

    def wait(self, *words: str) -> str:
        """The text of the page, once all the words are there.

        Raises:
            TimeoutError: they never came.
        """
        ends = time.monotonic() + PATIENCE_SECONDS
        while not all(word in (text := self.text) for word in words):
            if time.monotonic() > ends:
                raise TimeoutError(f"{words} not on {self.address}: {text[:2000]}")
            time.sleep(0.2)
        return text

    def click(self, words: str) -> None:
        """Click, as with a mouse, on what says just these words.

        Raises:
            TimeoutError: nothing does.
        """
        self.wait(words)
        ends = time.monotonic() + PATIENCE_SECONDS
        while not (place := self.tab.evaluate(FIND % json.dumps(words))):
            if time.monotonic() > ends:
                raise TimeoutError(f"nothing to click on says {words}")
            time.sleep(0.2)
        time.sleep(0.5)  # what moves comes to rest
        x, y = self.tab.evaluate(FIND % json.dumps(words)) or place
        for kind in ("mousePressed", "mouseReleased"):
            self.tab.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.clicks += 1

    def drawn_pixels(self) -> int:
        """How many pixels of the graph are green, as the bars of completed task runs are; once they are drawn."""
        ends = time.monotonic() + PATIENCE_SECONDS
        n = 0
        while not n and time.monotonic() < ends:
            if box := self.tab.evaluate(BOX):
                clip = dict(zip(("x", "y", "width", "height"), box, strict=True)) | {"scale": 1}
                taken = self.tab.ask("Page.captureScreenshot", format="png", clip=clip)["data"]
                answer = self.tab.ask(
                    "Runtime.evaluate", expression=GREEN % taken, awaitPromise=True, returnByValue=True
                )
                n = int(answer["result"].get("value") or 0)
            time.sleep(0.3)
        return n

    def photograph(self, path: Path) -> None:
        """What a person sees, as a picture."""
        time.sleep(1.0)  # fonts and fades
        taken = self.tab.ask("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(taken["data"]))

    def complaints(self) -> Iterator[str]:
        """What went wrong in the page: exceptions, errors in its console, dialogs that a text from outside opened."""
        self.tab.evaluate("1")
        for event in self.tab.events:
            method, given = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                yield f"exception: {given['exceptionDetails'].get('text')}"
            elif method == "Log.entryAdded" and given["entry"]["level"] == "error":
                url = given["entry"].get("url", "")
                if not urlsplit(url).path.startswith(THEIRS):
                    yield f"{given['entry']['text']} {url}"
            elif method == "Page.javascriptDialogOpening":
                yield f"dialog: {given['message']}"
        if self.tab.evaluate("window.pwned"):
            yield "a script from a file's name ran"

    def strangers(self) -> set[str]:
        """Hosts other than loopback that the page wanted something of."""
        asked = [
            e["params"]["request"]["url"] for e in self.tab.events if e.get("method") == "Network.requestWillBeSent"
        ]
        hosts = {urlsplit(url).hostname or "" for url in asked if url.startswith("http")}
        return hosts - {"127.0.0.1"}
