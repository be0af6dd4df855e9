"""PDF coats drawn by lot, so that readers are also measured on settings that nobody has looked at."""

import random
from functools import partial

from benchmarks.coats import furniture
from benchmarks.coats.catalogue import ONE_COLUMN, TWO_COLUMNS, Coat
from benchmarks.coats.pdf import set_pdf
from benchmarks.coats.setting import Setting

PRODUCERS = (
    ("reportlab", "Times-Roman"),
    ("reportlab", "Helvetica"),
    ("reportlab", "Vera"),
    ("fpdf", "Times"),
    ("fpdf", "Helvetica"),
    ("fpdf", "Vera"),
)


def drawn_setting(lot: random.Random) -> Setting:
    """A page of office or letter paper in one or two columns."""
    return Setting(
        columns=lot.choice((1, 2)),
        body_size=lot.choice((8.0, 9.0, 10.0, 11.0, 12.0)),
        title_size=lot.choice((14.0, 16.0, 20.0)),
        is_indented=lot.random() < 0.5,
        is_hanging=lot.random() < 0.4,
        is_justified=lot.random() < 0.8,
        spacing=lot.choice((1.1, 1.2, 1.35, 1.6)),
        gutter=lot.choice((14.0, 18.0, 22.0, 30.0)),
        margin=lot.choice((45.0, 60.0, 80.0)),
        page_width=lot.choice((595.0, 612.0)),
        page_height=lot.choice((842.0, 792.0)),
    )


def drawn_coats(count: int, seed: int) -> list[Coat]:
    """So many coats; the same for the same seed."""
    lot = random.Random(seed)
    return [drawn_coat(f"drawn-{seed}-{at}", lot) for at in range(count)]


def drawn_coat(name: str, lot: random.Random) -> Coat:
    setting, heads = drawn_setting(lot), lot.choice(tuple(furniture.HEADS))
    producer, face = lot.choice(PRODUCERS)
    make = partial(set_pdf, producer=producer, face=face, setting=setting, heads=heads)
    floor = ONE_COLUMN if setting.columns == 1 else TWO_COLUMNS
    return Coat(f"{name}-{setting.columns}", "pdf", make, furniture.head_phrases(heads), floor)
