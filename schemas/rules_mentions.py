"""Rules on mentions, the entities that they mean, and memberships."""

from schemas.rules_model import NO_DOCUMENT, WARNING, Rule, annotation_rule, warehouse_rule

MENTION_RULES: tuple[Rule, ...] = (
    warehouse_rule(
        "mention_label_agrees",
        "core.mentions.label",
        "A mention and what it means are of one kind.",
        """
        select document_id || '/' || mention_no as row_key, document_id,
            surface || ' is ' || mentions.label || ', ' || entity_id || ' is ' || entities.label as detail
        from core.mentions
        join core.entities using (entity_id)
        where mentions.label != entities.label""",
        "core.mentions",
    ),
    annotation_rule(
        "mention_in_statement_follows_sentence",
        "core.mentions.in_statement",
        "A mention is part of the statement if its sentence is.",
        """
        select document_id || '/' || mention_no as row_key, document_id,
            surface || ': ' || mentions.in_statement || ', its sentence: ' || sentences.in_statement as detail
        from core.mentions
        join core.sentences using (document_id, sentence_no)
        where mentions.in_statement != sentences.in_statement""",
        "core.mentions join core.sentences using (document_id, sentence_no)",
    ),
    warehouse_rule(
        "capital_refers_to_state",
        "core.mentions.refers_to_entity_id",
        "A capital stands for the government of a state.",
        """
        select document_id || '/' || mention_no as row_key, document_id,
            surface || ' (' || mentions.label || ') refers to ' || refers_to_entity_id as detail
        from core.mentions
        join core.entities on entities.entity_id = mentions.refers_to_entity_id
        where mentions.label != 'PLACE' or entities.label != 'COUNTRY'""",
        "core.mentions where refers_to_entity_id is not null",
        WARNING,
    ),
    warehouse_rule(
        "entity_is_used",
        "core.entities.entity_id",
        "An entity that nothing points to is left over from rows that are gone.",
        f"""
        with used as (
            select entity_id from core.mentions
            union select refers_to_entity_id from core.mentions
            union select unnest(alternatives) from core.mentions
            union select subject_entity_id from core.speech_acts
            union select target_entity_id from core.speech_acts
            union select organisation_id from core.memberships
            union select member_id from core.memberships
        )
        select entity_id as row_key, {NO_DOCUMENT} as document_id,
            name || ' is neither mentioned nor a member' as detail
        from core.entities
        where entity_id not in (select entity_id from used where entity_id is not null)""",
        "core.entities",
        WARNING,
    ),
    warehouse_rule(
        "entity_id_says_label",
        "core.entities.entity_id",
        "Readers tell the kind of an entity by the word before the colon.",
        f"""
        select entity_id as row_key, {NO_DOCUMENT} as document_id, 'is of label ' || label as detail
        from core.entities
        where split_part(entity_id, ':', 1) != lower(label)""",
        "core.entities",
        WARNING,
    ),
    warehouse_rule(
        "entity_name_is_one",
        "core.entities.name",
        "Two ids for one name split the count of what is one thing.",
        f"""
        select label || '/' || name as row_key, {NO_DOCUMENT} as document_id,
            string_agg(entity_id, ', ' order by entity_id) || ' have one name' as detail
        from core.entities
        group by label, name
        having count(*) > 1""",
        "(select distinct label, name from core.entities)",
        WARNING,
    ),
    warehouse_rule(
        "country_has_iso_code",
        "core.entities.iso_code",
        "States are joined with other data by their code; nothing else has one.",
        f"""
        select entity_id as row_key, {NO_DOCUMENT} as document_id,
            name || ' (' || label || ') has code ' || coalesce(iso_code, 'none') as detail
        from core.entities
        where (label = 'COUNTRY') != (iso_code is not null)""",
        "core.entities",
        WARNING,
    ),
    warehouse_rule(
        "membership_in_order",
        "core.memberships.date_end",
        "A membership ends after it began.",
        f"""
        select organisation_id || '/' || member_id || '/' || date_start as row_key, {NO_DOCUMENT} as document_id,
            date_start || ' to ' || date_end as detail
        from core.memberships
        where date_end < date_start""",
        "core.memberships where date_end is not null",
    ),
    warehouse_rule(
        "memberships_do_not_overlap",
        "core.memberships.date_start",
        "A state that is a member twice on one day is counted twice.",
        f"""
        with memberships as (
            select *, lag(coalesce(date_end, date '9999-12-31'))
                over (partition by organisation_id, member_id order by date_start) as previous_end
            from core.memberships
        )
        select organisation_id || '/' || member_id || '/' || date_start as row_key, {NO_DOCUMENT} as document_id,
            'begins before the one before it ends' as detail
        from memberships
        where date_start <= previous_end""",
        "core.memberships",
        WARNING,
    ),
)
