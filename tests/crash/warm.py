"""Imported once by the process that others are forked from."""

from tests.crash.child import prepare

prepare()
