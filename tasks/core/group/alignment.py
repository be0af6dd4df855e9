"""Word alignment of two texts as wholes: runs first, then the words between them."""

from array import array

from tasks.core.group.sequences import Block, Blocks, common_blocks, unique_anchors
from tasks.core.group.shingles import SIZE, Hashes, hash_runs

LONG_RUN = 8  # words; a run of this length that stands once in both texts is no accident
SHORT_GAP = 12  # words
MIN_GAP_SHARE = 1 / 3  # of the shorter side of a gap; fewer partners than that are stock words
MIN_LONG_GAP_SHARE = 1 / 2  # any two long texts share a quarter of their words in order
START: Block = (0, 0, 0)


def align_blocks(
    one: Hashes, other: Hashes, max_cells: int, runs: Hashes | None = None, other_runs: Hashes | None = None
) -> Blocks:
    """Runs of partners, ascending: where each begins in one and in the other text, and its words.

    The longest common subsequence of 3-grams (`runs`, made here where they are not given) anchors it, so that words
    hold together; single words find partners only between two anchors, and only where they make up much of what stands
    there. Two runs never touch on both sides.
    """
    left = hash_runs(one) if runs is None else runs
    right = hash_runs(other) if other_runs is None else other_runs
    anchors = spread_runs(align_runs(left, right, one, other, max_cells))
    return fill_gaps(as_array(one), as_array(other), anchors, max_cells)


def as_array(values: Hashes) -> "array[int]":
    return array("Q", values.tobytes())


def fill_gaps(one: "array[int]", other: "array[int]", anchors: Blocks, max_cells: int) -> Blocks:
    """The given runs with those of the words between them."""
    blocks: Blocks = []
    i = j = 0
    for anchor in [*anchors, (len(one), len(other), 0)]:
        start, other_start, length = anchor
        if start > i and other_start > j:
            for found in align_gap(one[i:start], other[j:other_start], max_cells):
                append(blocks, (found[0] + i, found[1] + j, found[2]))
        if length:
            append(blocks, anchor)
        i, j = start + length, other_start + length
    return blocks


def append(blocks: Blocks, block: Block) -> None:
    """Add a run at the end, as part of the last one where the two touch."""
    if blocks:
        i, j, length = blocks[-1]
        if (i + length, j + length) == block[:2]:
            blocks[-1] = (i, j, length + block[2])
            return
    blocks.append(block)


def align_gap(one: "array[int]", other: "array[int]", max_cells: int) -> Blocks:
    """Partners of the words between two anchors; none where few of them have one, or where the gap is boundless."""
    if len(one) * len(other) > max_cells or set(one).isdisjoint(other):
        return []
    shorter = min(len(one), len(other))
    found = common_blocks(one, other)
    n_found = sum(length for _, _, length in found)
    return found if n_found >= shorter * (MIN_GAP_SHARE if shorter <= SHORT_GAP else MIN_LONG_GAP_SHARE) else []


def align_runs(left: Hashes, right: Hashes, one: Hashes, other: Hashes, max_cells: int) -> Blocks:
    """Partners of 3-grams. Texts too long for one table are cut at long runs that stand once in both."""
    if len(left) * len(right) <= max_cells:
        return common_blocks(as_array(left), as_array(right))
    chain = unique_anchors(hash_runs(one, LONG_RUN).tolist(), hash_runs(other, LONG_RUN).tolist())
    blocks: Blocks = []
    i = j = 0
    for cut, other_cut in [*chain, (len(left), len(right))]:
        for found in align_piece(as_array(left[i:cut]), as_array(right[j:other_cut]), max_cells):
            append(blocks, (found[0] + i, found[1] + j, found[2]))
        i, j = cut, other_cut
    return blocks


def align_piece(left: "array[int]", right: "array[int]", max_cells: int) -> Blocks:
    """Partners between two cuts; a piece that is still too long for a table is matched by what is unique in it."""
    if len(left) * len(right) <= max_cells:
        return common_blocks(left, right)
    return [(i, j, 1) for i, j in unique_anchors(left, right)]


def spread_runs(run_blocks: Blocks) -> Blocks:
    """Runs of words from runs of 3-grams; of two claims to a word, the earlier run's counts."""
    blocks: Blocks = []
    i = j = 0
    for start, other_start, length in run_blocks:
        skip = max(i - start, j - other_start, 0)
        end, other_end = start + length + SIZE - 1, other_start + length + SIZE - 1
        if start + skip < end:
            append(blocks, (start + skip, other_start + skip, end - start - skip))
            i, j = end, other_end
    return blocks
