"""Made documents: many good short statements, and bad files with one fault each."""

import random
from collections.abc import Iterator

from tests.hostile.good import paragraph, printed, printed_by_hand, stream, word, word_xml

N_GOOD = 500
COUNTRIES = (
    "Austria",
    "Bulgaria",
    "Croatia",
    "Denmark",
    "Estonia",
    "Finland",
    "Germany",
    "Hungary",
    "Ireland",
    "Latvia",
    "Lithuania",
    "Norway",
    "Poland",
    "Portugal",
    "Romania",
    "Slovenia",
    "Spain",
    "Sweden",
)
TOWNS = ("Vienna", "Sofia", "Zagreb", "Copenhagen", "Tallinn", "Helsinki", "Berlin", "Budapest", "Dublin", "Riga")
VERBS = ("welcome", "support", "condemn", "note", "reaffirm", "call for", "regret", "endorse", "reject", "commend")
KINDS = (
    "treaty",
    "harvest",
    "railway",
    "election",
    "fishery",
    "pipeline",
    "archive",
    "embargo",
    "census",
    "harbour",
    "vaccine",
    "satellite",
    "quarry",
    "tariff",
    "orchard",
    "museum",
    "glacier",
    "bridge",
    "refinery",
    "theatre",
    "monastery",
    "lighthouse",
    "observatory",
    "ferry",
    "mine",
    "library",
    "stadium",
    "dam",
    "prison",
    "school",
)
MANNERS = (
    "delayed",
    "promised",
    "modest",
    "costly",
    "recent",
    "unlawful",
    "peaceful",
    "hidden",
    "regional",
    "planned",
    "disputed",
    "joint",
    "former",
    "open",
    "northern",
    "southern",
    "damaged",
    "restored",
    "private",
    "public",
)
PURPOSES = (
    "help its farmers",
    "protect the coast",
    "train young nurses",
    "repair old roads",
    "return the refugees",
    "clear the minefields",
    "count every vote",
    "lower the price of grain",
    "keep the rivers clean",
    "free the detained sailors",
    "share the water fairly",
    "open the border at night",
    "restore the burnt forest",
    "feed the besieged town",
    "teach both languages",
    "light the mountain villages",
)
SYLLABLES = ("ka", "ro", "ve", "lin", "mar", "ta", "dor", "be", "nis", "sto", "gu", "ral", "pe", "mi", "zan", "lo")
MONTHS = ("January", "March", "May", "July", "September", "November")


def name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def sentence(chance: random.Random) -> str:
    """A sentence that hardly any other shares five words in a row with."""
    manner, kind, purpose = chance.choice(MANNERS), chance.choice(KINDS), chance.choice(PURPOSES)
    return f"We {chance.choice(VERBS)} the {manner} {kind} near {name(chance)} that should {purpose} by {name(chance)}."


def good_text(number: int) -> str:
    """A short statement of a ministry; no two are about the same."""
    chance = random.Random(number)
    topic = f"the {chance.choice(MANNERS)} {chance.choice(KINDS)} of {name(chance)}"
    lines = [
        f"Statement of the Ministry of Foreign Affairs of {chance.choice(COUNTRIES)} on {topic}",
        f"{chance.choice(TOWNS)}, {chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(1995, 2025)}",
        *(" ".join(sentence(chance) for _ in range(2)) for _ in range(chance.randint(2, 3))),
    ]
    return "\n\n".join(lines) + "\n"


def good_documents() -> Iterator[tuple[str, bytes]]:
    """Paths and contents."""
    for number in range(N_GOOD):
        yield f"good-{number:03}.txt", good_text(number).encode()


def statement(issuer: str, topic: str, dateline: str, *paragraphs: str) -> bytes:
    title = f"Statement of the Ministry of Foreign Affairs of {issuer} on {topic}"
    return "\n\n".join([title, dateline, *paragraphs, ""]).encode()


def locked() -> bytes:
    """A PDF that opens with a password alone."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    return printed(1, StandardEncryption("secret", "owner", strength=128))


def scanned() -> bytes:
    """A PDF whose page is a picture."""
    picture = stream(
        bytes(64), "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    return printed_by_hand(b"q 595 0 0 842 0 0 cm /I Do Q", picture, resources="/XObject << /I 6 0 R >>")


SHELL = b"""<!DOCTYPE html><html><head><title>Ministry</title><script src="/app.js"></script></head>
<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>"""
CUT = (
    "1. We thank the crews that kept the frozen harbour of Oulu open.",
    "2. We will pay for the damage that the ice has done to the nets and the",
)
GAP = (
    "1. We opened the tunnel under the fjord to lorries today.",
    "2. We ask all drivers to keep to the speed that is allowed.",
    "4. We will build a second tunnel for trains within ten years.",
)
FUTURE = "We regret that the reservoir is empty. We will share the water of the Tagus with our neighbours."


def bad_documents() -> dict[str, bytes]:
    """Contents by path, one fault each."""
    return {
        "binary.txt": random.Random(1).randbytes(3000),
        "bomb.docx": word(word_xml(paragraph("word " * 100) * 100_000)),
        "broken.docx": word()[:700],
        "cut.txt": statement("Finland", "the frozen harbour", "Helsinki, 2 March 2010", *CUT),
        "cut_off.pdf": printed(3)[:1200],
        "empty.txt": b"",
        "future.txt": statement("Spain", "the empty reservoir", "Madrid, 5 May 2099", FUTURE),
        "gap.txt": statement("Norway", "the tunnel under the fjord", "Oslo, 5 May 2011", *GAP),
        "locked.pdf": locked(),
        "scan.pdf": scanned(),
        "shell.html": SHELL,
        "signs.txt": b"* * * * * * * *\n------------------------------\n\n" * 6,
        "undecodable.txt": good_text(N_GOOD).encode() + b"\xff\xfe\x81\x8d\x8f\x90\x9d" * 40,
    }
