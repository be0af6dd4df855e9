"""What a version holds is counted by what can be the statement's own: no page lines, insertions, repeats."""

from tasks.core.group.completeness import confirm, count_letters, count_recurring, count_repeated, first_told, own_words
from tasks.core.group.texts import make_texts
from tests.tasks.core.group.made import document_id, made_paragraphs, make_document

BASE = made_paragraphs(1)
FOREIGN = made_paragraphs(7, 1)[0]


def text_of(name, paragraphs):
    document, spans, sentences = make_document(name, paragraphs)
    return make_texts([document], spans, sentences)[document_id(name)]


def revised(number):
    """The base with another word in each paragraph but the fourth and fifth."""
    return [p if at in (3, 4) else p.replace(" ", f" word{number} ", 1) for at, p in enumerate(BASE)]


def own(text, *others):
    return confirm([text, *others]).own_sentences(text)


def test_all_sentences_of_a_text_are_its_own():
    base = text_of("base", BASE)
    assert own(base, text_of("other", BASE[:4])) == list(range(len(base.sentences)))


def test_lines_without_an_end_count_where_another_version_has_them():
    menu = "Share this page Menu Contact Imprint"
    page, other = text_of("page", [menu, *BASE]), text_of("other", [menu, *BASE[:3]])
    assert own(page, text_of("base", BASE)) == list(range(1, len(page.sentences)))
    assert own(page, other) == list(range(len(page.sentences)))


def test_text_without_which_three_others_go_on_is_an_insertion():
    inserted = text_of("inserted", [*BASE[:4], FOREIGN, *BASE[4:]])
    others = [text_of(f"other {number}", revised(number)) for number in range(3)]
    n_before, n_foreign = 16, 4
    kept = [at for at in range(len(inserted.sentences)) if not n_before <= at < n_before + n_foreign]
    assert own(inserted, *others) == kept
    assert own(inserted, *others[:2]) == list(range(len(inserted.sentences)))


def test_copies_of_one_text_do_not_agree_three_times_on_what_they_lost():
    whole, cut = text_of("whole", BASE), [*BASE[:3], *BASE[4:]]
    copies = [text_of(f"copy {number}", cut) for number in range(4)]
    assert own(whole, *copies) == list(range(len(whole.sentences)))


def test_what_a_text_has_twice_counts_once():
    long = [paragraph.replace(". ", " and ") for paragraph in BASE]
    base, twice = text_of("base", long), text_of("twice", [*long, long[0]])
    assert len(first_told(twice)) < len(twice.sentences)
    words, again = own_words(base, range(len(base.sentences))), own_words(twice, range(len(twice.sentences)))
    assert count_letters(twice, again) == count_letters(base, words)
    assert count_recurring(twice, first_told(twice)) == count_recurring(base, first_told(base))
    assert (count_repeated(base), count_repeated(twice)) == (0, 2)
    assert (count_letters(base, []), count_recurring(base, [])) == (0, 0)


def test_a_repeated_sentence_is_told_whatever_it_is_run_into():
    long = [paragraph.replace(". ", " and ") for paragraph in BASE]
    base, merged = text_of("base", long), text_of("merged", [*long[:-1], f"{long[-1][:-1]} {long[0]}"])
    words, again = own_words(base, range(len(base.sentences))), own_words(merged, range(len(merged.sentences)))
    assert count_letters(merged, again) == count_letters(base, words)
    assert count_repeated(merged) == 1


def test_a_stretch_that_stands_twice_in_a_row_is_told_without_sentences():
    items = [paragraph.replace(".", ";") for paragraph in BASE]
    base, doubled = text_of("base", [" ".join(items)]), text_of("doubled", [" ".join([*items[:3], *items[2:]])])
    words, again = own_words(base, range(len(base.sentences))), own_words(doubled, range(len(doubled.sentences)))
    assert len(doubled.words) > len(base.words)
    assert count_letters(doubled, again) == count_letters(base, words)
