"""Every threshold of grouping, with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grouping:
    """Limits of the step. Shares lie between 0 and 1; the rest counts words, shingles or documents."""

    # candidates
    sampled_share: float = 0.25  # of all 3-grams; estimates containment well from 200 words on
    min_sketch: int = 64  # 3-grams at least, so that short texts are found too; 48 lost some of 50 words
    rare_documents: int = 24  # a 3-gram in no more documents counts in full; few families of copies are larger
    common_documents: int = 64  # one in no more than that counts less: lookalikes share such stock phrases alone
    common_weight: float = 0.25  # which halves their pairs and loses no family
    max_documents: int = 256  # a 3-gram in more documents is formulaic: it counts for nobody
    frequent_weight: float = 0.17  # of one in fewer: copies share half of these at least, if many copies are misread
    min_hits: float = 2.0  # one shared 3-gram is chance
    min_hit_share: float = 0.09  # of the smaller sketch; copies with every tenth letter misread have 0.2
    min_quoted_hits: int = 8  # rare ones that make a candidate without such a share; 50 words quoted have 12

    # links between texts
    min_coverage: float = 0.30  # stock phrases alone reached 0.22 and 0.28 between different statements
    min_score: float = 0.65  # probability that two texts are one statement, by the score card; 0.6 joined editions
    min_joint_score: float = 0.40  # the same of all pairs between two families, on average; flat from 0.3 to 0.5
    joint_power: float = 3.0  # a pair weighs by its coverage to this power: what shares little says little
    min_rival_share: float = 0.75  # of the likeness that both texts have to other candidates; below it others join them
    rival_share: float = 0.80  # of a pair's likeness, from which another text is a near rival
    publication_lag: int = 6  # days; a copy may be dated by the gazette that prints it, no series is denser than weekly
    gazette_lag: int = 14  # the same, where nothing of the text was changed
    min_clean: float = 0.97  # of the words that should agree, where nothing of the text was changed
    min_repeated_numbers: int = 8  # a next edition changes one of so many; if none, it is the date that was misread
    min_misread: float = 0.05  # of the words; then a number in the title may be misread too
    min_copy: float = 0.60  # of both articles that carry nothing; agency copy alone is less
    long_gap: int = 4  # words that stand on both sides of a gap: another sentence, not another wording
    long_loss: int = 5  # words lost in a row: a stretch, not a change of wording
    long_run: int = 12  # words in a row; those of different statements are mostly shorter
    window: int = 50  # words in which a revision changes something, and a series mostly nothing
    gap_weight: float = 0.7  # of a word with another in its place, against one with a partner
    lost_weight: float = 0.02  # of a word with none
    long_gap_words: int = 12  # on both sides; letters of longer gaps are alike by chance
    unclear_letters: int = 4  # of either side of a gap; of `as` read `os` half the letters are left
    alike_ratio: float = 0.75  # of letters kept in long gaps and at the ends; unlike sentences keep up to 0.6
    max_gap_words: int = 600  # what is longer is another text

    # texts that hold parts of two others
    whole_containment: float = 0.80  # of a text that another holds whole, damage apart
    unlike_coverage: float = 0.15  # between statements that are no editions of one series
    min_alike: float = 0.30  # of the 3-grams of one source that the other has too: editions, versions
    min_compound_runs: float = 0.40  # of the text's 3-grams that the two have together: sieves nearly all texts
    min_compound: float = 0.50  # of a text that two others make up; editions of a series have more of their own
    min_clean_stretch: int = 20  # words, on average; damaged copies are broken into short runs
    min_page_stretch: int = 50  # words of the longest stretch; orders of one kind share clauses, not half pages

    # texts that quote, whatever kind they were taken for
    own_stretch: int = 25  # words in a row without shared wording; misread copies have shorter ones
    max_own_words: float = 0.12  # in such stretches, of a copy: 0.10 where OCR is worst, an article has 0.3 and more
    min_evenness: float = 0.50  # shared wording outside of what an article quotes to that inside: even in a copy
    min_block: int = 20  # words between quotation marks; shorter ones are sayings and terms
    max_attribution: int = 15  # words before the mark that opens a paragraph, or after the one that closes it
    max_open_paragraphs: int = 40  # that one pair of marks holds
    min_explained_block: float = 0.60  # of a quotation that another text accounts for
    block_context: int = 20  # words before and after it; who has them too does not end where the quotation does
    min_block_share: float = 0.10  # of the text; what statements cite is less

    # what articles quote
    min_run: int = 6  # words in a row; shorter ones are stock phrases
    min_clause: int = 15  # words in a row in a sentence that is not quoted as a whole
    max_gap: int = 4  # words between two runs of one quotation, left out or rendered otherwise
    min_quoted: int = 50  # words of a quotation at length, as in `carries_statement`
    min_quoted_share: float = 0.15  # of the statement; less can be a sentence or two that many statements have
    min_quoted_own: float = 0.30  # of what the article quotes, where the statement is long
    max_holders: int = 3  # families that have the wording of a quotation which the article does not mark as one
    min_verbatim: float = 0.75  # of the sentences it takes words from: then it is this text that is quoted
    min_quoted_of_short: int = 30  # words, where they are as much of the statement, in whole sentences
    min_share_of_short: float = 0.40  # of the statement, whatever the sentences are
    min_explained: float = 0.50  # of a quoted sentence's words, that another statement accounts for it
    min_unexplained: float = 0.50  # of what it quotes, that an article with links founds a statement of its own

    # relation
    min_stretch: int = 5  # lost words in a row that make a lost stretch
    full_coverage: float = 0.98
    max_additions: float = 0.05
    min_changed: float = 0.02
    misread_ratio: float = 0.65  # share of letters, in order, that a misread stretch keeps; other words have half
    misread_excess: float = 1.0  # misread words to changed ones, from which all count as misread; of revised texts 0.1

    # election
    equal_words: float = 0.02  # difference in words that furniture and misreading make

    # alignment
    max_cells: int = 400_000_000  # bits of the alignment table, 50 MB; longer texts are split at unique runs first
    min_counterpart_run: int = 5  # words in a row that are no accident between two sentences
    min_counterpart_share: float = 0.25  # of either sentence, where the runs are shorter
    min_moved_share: float = 0.50  # of a sentence found again elsewhere
