"""Every threshold of grouping, with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grouping:
    """Limits of the step. Shares lie between 0 and 1; the rest counts words, shingles or documents."""

    # candidates
    sampled_share: float = 0.25  # of all 3-grams; estimates containment well from 200 words on
    min_sketch: int = 48  # 3-grams at least, so that short texts are found too
    max_documents: int = 64  # a 3-gram in more documents is formulaic: it counts for nobody
    min_hits: int = 2  # one shared 3-gram is chance
    min_hit_share: float = 0.04  # of the smaller sketch; below it even noisy copies were never found
    max_partners: int = 12  # that a document proposes; series have hundreds of lookalikes

    # links between texts
    min_coverage: float = 0.30  # stock phrases alone reached 0.22 and 0.28 between different statements
    min_score: float = 0.40  # middle of a flat optimum, 0.3 to 0.5
    publication_lag: int = 6  # days; a copy may be dated by the gazette that prints it, no series is denser than weekly
    competition: float = 0.98  # a link has to come this close to the weaker document's best one
    min_copy: float = 0.60  # of both articles that carry nothing; agency copy alone is less
    long_gap: int = 4  # words that stand on both sides of a gap: another sentence, not another wording
    replaced_power: float = 2.0  # whole sentences replaced tell lookalikes from revised words
    number_power: float = 3.0  # other numbers in the same words are the mark of a series
    rarity_power: float = 0.5  # wording that many documents share proves little
    expected_share: float = 0.02  # weight of a shared 3-gram from which it counts as rare
    min_rarity: float = 0.50  # the factor's floor, so that a clean copy is linked however many copies there are

    # texts that hold parts of two others
    whole_containment: float = 0.80  # of a text that another holds whole, damage apart
    unlike_coverage: float = 0.15  # between statements that are no editions of one series
    min_compound: float = 0.50  # of a text that two others make up; editions of a series have more of their own
    min_clean_stretch: int = 20  # words; quotations are clean, damaged copies are broken into short runs

    # what articles quote
    min_run: int = 6  # words in a row; shorter ones are stock phrases
    min_clause: int = 15  # words in a row in a sentence that is not quoted as a whole
    max_gap: int = 4  # words between two runs of one quotation, left out or rendered otherwise
    min_quoted: int = 50  # words of a quotation at length, as in `carries_statement`
    min_quoted_share: float = 0.15  # of the statement; less is a sentence or two that many statements have
    min_quoted_own: float = 0.30  # of what the article quotes, where the statement is long
    min_quoted_of_short: int = 25  # words, where they are `min_share_of_short` of the statement
    min_share_of_short: float = 0.50
    min_explained: float = 0.50  # of a quoted sentence's words, that another statement accounts for it
    min_unexplained: float = 0.50  # of what it quotes, that an article with links founds a statement of its own

    # relation
    min_stretch: int = 5  # lost words in a row that make a lost stretch
    full_coverage: float = 0.98
    max_additions: float = 0.05
    min_changed: float = 0.02
    misread_ratio: float = 0.65  # share of letters, in order, that a misread stretch keeps; other words have half
    misread_excess: float = 3.0  # misread words to changed ones, from which the changed ones count as misread

    # election
    equal_words: float = 0.02  # difference in words that furniture and misreading make

    # alignment
    max_cells: int = 400_000_000  # bits of the alignment table, 50 MB; longer texts are split at unique runs first
    min_counterpart_run: int = 5  # words in a row that are no accident between two sentences
    min_counterpart_share: float = 0.25  # of either sentence, where the runs are shorter
    min_moved_share: float = 0.50  # of a sentence found again elsewhere
