-- How damaged is each copy, beside the main version? Each count leads to rows of mart.damages.
select
    path,
    relation,
    round(lost_ratio, 3) as lost_ratio,
    n_sentences_lost,
    n_sentences_cut,
    n_sentences_joined,
    n_numbers_gone,
    n_dates_lost,
    n_words_misread + n_words_split + n_words_joined as n_words_wrong,
    n_hyphens_left + n_hyphens_lost as n_hyphens_wrong,
    n_mojibake + n_unreadable_characters as n_characters_wrong,
    n_texts_repeated,
    n_texts_inserted
from mart.version_damage
where n_damages > 0
order by lost_ratio desc, n_damages desc, path
