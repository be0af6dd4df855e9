"""Evidence for `raw.*` and `core.document_notes`: what lay in the source, and what reading made of it."""

from collections.abc import Iterator, Mapping

from tasks.core.explain.model import RECORD, ROWS, TEXT, Case, Evidence, Finder, Kind
from tasks.core.explain.spans import both, file_evidence, files, own_span, row_evidence, span, spot

SHOWN_CHARS = 200  # of the beginning of a text
ID = "SHA-256 of the bytes; `sha256sum` of any file that holds them gives it again."
STATES = {
    "present": "It lay in the source at the last sweep.",
    "missing": "It was known, and gone from the source at the last sweep.",
    "replaced": "Other bytes lie at its path now.",
    "rejected": "It lies in the source, and its document was refused.",
}


def this_file(case: Case) -> Iterator[Evidence]:
    yield file_evidence(case.row)


def ending(case: Case) -> Iterator[Evidence]:
    """The ending of the file's name."""
    path = case.row["path"]
    name = path.rpartition("/")[2]
    start = len(path) - len(name.rpartition(".")[2]) - 1 if "." in name else len(path)
    said = "the ending of the name" if start < len(path) else "the name has no ending"
    yield Evidence(
        case.document_id,
        f"{case.row['source']}/{path}",
        start,
        len(path),
        path[start:],
        before=path[:start],
        note=said,
        in_="path",
    )


def beginning(in_: str, note: str = "") -> Finder:
    """The first characters of a text of the document."""

    def find(case: Case) -> Iterator[Evidence]:
        size = min(len(case.reader.text(case.document_id, in_)), SHOWN_CHARS)
        return span(case.reader, case.document_id, 0, size, in_, note=note) if size else iter(())

    return find


def read_as(case: Case) -> Iterator[Evidence]:
    """What the reader made of the bytes."""
    row = case.reader.row("select extractor, n_pages from raw.texts where document_id = ?", case.document_id)
    if row:
        yield row_evidence(case, f"raw.texts: extractor {row['extractor']}", "the reader that took the bytes")
        yield from beginning("text", "the text begins")(case)


def run_that_began(case: Case) -> Iterator[Evidence]:
    """The run that began at the time in the cell."""
    for row in case.reader.rows("from ops.runs where started_at = ?", case.value):
        said = f"ops.runs {row['run_id']}: began {row['started_at']}, {row['n_files_seen']} files seen"
        yield row_evidence(case, said, "the run that began then")


def state_rows(case: Case) -> Iterator[Evidence]:
    """Why the file stands so: its rejection, or what took its place."""
    source, path = case.row["source"], case.row["path"]
    if case.value == "rejected":
        query = "from ops.rejections where source = ? and path = ? and resolved_at is null"
        for row in case.reader.rows(query, source, path):
            yield row_evidence(case, f"{row['reason']}: {row['detail']}", f"refused at {row['step']}", case.document_id)
    if case.value == "replaced":
        query = "from raw.files where source = ? and path = ? and document_id != ? and state != 'replaced'"
        for row in case.reader.rows(query, source, path, case.document_id):
            yield file_evidence(row, "lies at the path now")
    yield file_evidence(case.row)


def pages(case: Case) -> Iterator[Evidence]:
    """The last paragraph that begins on a page."""
    query = "from core.paragraphs where document_id = ? and page_no is not null order by paragraph_no desc limit 1"
    for row in case.reader.rows(query, case.document_id):
        yield from spot(case.reader, row, note=f"the last paragraph, on page {row['page_no']}")


def noted(case: Case) -> Iterator[Evidence]:
    """What the note says."""
    row = case.row
    yield row_evidence(case, row["detail"], f"{row['note']}, noted by the step {row['step']}", row["document_id"])
    yield from files()(case)


