"""What a file says about itself, read by pikepdf and by exiftool, against the YAML as it stands.

The expected values come from yaml.safe_load and from what an archivist is told in the README, not
from our reader.
"""

import hashlib
import json
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
import yaml

from declaration_print import wishes
from declaration_print.render import versions

FULL = """\
title: 「歩く」& <まち> の "宣言"
reading: 'あるく & <まち> の "せんげん"'
subtitle: 副題は、説明のあるときは使いません
translations:
  en: The "Walking Town" & <Its> Declaration's
  zh-Hant: 「步行城市」宣言
  de: 'Erklärung der „Gehstadt“ & <mehr>'
statement:
  title: 宣言本文
  text: 私たちは、この町を、だれもが歩いて暮らせる町にすることを、ここに宣言します。
articles:
  - label: 第一項目
    title: '{歩道|ほどう}を広げる & 守る'
    items: [歩道を、広げます。]
  - label: 第二項目
    items: [見出しのない項目も、あります。]
  - label: 第三項目
    title: 《《木陰》》をつくる
    items: [木を、植えます。]
date: 2024-05
date_text: 令和六年 五月
place: 町役場
issuers:
  - form: 一般社団法人
    name: '甲 & <乙> の "会"'
  - 丙町, 丁村
signatories:
  - name: まちづくりの会
    members:
      - form: 特定非営利活動法人
        name: 歩く人
      - 図書館
  - members: [図書館, '{木陰|こかげ}の会']
outline:
  pillars: [{title: 歩く, items: [歩道を、広げます。]}]
url: https://example.org/walk?a=1&b=<2>
identifier: doi:10.1000/182 & "more"
rights: '© 2024 甲 & 乙 — CC BY 4.0 <"free">'
"""

GIVEN = """\
publisher: ['出版 & <社> "髙橋"', Éditions d’Été]
contributors:
  - 𠮷田 葛󠄀城
  - "O'Brien & Søn"
subjects: [歩行, 'a, b; c', '<公共> & "交通"', 歩行]
description: だれもが歩ける町 & <まち> についての "宣言" です。]]>
"""

OWN = "urn:uuid:c076a1e7-85fa-4be1-bd8f-125926f505cb#"
NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    OWN: "declaration",
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
TOOL = f"declaration_print {version('declaration-print')}"
CLAIMS = {"scroll": ("3", "A"), "handout": ("2", "A")}
EDITIONS = {"scroll": ("vertical", "297mm"), "handout": ("horizontal", "A4")}


@pytest.fixture(scope="module")
def files(say, tmp_path_factory):
    """PDF and YAML by (which declaration, which edition)."""
    made = {}
    folder = tmp_path_factory.mktemp("metadata")
    sources = {"shipped": wishes.SHIPPED_DECLARATION}
    for name, text in (("full", FULL), ("given", FULL + GIVEN)):
        sources[name] = folder / f"{name}.yaml"
        sources[name].write_text(text, "utf-8")

    def of(which, edition):
        if (which, edition) not in made:
            source, (writing, paper) = sources[which], EDITIONS[edition]
            args = ("-e", edition, "--writing", writing, "-o", folder / "out")
            run = say("build", source, *args)
            assert run.code == 0, run.out + run.err
            made[which, edition] = folder / f"out/{source.stem}/{edition}-{writing}-{paper}.pdf"
        return made[which, edition], sources[which]

    return of


def plain(text):
    """A text of the samples without its notation."""
    return re.sub(r"\{([^|}]+)\|[^}]*\}", r"\1", text).replace("《《", "").replace("》》", "")


def named(organisation):
    """As it signs: the legal form before the name."""
    if isinstance(organisation, str):
        return plain(organisation)
    return f"{organisation['form']} {plain(organisation['name'])}"


def distinct(values):
    return list(dict.fromkeys(values))


def without(entries):
    """What there is nothing to say about is left out."""
    return {key: value for key, value in entries.items() if value}


