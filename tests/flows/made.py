"""A source of made statements, with copies of all kinds, the same in each run."""

import random
from pathlib import Path

SYLLABLES = ("ka", "ro", "ve", "lin", "mar", "ta", "dor", "be", "nis", "sto", "gu", "ral")
CLAUSES = (
    "We, the ministers, welcome the agreement with {} on trade and condemn every attack on civilians in {}",
    "The leaders of {} and {} called on all parties to respect international humanitarian law",
    "Our governments will provide {} million euros to {} by the end of the year",
    "We reaffirm our support for the sovereignty of {} within the borders that {} recognises",
)


def word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def paragraph(chance: random.Random, number: int) -> str:
    clauses = [chance.choice(CLAUSES).format(word(chance), word(chance)) for _ in range(3)]
    return f"{number}. " + " ".join(f"{clause}, as {word(chance)} said in {word(chance)}." for clause in clauses)


def statement(chance: random.Random) -> list[str]:
    title = f"Joint Statement by the Ministers of {word(chance)} and {word(chance)} on {word(chance)}"
    date = f"{word(chance)}, {chance.randint(1, 28)} March {chance.randint(1995, 2025)}"
    return [title, date, *(paragraph(chance, number) for number in range(1, chance.randint(5, 8)))]


def make_source(folder: Path, n: int) -> Path:
    """So many files: statements, damaged copies of every fifth, some that are copies byte by byte, some unreadable."""
    folder.mkdir(parents=True)
    chance = random.Random(7)
    parts: list[str] = []
    for at in range(n):
        parts = parts[:2] + parts[3:] if at % 5 == 4 else statement(chance)
        content = "\n\n".join(parts).encode()
        if at % 50 == 49:
            content = bytes(chance.randrange(256) for _ in range(500))
        (folder / f"{at:04}.txt").write_bytes(content)
        if at % 20 == 19:
            (folder / f"{at:04} (copy).txt").write_bytes(content)
    return folder