def noted_page(case: Case) -> Iterator[Evidence]:
    """The first paragraph of the page that the note is about."""
    query = "from core.paragraphs where document_id = ? and page_no = ? order by paragraph_no limit 1"
    for row in case.reader.rows(query, case.document_id, case.row["page_no"]):
        yield from spot(case.reader, row, note="the first paragraph of the page")
    yield from noted(case)


FILES: Mapping[str, Kind] = {
    "source": Kind("The name that the run gave the folder which holds the file.", RECORD, this_file),
    "path": Kind("Where the file lay in its source when the run looked.", RECORD, this_file),
    "document_id": Kind(ID, RECORD, both(this_file, beginning("text", "the text in these bytes begins"))),
    "n_bytes": Kind("The size that the file system gave; the file itself shows it again.", RECORD, this_file),
    "media_type": Kind("Told by the bytes, whatever the name says.", ROWS, both(read_as, this_file)),
    "named_media_type": Kind("Told by the ending of the name alone.", TEXT, ending),
    "modified_at": Kind("What the file system said when the run looked.", RECORD, this_file),
    "first_seen_at": Kind(
        "Start of the first run that saw these bytes at this path.", ROWS, both(run_that_began, this_file)
    ),
    "last_seen_at": Kind("Start of the last run that changed this row.", ROWS, both(run_that_began, this_file)),
    "state": Kind(lambda case: STATES[case.value], ROWS, state_rows),
}
TEXTS: Mapping[str, Kind] = {
    "document_id": Kind(ID, RECORD, both(files(), beginning("text", "the text begins"))),
    "text": Kind(
        "What the reader decoded from the bytes, before cleaning.", TEXT, both(beginning("text", "begins"), files())
    ),
    "properties": Kind(
        lambda case: (
            "What the file says of itself beside its text." if case.value else "The file says nothing beside its text."
        ),
        TEXT,
        both(beginning("properties", "begins"), files()),
    ),
    "extractor": Kind(
        "The reader for what the bytes are, with the encoding that it found.", RECORD, both(read_as, files())
    ),
    "n_pages": Kind("Pages that the reader counted in the file.", TEXT, both(pages, files())),
}
MARKED = both(own_span("what the format marks", "text"), files())
MARKS: Mapping[str, Kind] = {
    "document_id": Kind(ID, TEXT, MARKED),
    "start_char": Kind("Where the format's mark begins in the text before cleaning.", TEXT, MARKED),
    "end_char": Kind("Where the format's mark ends in the text before cleaning.", TEXT, MARKED),
    "mark": Kind("What the file's format says of this stretch: a tag, a style, a place on the page.", TEXT, MARKED),
}
CUT = both(own_span("taken out", "text"), files())
REMOVED: Mapping[str, Kind] = {
    "document_id": Kind(ID, TEXT, CUT),
    "start_char": Kind("Where the stretch that was taken out begins in the text before cleaning.", TEXT, CUT),
    "end_char": Kind("Where the stretch that was taken out ends in the text before cleaning.", TEXT, CUT),
    "rule": Kind("The rule of cleaning that knew the stretch for no part of the text.", TEXT, CUT),
    "text": Kind("The characters at this span, as they were.", TEXT, CUT),
}
NOTES: Mapping[str, Kind] = {
    "document_id": Kind(ID, RECORD, noted),
    "note_no": Kind("Notes are numbered in the order in which reading met them.", RECORD, noted),
    "step": Kind("The step that noted it.", RECORD, noted),
    "note": Kind("Noted while the file was read; what was seen stands in `detail`.", RECORD, noted),
    "page_no": Kind("The page that the note is about.", TEXT, noted_page),
    "n_found": Kind("Counted while the file was read.", RECORD, noted),
    "detail": Kind("What the step saw, in words.", RECORD, noted),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {
    "raw.files": FILES,
    "raw.texts": TEXTS,
    "raw.marks": MARKS,
    "raw.removed": REMOVED,
    "core.document_notes": NOTES,
}