def expected(source, edition):
    """Every property but the identifiers of xmpMM, from the YAML itself."""
    data = yaml.safe_load(source.read_text("utf-8"))
    writing, paper = EDITIONS[edition]
    issuers = [named(one) for one in data["issuers"]]
    groups = data.get("signatories", [])
    members = [named(one) for group in groups for one in group["members"]]
    titles = [plain(one["title"]) for one in data["articles"] if "title" in one]
    subjects = distinct(data.get("subjects", titles))
    description = data.get("description", data.get("subtitle", data["statement"]["text"]))
    day = str(data["date"])
    moment = f"{day}-01T00:00:00Z" if len(day) == len("2024-05") else f"{day}T00:00:00Z"
    part, level = CLAIMS[edition]
    rights = data.get("rights")
    return without(
        {
            "dc:format": "application/pdf",
            "dc:title": {
                "x-default": data["title"],
                "ja": data["title"],
                **data.get("translations", {}),
            },
            "dc:creator": issuers,
            "dc:publisher": data.get("publisher", issuers),
            "dc:contributor": distinct(data.get("contributors", members)),
            "dc:language": ["ja"],
            "dc:type": [edition],
            "dc:date": [day],
            "dc:subject": subjects,
            "dc:description": {"x-default": description, "ja": description},
            "dc:rights": {"x-default": rights} if rights else None,
            "dc:source": data.get("url"),
            "dc:identifier": data.get("identifier"),
            "xmp:CreatorTool": TOOL,
            "xmp:CreateDate": moment,
            "xmp:ModifyDate": moment,
            "xmp:MetadataDate": moment,
            "pdf:Producer": TOOL,
            "pdf:Keywords": ", ".join(subjects),
            "declaration:datePrinted": data["date_text"],
            "declaration:titleReading": data.get("reading"),
            "declaration:edition": edition,
            "declaration:writing": writing,
            "declaration:paper": paper,
            "declaration:sourceSha256": hashlib.sha256(source.read_bytes()).hexdigest(),
            "pdfaid:part": part,
            "pdfaid:conformance": level,
            "pdfuaid:part": "1",
        }
    )


def expected_info(properties):
    """ISO 19005-1 Table 1: each entry and the property that it equals."""
    moment = "D:" + re.sub(r"[-T:]", "", properties["xmp:CreateDate"])
    return {
        "Title": properties["dc:title"]["x-default"],
        "Author": ", ".join(properties["dc:creator"]),
        "Subject": properties["dc:description"]["x-default"],
        "Keywords": properties["pdf:Keywords"],
        "Creator": properties["xmp:CreatorTool"],
        "Producer": properties["pdf:Producer"],
        "CreationDate": moment,
        "ModDate": moment,
    }


def value_of(element):
    """Text, list, or text by language."""
    if not len(element):
        return element.text
    items = element[0]
    if items.tag == f"{RDF}Alt":
        lang = "{http://www.w3.org/XML/1998/namespace}lang"
        return {item.get(lang): item.text for item in items}
    return [item.text for item in items]


def as_pikepdf_reads(path):
    """Every property of the packet that pikepdf opens, but for the extension schemas."""
    with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
        rdf = ET.fromstring(str(xmp)).find(f"{RDF}RDF")
        info = {str(key)[1:]: str(value) for key, value in pdf.docinfo.items()}
        easy = {key: xmp[key] for key in ("dc:title", "dc:creator", "pdf:Keywords")}
    found = {}
    for element in (one for description in rdf for one in description):
        namespace, name = element.tag[1:].split("}")
        if namespace in NAMESPACES:
            found[f"{NAMESPACES[namespace]}:{name}"] = value_of(element)
    return found, info, easy


CASES = [(which, edition) for which in ("shipped", "full", "given") for edition in EDITIONS]


@pytest.mark.parametrize(("which", "edition"), CASES)
def test_pikepdf_reads_what_the_yaml_says(files, which, edition):
    path, source = files(which, edition)
    found, info, easy = as_pikepdf_reads(path)
    for name in ("xmpMM:DocumentID", "xmpMM:InstanceID"):
        assert re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", found.pop(name))
    properties = expected(source, edition)
    assert found == properties
    assert info == expected_info(properties)
    assert easy["dc:title"] == properties["dc:title"]["x-default"]
    assert easy["dc:creator"] == properties["dc:creator"]


def as_exiftool_reads(path):
    """Its JSON, each value a text or a list of texts."""
    command = ["exiftool", "-json", "-G1", "-all", "-charset", "utf8", str(path)]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    (found,) = json.loads(said, parse_int=str, parse_float=str)
    return found


def as_exiftool_names(properties):
    """The properties under its names: languages at the end, one item of a list as it is."""
    named = {}
    for key, value in properties.items():
        prefix, name = key.split(":")
        tag = f"XMP-{prefix}:{name[0].upper()}{name[1:]}"
        if isinstance(value, dict):
            for language, text in value.items():
                named[tag if language == "x-default" else f"{tag}-{language}"] = text
        else:
            one = isinstance(value, list) and len(value) == 1
            named[tag] = value[0] if one else value
    return named


def as_exiftool_writes_dates(value):
    """2024-05-21T00:00:00Z as 2024:05:21 00:00:00Z."""
    return re.sub(r"^(\d{4})-(\d\d)", r"\1:\2", value).replace("-", ":").replace("T", " ")


