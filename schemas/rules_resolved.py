"""Rules on statements as they were resolved: they agree with their versions, and with the other statements."""

from schemas.ddl import quoted
from schemas.rules_model import INFO, WARNING, Rule, warehouse_rule

MIN_SENTENCES = 5  # of a statement; a shorter one may say all it says without a verb of declaring
MAX_ARTICLE_SHARE = 0.9  # of an article's body that is the statement; one that adds less is the statement itself
MIN_TITLE_WORDS = 4  # shorter titles, such as `Joint Statement`, are those of many
MAX_ALIKE = 5  # statements under one title; a title of more is a heading of a series
LEAST_COVERAGE = {"truncated": 0.05, "revised": 0.2, "reformatted": 0.5, "excerpt-in-article": 0.005}
"""Below it a version has next to nothing of the main version: the two were taken for one by mistake."""

STATEMENT_DECLARES = warehouse_rule(
    "statement_declares",
    "core.speech_acts",
    "Who makes a statement declares something: welcomes, condemns, commits. Without any such act it is another kind "
    "of text, or was read badly. English alone, since acts are found in no other language.",
    f"""
    with sentences as (
        select document_id, count(*) as n_sentences from core.sentences where in_statement group by document_id
    )
    select statements.statement_id as row_key, main_document_id as document_id,
        'no act of declaring in ' || n_sentences || ' sentences' as detail
    from core.statements as statements
    join core.documents as documents on documents.document_id = main_document_id
    join sentences on sentences.document_id = main_document_id
    where kind = 'statement' and documents.language_code = 'en' and n_sentences >= {MIN_SENTENCES}
        and main_document_id not in (select document_id from core.speech_acts where in_statement)""",
    "core.statements join core.documents on document_id = main_document_id "
    "where kind = 'statement' and documents.language_code = 'en'",
    WARNING,
)
VERSION_COVERS_SOMETHING = warehouse_rule(
    "version_covers_something",
    "core.versions.coverage_ratio",
    "A version that holds next to nothing of the main version renders another statement.",
    f"""
    select statement_id || '/' || document_id as row_key, document_id,
        relation || ', yet covers ' || round(100 * coverage_ratio, 1) || ' % of the main version' as detail
    from core.versions
    where not is_main and coverage_ratio < case relation
        {" ".join(f"when {quoted(relation)} then {least}" for relation, least in LEAST_COVERAGE.items())}
    end""",
    "core.versions where not is_main",
    WARNING,
)
TRANSLATION_HAS_OTHER_LANGUAGE = warehouse_rule(
    "translation_has_other_language",
    "core.versions.relation",
    "A translation is in another language than the main version, and what is in another language is a translation.",
    """
    select versions.statement_id || '/' || versions.document_id as row_key, versions.document_id,
        relation || ' in ' || documents.language_code || ', the main version is in ' || mains.language_code as detail
    from (
        select statement_id, document_id, relation from core.versions
        where not is_main and relation != 'excerpt-in-article'
    ) as versions
    join core.statements as statements using (statement_id)
    join (select document_id, language_code from core.documents) as documents
        on documents.document_id = versions.document_id
    join (select document_id, language_code from core.documents) as mains on mains.document_id = main_document_id
    where 'und' not in (documents.language_code, mains.language_code)
        and (relation = 'translation') != (documents.language_code != mains.language_code)""",
    "core.versions where not is_main and relation != 'excerpt-in-article'",
    WARNING,
)
ARTICLE_IS_MORE_THAN_STATEMENT = warehouse_rule(
    "article_is_more_than_statement",
    "core.versions.end_char",
    "An article tells of a statement; what is nearly all statement is the statement itself, and of another kind.",
    f"""
    select statement_id || '/' || document_id as row_key, document_id,
        'the statement is ' || cast(100 * (end_char - start_char) / length(body) as integer)
            || ' % of the article' as detail
    from core.versions
    join (select document_id, body from core.documents where kind = 'article') as articles using (document_id)
    where versions.relation = 'excerpt-in-article' and end_char - start_char > {MAX_ARTICLE_SHARE} * length(body)""",
    "core.versions where relation = 'excerpt-in-article'",
    WARNING,
)
QUOTED_SENTENCES_WITHIN_SPAN = warehouse_rule(
    "quoted_sentences_within_span",
    "core.documents.carries_statement",
    "What an article quotes lies within the span that is said to be the statement; the rest is the reporter's.",
    """
    with quoted as materialized (
        select sentences.document_id, start_char, end_char
        from (select document_id from core.documents where kind = 'article' and carries_statement) as articles
        join core.sentences as sentences using (document_id)
        where in_statement
    )
    select document_id as row_key, document_id,
        'sentences of the statement that lie in no version: ' || count(*) || ', the first at character '
            || min(start_char) as detail
    from quoted
    where not exists (  -- touching is enough: quotation marks belong to sentences, and not to versions
        from core.versions as versions
        where versions.document_id = quoted.document_id
            and versions.start_char < quoted.end_char and versions.end_char > quoted.start_char)
    group by document_id""",
    "core.documents where kind = 'article' and carries_statement",
    WARNING,
)
STATEMENT_IS_ONE = warehouse_rule(
    "statement_is_one",
    "core.statements.title",
    "Two statements of one issuer on one day under one title are perhaps one, and counted twice. Titles that are used "
    "on other days as well, and texts that were compared and kept apart, are not meant.",
    f"""
    with titled as materialized (
        select statement_id, main_document_id, issuer, date_edtf, lower(title) as title
        from core.statements
        where carries_statement and len(string_split(title, ' ')) >= {MIN_TITLE_WORDS}
    ),
    own as (
        select title from titled group by title
        having count(*) between 2 and {MAX_ALIKE} and count(distinct date_edtf) = 1
    )
    select one.statement_id as row_key, one.main_document_id as document_id,
        'has issuer, date and title of ' || string_agg(other.statement_id, ', ' order by other.statement_id) as detail
    from titled as one
    join own using (title)
    join titled as other using (issuer, date_edtf, title)
    where one.statement_id != other.statement_id
        and not exists (
            from core.versions as versions join core.versions as others using (document_id)
            where versions.statement_id = one.statement_id and others.statement_id = other.statement_id)
        and not exists (
            from core.version_pairs as pairs
            where decision = 'vetoed'
                and document_id = least(one.main_document_id, other.main_document_id)
                and other_document_id = greatest(one.main_document_id, other.main_document_id))
    group by one.statement_id, one.main_document_id""",
    "core.statements where carries_statement and issuer is not null and date_edtf is not null and title is not null",
    WARNING,
)


