from declaration_print.read.build_record import (
    LOCK_FILE,
    OPTIONS_FILE,
    Carried,
    LockRecord,
    OptionsRecord,
    choice_as_wish,
    lock_json,
    lock_record,
    options_json,
    options_record,
)
from declaration_print.read.choices import unknown_options
from declaration_print.read.conformance import conforming, must_be_flavour, unclaimed
from declaration_print.read.declaration import declaration
from declaration_print.read.edition import edition
from declaration_print.read.inline import inline_text
from declaration_print.read.layout import layout
from declaration_print.read.layout import names as layout_names

__all__ = [
    "LOCK_FILE",
    "OPTIONS_FILE",
    "Carried",
    "LockRecord",
    "OptionsRecord",
    "choice_as_wish",
    "conforming",
    "declaration",
    "edition",
    "inline_text",
    "layout",
    "layout_names",
    "lock_json",
    "lock_record",
    "must_be_flavour",
    "options_json",
    "options_record",
    "unclaimed",
    "unknown_options",
]