@pytest.mark.skipif(not shutil.which("exiftool"), reason="needs exiftool (libimage-exiftool-perl)")
@pytest.mark.parametrize(("which", "edition"), CASES)
def test_exiftool_reads_what_the_yaml_says(files, which, edition):
    path, source = files(which, edition)
    found = as_exiftool_reads(path)
    properties = expected(source, edition)
    wanted = as_exiftool_names(properties)
    for tag, value in wanted.items():
        if tag.endswith("Date"):
            wanted[tag] = as_exiftool_writes_dates(value)
    ours = {tag: value for tag, value in found.items() if tag.partition(":")[0] in groups(wanted)}
    assert folded(ours) == folded(wanted)
    info = expected_info(properties)
    moment = as_exiftool_writes_dates(properties["xmp:CreateDate"])
    for tag in ("Title", "Author", "Subject", "Creator", "Producer"):
        assert found[f"PDF:{tag}"] == info[tag]
    assert found["PDF:CreateDate"] == found["PDF:ModifyDate"] == moment
    keywords = found["PDF:Keywords"]  # which it takes apart at every comma
    words = [keywords] if isinstance(keywords, str) else keywords
    assert words == info["Keywords"].split(", ")


def folded(tags):
    """It has a way of its own with the case of language tags."""
    return {tag.casefold(): value for tag, value in tags.items()}


def groups(tags):
    return {tag.partition(":")[0] for tag in tags} - {"XMP-xmpMM"}


def test_the_two_readers_see_the_same_identifiers(files):
    if not shutil.which("exiftool"):
        pytest.skip("needs exiftool (libimage-exiftool-perl)")
    path, _ = files("shipped", "scroll")
    found, _, _ = as_pikepdf_reads(path)
    other = as_exiftool_reads(path)
    for name in ("DocumentID", "InstanceID"):
        assert other[f"XMP-xmpMM:{name}"] == found[f"xmpMM:{name}"]


def identifiers(path):
    with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
        return xmp["xmpMM:DocumentID"], xmp["xmpMM:InstanceID"]


@pytest.fixture
def made(say, tmp_path):
    """Build a small handout: what is asked of it → its identifiers and its bytes."""
    count = 0

    def build(*asked, text="title: 宣言\npreamble: 本文です。\nissuers: [甲]\n", layouts=None):
        nonlocal count
        count += 1
        folder = tmp_path / str(count)
        folder.mkdir()
        source = folder / "small.yaml"
        source.write_text(text, "utf-8")
        own = ("--layouts", layouts) if layouts else ()
        args = ("-e", "handout", "--writing", "horizontal", "--paper", "A5", *own, *asked)
        run = say("build", source, *args, "-o", folder)
        assert run.code == 0, run.out + run.err
        (path,) = folder.rglob("*.pdf")
        return *identifiers(path), path.read_bytes()

    return build


def test_the_same_content_has_the_same_identifiers(made):
    assert made() == made()


def test_another_content_of_the_same_edition_is_another_instance_of_one_document(made, own_layout):
    folder, layout = own_layout(name="handout")
    page = layout / "style.css"
    page.write_text(page.read_text("utf-8") + "\np { color: #123456 }\n", "utf-8")
    first, *others = [
        made(),
        made("--pdfa", "2u"),
        made("--pdfa", "3a"),
        made("--pdfa", "3a", "--source"),
        made("--pdfa", "4f"),
        made(text="title: 宣言\npreamble: 本文です\nissuers: [甲]\n"),
        made(text="title: 宣言\npreamble: 本文です。\nissuers: [甲]\nrights: CC0\n"),
        made(layouts=folder),
    ]
    every = [first, *others]
    assert {document for document, _, _ in every} == {first[0]}
    assert len({instance for _, instance, _ in every}) == len(every)
    assert len({content for _, _, content in every}) == len(every)


def test_another_version_of_a_library_makes_another_instance(made, monkeypatch):
    """Also of an edition that carries no lock: the bytes could be others, and nobody would know."""
    before = made()
    monkeypatch.setattr(versions, "libraries", lambda: {"weasyprint": "0.0"})
    after = made()
    assert before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize(
    "text",
    [
        "title: 別の宣言\npreamble: 本文です。\nissuers: [甲]\n",
        "title: 宣言\npreamble: 本文です。\nissuers: [乙]\n",
        "title: 宣言\npreamble: 本文です。\nissuers: [甲]\ndate: 2024-05\n",
        "title: 宣言\npreamble: 本文です。\nissuers: [甲]\nidentifier: doi:10.1000/182\n",
    ],
)
def test_another_declaration_is_another_document(made, text):
    assert made()[0] != made(text=text)[0]


def test_an_identifier_holds_a_document_together_whatever_is_changed(made):
    one = made(text="title: 宣言\npreamble: 本文です。\nidentifier: doi:10.1000/182\n")
    two = made(text="title: 宣言(改)\npreamble: 本文です。\nidentifier: doi:10.1000/182\n")
    assert one[0] == two[0]
    assert one[1] != two[1]


def test_no_trace_of_the_engines_own_metadata_stays(files):
    path, _ = files("shipped", "handout")
    with pikepdf.open(path) as pdf:
        streams = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/Metadata"
        ]
        assert [stream.objgen for stream in streams] == [pdf.Root.Metadata.objgen]
        assert b"WeasyPrint" not in Path(path).read_bytes()
