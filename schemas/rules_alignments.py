"""Rules on alignments: each sentence of a version beside the main version's."""

from schemas.rules_model import WARNING, Rule, warehouse_rule

ALIGNMENT_KEY = "alignments.document_id || '/' || alignments.alignment_no as row_key, alignments.document_id"

ALIGNMENT_RULES: tuple[Rule, ...] = (
    warehouse_rule(
        "aligned_sentence_exists",
        "core.sentence_alignments.sentence_no",
        "An alignment with a sentence that is not there shows nothing.",
        f"""
        select {ALIGNMENT_KEY}, 'the version has no sentence ' || alignments.sentence_no as detail
        from core.sentence_alignments as alignments
        where sentence_no is not null and not exists (
            from core.sentences as sentences
            where sentences.document_id = alignments.document_id and sentences.sentence_no = alignments.sentence_no)""",
        "core.sentence_alignments where sentence_no is not null",
    ),
    warehouse_rule(
        "aligned_main_sentence_exists",
        "core.sentence_alignments.main_sentence_no",
        "An alignment with a sentence that is not there shows nothing.",
        f"""
        select {ALIGNMENT_KEY}, 'the main version has no sentence ' || alignments.main_sentence_no as detail
        from core.sentence_alignments as alignments
        where main_sentence_no is not null and not exists (
            from core.sentences as sentences
            where sentences.document_id = alignments.main_document_id
                and sentences.sentence_no = alignments.main_sentence_no)""",
        "core.sentence_alignments where main_sentence_no is not null",
    ),
    warehouse_rule(
        "alignment_is_with_main_version",
        "core.sentence_alignments.main_document_id",
        "Versions are compared with the main version of their own statement.",
        f"""
        select {ALIGNMENT_KEY}, 'not the main version of any statement that it carries' as detail
        from core.sentence_alignments as alignments
        where not exists (
            from core.versions as versions
            join core.statements as statements using (statement_id)
            where versions.document_id = alignments.document_id
                and statements.main_document_id = alignments.main_document_id)""",
        "core.sentence_alignments",
    ),
    warehouse_rule(
        "change_fits_sentences",
        "core.sentence_alignments.change",
        "What is missing has no sentence in the version, what is added none in the main version; all else has both.",
        f"""
        select {ALIGNMENT_KEY}, change || ' with sentence ' || coalesce(cast(sentence_no as varchar), 'none')
            || ' and main sentence ' || coalesce(cast(main_sentence_no as varchar), 'none') as detail
        from core.sentence_alignments as alignments
        where (sentence_no is null) != (change = 'missing') or (main_sentence_no is null) != (change = 'added')""",
        "core.sentence_alignments",
    ),
    warehouse_rule(
        "main_sentences_are_aligned",
        "core.sentence_alignments.main_sentence_no",
        "A sentence of the main version that is left out here is neither kept nor lost in this version.",
        """
        with expected as (
            select versions.document_id, statements.main_document_id, sentences.sentence_no
            from core.versions as versions
            join core.statements as statements using (statement_id)
            join core.versions as mains
                on mains.statement_id = statements.statement_id and mains.is_main
            join core.sentences as sentences on sentences.document_id = statements.main_document_id
                and sentences.start_char >= mains.start_char and sentences.end_char <= mains.end_char
            where not versions.is_main and versions.relation != 'translation' and sentences.in_statement
        )
        select document_id || '/main sentence ' || sentence_no as row_key, document_id,
            'sentence ' || sentence_no || ' of the main version is not aligned' as detail
        from expected
        where not exists (
            from core.sentence_alignments as alignments
            where alignments.document_id = expected.document_id
                and alignments.main_document_id = expected.main_document_id
                and alignments.main_sentence_no = expected.sentence_no)""",
        "core.versions where not is_main and relation != 'translation'",
        WARNING,
    ),
)
