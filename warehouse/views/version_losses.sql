-- What would be lost if only this version existed: sentences with lost words, and entities that it mentions nowhere.
with version_files as (
    select document_id, min(path) as path
    from raw.files
    group by document_id
),
copies as (
    select
        versions.statement_id,
        versions.document_id,
        versions.start_char,
        versions.end_char,
        versions.relation,
        mains.document_id as main_document_id,
        mains.start_char as main_start_char,
        mains.end_char as main_end_char
    from core.versions as versions
    join core.versions as mains
        on mains.statement_id = versions.statement_id
        and mains.is_main
    where not versions.is_main and versions.relation != 'translation'
),
damaged_sentences as (
    select
        copies.statement_id,
        copies.document_id,
        copies.main_document_id,
        damages.main_sentence_no,
        bool_or(damages.damage = 'sentence_lost') as is_whole,
        sum(damages.n_lost_words) as n_lost
    from copies
    join core.damages as damages
        on damages.document_id = copies.document_id
        and damages.main_document_id = copies.main_document_id
    where damages.n_lost_words > 0
    group by all
),
main_mentions as (
    select
        mains.statement_id,
        mentions.entity_id,
        any_value(mentions.label) as label,
        count(*) as n_mentions,
        min(mentions.sentence_no) as first_sentence_no
    from core.versions as mains
    join core.mentions as mentions
        on mentions.document_id = mains.document_id
        and mentions.start_char < mains.end_char
        and mentions.end_char > mains.start_char
    where mains.is_main and mentions.in_statement and mentions.entity_id is not null
    group by mains.statement_id, mentions.entity_id
),
entity_statements as (
    select main_mentions.entity_id, count(*) as n_statements
    from main_mentions
    join core.statements as statements
        on statements.statement_id = main_mentions.statement_id
        and statements.carries_statement
    group by main_mentions.entity_id
),
copy_mentions as (
    select distinct copies.statement_id, copies.document_id, mentions.entity_id
    from copies
    join core.mentions as mentions
        on mentions.document_id = copies.document_id
        and mentions.start_char < copies.end_char
        and mentions.end_char > copies.start_char
    where mentions.in_statement and mentions.entity_id is not null
),
losses as (
    select
        damaged_sentences.statement_id,
        damaged_sentences.document_id,
        'sentence' as loss,
        cast(damaged_sentences.main_sentence_no as varchar) as loss_key,
        substr(
            mains.body, sentences.start_char + 1, sentences.end_char - sentences.start_char
        ) as lost,
        damaged_sentences.main_sentence_no,
        damaged_sentences.is_whole,
        cast(damaged_sentences.n_lost as bigint) as n_lost,
        cast(null as varchar) as label,
        cast(null as varchar) as entity_id,
        false as is_elsewhere
    from damaged_sentences
    join core.documents as mains
        on mains.document_id = damaged_sentences.main_document_id
    join core.sentences as sentences
        on sentences.document_id = damaged_sentences.main_document_id
        and sentences.sentence_no = damaged_sentences.main_sentence_no
    union all
    select
        copies.statement_id,
        copies.document_id,
        'entity' as loss,
        main_mentions.entity_id as loss_key,
        entities.name as lost,
        main_mentions.first_sentence_no as main_sentence_no,
        true as is_whole,
        main_mentions.n_mentions as n_lost,
        main_mentions.label,
        main_mentions.entity_id,
        entity_statements.n_statements
            > case when own.carries_statement then 1 else 0 end as is_elsewhere
    from copies
    join main_mentions
        on main_mentions.statement_id = copies.statement_id
    join core.statements as own
        on own.statement_id = copies.statement_id
    left join core.entities as entities
        on entities.entity_id = main_mentions.entity_id
    left join entity_statements
        on entity_statements.entity_id = main_mentions.entity_id
    anti join copy_mentions
        on copy_mentions.statement_id = copies.statement_id
        and copy_mentions.document_id = copies.document_id
        and copy_mentions.entity_id = main_mentions.entity_id
)
select
    losses.statement_id,
    statements.title as statement_title,
    losses.document_id,
    version_files.path,
    versions.relation,
    losses.loss,
    losses.loss_key,
    losses.lost,
    losses.main_sentence_no,
    losses.is_whole,
    losses.n_lost,
    losses.label,
    losses.entity_id,
    losses.is_elsewhere
from losses
join core.statements as statements
    on statements.statement_id = losses.statement_id
join core.versions as versions
    on versions.statement_id = losses.statement_id
    and versions.document_id = losses.document_id
left join version_files
    on version_files.document_id = losses.document_id
