"""The quick reader says of every object what pypdf's own reader says."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from bare_pdfs import one_page, stream
from pdf_samples import sample
from pypdf import PdfReader
from pypdf.generic import (
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    StreamObject,
)

from declaration_print.check.document.quick_reader import QuickReader

CORPUS = Path(__file__).parents[3] / "shared" / "pdfa-corpus"


def in_object_streams(data):
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
        return out.getvalue()


def plain(value):
    """An object with everything in it and its types, to be compared."""
    kind = type(value).__name__
    match value:
        case IndirectObject():
            return kind, value.idnum, value.generation
        case StreamObject():
            return kind, {key: plain(value.raw_get(key)) for key in value}, value._data
        case DictionaryObject():
            return kind, {key: plain(value.raw_get(key)) for key in value}
        case list():
            return kind, [plain(list.__getitem__(value, at)) for at in range(len(value))]
        case NullObject() | BooleanObject():
            return kind, repr(value)
    return kind, value


def objects(reader, of):
    """Every object that the cross-references of a reader name, by number and generation."""
    named = [(number, generation) for generation, found in of.xref.items() for number in found]
    named += [(number, 0) for number in of.xref_objStm]
    return {name: plain(_read(IndirectObject(*name, reader))) for name in named}


def _read(reference):
    try:
        return reference.get_object()
    except Exception as error:  # noqa: BLE001 - both have to fail alike
        return type(error).__name__


ODD = one_page(
    stream(b"BT ET"),
    b"<< /A (a\\)b) /B (\\101\\\n) /C <4 1 4> /D /a#20b /E [1 .5 -2. +3 (x(y)z)] % comment\n /F null >>",
    b"<< /A 1 /A 2 /B [ [ << /C true /D false >> ] ] >>",
    b"[ 1 0 R 99 0 R <FEFF5BA3> (\xff\xfe\x00) /\xe5\xae\xa3 ]",
    b"<< /Length 8 0 R >> stream\r\nabc\nendstream",
    b"3",
    b"<< /Length 99 >> stream\nshorter\nendstream",
    b"-17 ",
    b"<< /Odd /Number /Of >>",
)


@pytest.mark.parametrize(
    "data",
    [ODD, in_object_streams(ODD), sample(), in_object_streams(sample(vertical=True))],
    ids=["odd", "odd in object streams", "sample", "sample in object streams"],
)
def test_each_object_is_the_same(data):
    theirs = PdfReader(BytesIO(data))
    found = objects(theirs, theirs)
    assert len(found) > 3
    assert objects(QuickReader(data), theirs) == found


def test_each_object_of_other_makers_is_the_same():
    files = sorted(CORPUS.rglob("*.pdf"))[::10]
    if not files:
        pytest.skip("no corpus beside the repository")
    for file in files:
        data = file.read_bytes()
        theirs = PdfReader(BytesIO(data))
        assert objects(QuickReader(data), theirs) == objects(theirs, theirs), file.name


def test_most_objects_of_an_ordinary_file_are_read_quickly(monkeypatch):
    """Or the quick way would be none."""
    data = in_object_streams(sample())
    reader = QuickReader(data)
    slow = []
    whole = PdfReader.get_object
    monkeypatch.setattr(
        PdfReader, "get_object", lambda self, one: slow.append(one) or whole(self, one)
    )
    assert len(objects(reader, reader)) > 10
    assert len(slow) <= 2