STATED_FIELDS = ("title", "issuer", "level", "place")
RESOLVED_VALUES = "\n            union all ".join(
    f"select statement_id, main_document_id, '{field}' as field, {field} as value from core.statements"
    for field in STATED_FIELDS
)
STATEMENT_VALUES_ARE_STATED = warehouse_rule(
    "statement_values_are_stated",
    "core.statements",
    "What a statement is said to be is stated by one of its versions, or it was invented.",
    f"""
    with resolved as (
        {RESOLVED_VALUES}
    ),
    stated as (
        select statement_id, field, value
        from core.metadata_candidates
        join core.versions using (document_id)
        where field in {STATED_FIELDS}
    )
    select statement_id || '/' || field as row_key, main_document_id as document_id,
        'no version states the ' || field || ' ' || value as detail
    from resolved
    anti join stated using (statement_id, field, value)
    where value is not null""",
    "core.statements",
    WARNING,
)
STATEMENT_DATE_FOLLOWS_BASIS = warehouse_rule(
    "statement_date_follows_basis",
    "core.statements.date_edtf",
    "A date that the main version, or another one, is said to state has to be stated there.",
    """
    select statement_id as row_key, main_document_id as document_id,
        date_edtf || ' (' || date_basis || ') is stated by no such version' as detail
    from core.statements
    where date_basis in ('stated', 'version') and not exists (
        from core.versions
        join core.metadata_candidates as candidates using (document_id)
        where versions.statement_id = statements.statement_id
            and (is_main or date_basis = 'version')
            and field = 'date_edtf' and value = date_edtf)""",
    "core.statements where date_basis in ('stated', 'version')",
    WARNING,
)
ELECTION_HAS_REASONS = warehouse_rule(
    "election_has_reasons",
    "core.statements.election_reasons",
    "Which version is counted is a decision, and stored with its reasons.",
    """
    select statement_id as row_key, main_document_id as document_id, 'elected for no reason' as detail
    from core.statements
    where coalesce(len(election_reasons), 0) = 0""",
    "core.statements",
    WARNING,
)
MAIN_VERSION_IS_PRESENT = warehouse_rule(
    "main_version_is_present",
    "core.statements.main_document_id",
    "The version that is counted has left its source; what is said of it can no longer be held against the file.",
    """
    select statement_id as row_key, main_document_id as document_id, 'its file has left the source' as detail
    from core.statements
    where main_document_id in (select document_id from core.documents where not is_present)""",
    "core.statements",
    INFO,
)
STATEMENT_HAS_DATE = warehouse_rule(
    "statement_has_date",
    "core.statements.date_edtf",
    "A statement without a date stands in no timeline.",
    """
    select statement_id as row_key, main_document_id as document_id,
        'no version states a date: ' || coalesce(title, issuer, 'untitled') as detail
    from core.statements
    where carries_statement and date_edtf is null""",
    "core.statements where carries_statement",
    INFO,
)
DATE_IS_STATED = warehouse_rule(
    "date_is_stated",
    "core.statements.date_basis",
    "An inferred date is a guess with its reasons, not to be quoted as stated.",
    """
    select statement_id as row_key, main_document_id as document_id, 'inferred: ' || date_edtf as detail
    from core.statements
    where date_basis = 'inferred'""",
    "core.statements where date_basis is not null",
    INFO,
)

RESOLVED_RULES: tuple[Rule, ...] = (
    STATEMENT_DECLARES,
    VERSION_COVERS_SOMETHING,
    TRANSLATION_HAS_OTHER_LANGUAGE,
    ARTICLE_IS_MORE_THAN_STATEMENT,
    QUOTED_SENTENCES_WITHIN_SPAN,
    STATEMENT_IS_ONE,
    STATEMENT_VALUES_ARE_STATED,
    STATEMENT_DATE_FOLLOWS_BASIS,
    ELECTION_HAS_REASONS,
    MAIN_VERSION_IS_PRESENT,
    STATEMENT_HAS_DATE,
    DATE_IS_STATED,
)
