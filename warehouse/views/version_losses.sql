-- What would be lost if only this version existed: sentences with lost words, entities that it mentions nowhere, and
-- commitments that it does not have, or has without their amount or deadline.
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
promises as (
    select
        commitments.document_id,
        commitments.commitment_no,
        commitments.amount,
        commitments.unit,
        commitments.deadline_text,
        acts.sentence_no,
        acts.start_char,
        acts.end_char
    from core.commitments as commitments
    join core.speech_acts as acts
        on acts.document_id = commitments.document_id
        and acts.act_no = commitments.act_no
),
main_promises as (
    select
        copies.statement_id,
        copies.document_id,
        copies.main_document_id,
        promises.commitment_no,
        promises.amount,
        promises.unit,
        promises.deadline_text,
        promises.sentence_no,
        promises.start_char,
        promises.end_char
    from copies
    join promises
        on promises.document_id = copies.main_document_id
        and promises.start_char < copies.main_end_char
        and promises.end_char > copies.main_start_char
),
copy_promises as (
    select
        alignments.document_id,
        alignments.main_document_id,
        alignments.main_sentence_no,
        promises.amount,
        promises.unit,
        promises.deadline_text
    from core.sentence_alignments as alignments
    join promises
        on promises.document_id = alignments.document_id
        and promises.sentence_no = alignments.sentence_no
),
lost_promises as (
    select
        main_promises.statement_id,
        main_promises.document_id,
        main_promises.main_document_id,
        main_promises.commitment_no,
        main_promises.sentence_no,
        main_promises.start_char,
        main_promises.end_char,
        not exists (
            from copy_promises
            where copy_promises.document_id = main_promises.document_id
                and copy_promises.main_document_id = main_promises.main_document_id
                and copy_promises.main_sentence_no = main_promises.sentence_no
        ) as is_whole
    from main_promises
    where not exists (
        from copy_promises
        where copy_promises.document_id = main_promises.document_id
            and copy_promises.main_document_id = main_promises.main_document_id
            and copy_promises.main_sentence_no = main_promises.sentence_no
            and (main_promises.amount is null or copy_promises.amount = main_promises.amount)
            and (main_promises.unit is null or copy_promises.unit = main_promises.unit)
            and (main_promises.deadline_text is null or copy_promises.deadline_text is not null)
    )
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
    union all
    select
        lost_promises.statement_id,
        lost_promises.document_id,
        'commitment' as loss,
        cast(lost_promises.commitment_no as varchar) as loss_key,
        substr(
            mains.body, lost_promises.start_char + 1, lost_promises.end_char - lost_promises.start_char
        ) as lost,
        lost_promises.sentence_no as main_sentence_no,
        lost_promises.is_whole,
        cast(1 as bigint) as n_lost,
        cast(null as varchar) as label,
        cast(null as varchar) as entity_id,
        false as is_elsewhere
    from lost_promises
    join core.documents as mains
        on mains.document_id = lost_promises.main_document_id
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
