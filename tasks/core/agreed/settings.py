"""Every threshold of agreed language, with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreed:
    """Limits of the search. Weights count words that say something by themselves, shares lie between 0 and 1."""

    size: int = 4  # words of the n-grams that are looked up; three in a row are shared by any two texts of one field

    # what is wording
    min_weight: float = 2.5  # below it stand turns like `in accordance with the`, and names
    min_weight_of_long: float = 2.0  # where the words around make it a turn of its own: `as long as it takes`
    min_words_of_long: int = 4  # from the first word with weight to the last
    light_weight: float = 0.25  # of pronouns, negations and the like: `no decision about us without us`
    name_weight: float = 0.5  # `Allied` in `every inch of Allied territory`
    max_names_weight: float = 1.0  # names alone are no wording, however many there are
    sign_weight: float = 0.35  # of an ideograph or kana: words of these scripts have two or three

    # which of the runs that lie in each other
    min_surroundings: int = 2  # of a part: free uses, and longer passages around the others
    n_looked_at: int = 3  # uses of a run beside which runs of more statements are looked for
    min_added: float = 2.0  # weight that a longer run adds to one that more statements hold; less is chance
    min_added_share: float = 0.50  # the same in relation to the weight of the other: short wording may add less

    # varied uses
    min_alike: float = 0.70  # of the words of either wording that are kept; of `every inch of _ territory` 4 of 5
    min_alike_weight: float = 0.60  # of what either says: other verbs or nouns make another wording
    max_gap: int = 3  # words between two kept ones, on either side
    max_cells: int = 16_000_000  # words of one sentence times those of the other, 2 MB: larger ones are lists
    part_words: int = 100_000  # looked through at a time for wording that is shared or varied: 10 MB
    min_heavy: int = 2  # of four words around a fifth that differs, that are no function words
    max_crowd: int = 4  # uses of an n-gram for each of the run's: where there are more, it leads everywhere
    min_hit_share: float = 0.40  # of the words, that stand in shared n-grams: less is never alike enough
