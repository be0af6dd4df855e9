"""Wording that is found by what surrounds its changes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tasks.core.agreed.corpus import Corpus
from tasks.core.agreed.groups import Groups
from tasks.core.agreed.model import Passage, Use
from tasks.core.agreed.settings import Agreed
from tasks.core.agreed.variants import alike_uses, dense_parts, without_loose_ends
from tasks.core.agreed.windows import varied_windows
from tasks.core.group.sequences import common_blocks

Regions = Sequence[tuple[int, int, Use | None]]  # first word and end of a part of a sentence, and what of it is wording


def loose_runs(light: Sequence[Groups], corpus: Corpus, settings: Agreed) -> Iterator[Passage]:
    """Wording that some statements vary, as far as the first use and the first other one go together.

    It is found around windows that differ, and around runs that are too light to be wording by themselves.
    """
    windows = varied_windows(corpus.words, corpus.content.is_heavy, settings)
    sentences: dict[Use, set[int]] = defaultdict(set)
    for groups in (windows, *light):
        pair: tuple[int, int] | None = None
        regions: Regions = ()
        for first, other, members in groups.by_pair(corpus.words):
            here = int(corpus.words.sentence[first]), int(corpus.words.sentence[other])
            if here != pair:
                pair, regions = here, common_regions(*here, corpus, settings)
            region = next((region for start, end, region in regions if start <= first < end), None)
            if region is not None:
                sentences[region].update(members.tolist())
    for use, near in sentences.items():
        low, high = corpus.words.first_sentences[use.statement : use.statement + 2].tolist()
        elsewhere = sorted(number for number in near if not low <= number < high)
        others = alike_uses(use, elsewhere, corpus, settings)
        if others:
            yield Passage((use, *others))


def common_regions(number: int, other: int, corpus: Corpus, settings: Agreed) -> Regions:
    """The parts of a sentence that are much like parts of another one."""
    sentence, partner = corpus.sentence(number), corpus.sentence(other)
    if len(sentence.ids) * len(partner.ids) > settings.max_cells:
        return ()
    found = []
    for part in map(without_loose_ends, dense_parts(common_blocks(sentence.ids, partner.ids), settings.max_gap)):
        start, end = sentence.start + part[0][0], sentence.start + part[-1][0] + part[-1][2]
        if end - start >= settings.size:
            region = corpus.trimmed(corpus.use(start, end))
            is_long = region.end - region.start >= settings.size
            found.append((start, end, region if is_long and corpus.is_wording(region) else None))
    return found
