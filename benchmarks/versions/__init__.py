"""Versions of statements: which documents are one, how they differ, at what cost. Each module is a command.

They read ../shared/benchmarks/versions: files of labelled versions, with a JSON object a line: id, family, relation
(how the version was made; `base` is the original), share (of the original's words that it holds), text.
"""
