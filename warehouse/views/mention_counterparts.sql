-- Every mention of a main version beside the one that stands for it in each other version, found through the alignment.
with pairs as (
    select document_id, main_document_id, sentence_no, main_sentence_no
    from core.sentence_alignments
    where sentence_no is not null and main_sentence_no is not null
),
version_groups as (
    -- sentences that were run together, or split, are one group: named by its first sentence of the main version
    select document_id, main_document_id, sentence_no, min(main_sentence_no) as group_no
    from pairs
    group by all
),
main_groups as (
    select
        pairs.document_id,
        pairs.main_document_id,
        pairs.main_sentence_no,
        min(version_groups.group_no) as group_no
    from pairs
    join version_groups
        on version_groups.document_id = pairs.document_id
        and version_groups.main_document_id = pairs.main_document_id
        and version_groups.sentence_no = pairs.sentence_no
    group by all
),
copies as (
    select
        versions.statement_id,
        versions.document_id,
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
main_mentions as (
    select
        copies.statement_id,
        copies.document_id,
        copies.relation,
        copies.main_document_id,
        mentions.mention_no,
        mentions.sentence_no,
        mentions.start_char,
        mentions.surface,
        mentions.label,
        mentions.entity_id,
        main_groups.group_no,
        row_number() over (
            partition by
                copies.document_id,
                copies.main_document_id,
                main_groups.group_no,
                mentions.entity_id,
                mentions.surface
            order by mentions.start_char
        ) as occurrence_no
    from copies
    join core.mentions as mentions
        on mentions.document_id = copies.main_document_id
        and mentions.in_statement
        and mentions.start_char < copies.main_end_char
        and mentions.end_char > copies.main_start_char
    left join main_groups
        on main_groups.document_id = copies.document_id
        and main_groups.main_document_id = copies.main_document_id
        and main_groups.main_sentence_no = mentions.sentence_no
),
version_mentions as (
    select
        version_groups.document_id,
        version_groups.main_document_id,
        version_groups.group_no,
        mentions.mention_no,
        mentions.start_char,
        mentions.surface,
        mentions.entity_id,
        row_number() over (
            partition by
                version_groups.document_id,
                version_groups.main_document_id,
                version_groups.group_no,
                mentions.entity_id,
                mentions.surface
            order by mentions.start_char
        ) as occurrence_no
    from version_groups
    join core.mentions as mentions
        on mentions.document_id = version_groups.document_id
        and mentions.sentence_no = version_groups.sentence_no
),
alike as (
    select
        main_mentions.document_id,
        main_mentions.main_document_id,
        main_mentions.mention_no as main_mention_no,
        version_mentions.mention_no
    from main_mentions
    join version_mentions
        on version_mentions.document_id = main_mentions.document_id
        and version_mentions.main_document_id = main_mentions.main_document_id
        and version_mentions.group_no = main_mentions.group_no
        and version_mentions.entity_id = main_mentions.entity_id
        and version_mentions.surface = main_mentions.surface
        and version_mentions.occurrence_no = main_mentions.occurrence_no
),
-- what is left may be printed otherwise: `Ukraine's` here, `Ukrainian` there
main_left as (
    select
        main_mentions.*,
        row_number() over (
            partition by
                main_mentions.document_id,
                main_mentions.main_document_id,
                main_mentions.group_no,
                main_mentions.entity_id
            order by main_mentions.start_char
        ) as left_no
    from main_mentions
    anti join alike
        on alike.document_id = main_mentions.document_id
        and alike.main_document_id = main_mentions.main_document_id
        and alike.main_mention_no = main_mentions.mention_no
),
version_left as (
    select
        version_mentions.*,
        row_number() over (
            partition by
                version_mentions.document_id,
                version_mentions.main_document_id,
                version_mentions.group_no,
                version_mentions.entity_id
            order by version_mentions.start_char
        ) as left_no
    from version_mentions
    anti join alike
        on alike.document_id = version_mentions.document_id
        and alike.main_document_id = version_mentions.main_document_id
        and alike.mention_no = version_mentions.mention_no
),
counterparts as (
    from alike
    union all
    select
        main_left.document_id,
        main_left.main_document_id,
        main_left.mention_no as main_mention_no,
        version_left.mention_no
    from main_left
    join version_left
        on version_left.document_id = main_left.document_id
        and version_left.main_document_id = main_left.main_document_id
        and version_left.group_no = main_left.group_no
        and version_left.entity_id = main_left.entity_id
        and version_left.left_no = main_left.left_no
)
select
    main_mentions.statement_id,
    main_mentions.document_id,
    main_mentions.relation,
    counterparts.mention_no,
    mentions.surface,
    main_mentions.main_document_id,
    main_mentions.mention_no as main_mention_no,
    main_mentions.sentence_no as main_sentence_no,
    main_mentions.surface as main_surface,
    main_mentions.label,
    main_mentions.entity_id,
    entities.name,
    counterparts.mention_no is null as is_lost
from main_mentions
left join counterparts
    on counterparts.document_id = main_mentions.document_id
    and counterparts.main_document_id = main_mentions.main_document_id
    and counterparts.main_mention_no = main_mentions.mention_no
left join core.mentions as mentions
    on mentions.document_id = counterparts.document_id
    and mentions.mention_no = counterparts.mention_no
left join core.entities as entities
    on entities.entity_id = main_mentions.entity_id
