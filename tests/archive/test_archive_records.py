"""The records of a deposit, read by others: bagit, sha256sum, lxml."""

import hashlib
import json
import shutil
import subprocess
import sys
import tomllib

import pytest
from lxml import etree

PREMIS = {"p": "http://www.loc.gov/premis/v3"}
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
NDL = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcndl": "http://ndl.go.jp/dcndl/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
TITLE = "東北イノベーション宣言"
PDFS = ["outline-vertical-A4", "scroll-vertical-297mm"]


@pytest.fixture(scope="module")
def premis(deposit):
    return etree.parse(deposit / "data/metadata/premis.xml").getroot()


def test_bagit_calls_it_valid(deposit):
    run = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", str(deposit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "is valid" in run.stderr


@pytest.mark.parametrize("algorithm", ["sha256", "sha512"])
def test_the_tools_that_the_readme_names_find_nothing(deposit, algorithm):
    if not shutil.which(f"{algorithm}sum"):
        pytest.skip(f"{algorithm}sum is not installed")
    for kind in ("manifest", "tagmanifest"):
        run = subprocess.run(
            [f"{algorithm}sum", "--quiet", "-c", f"{kind}-{algorithm}.txt"],
            cwd=deposit,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_bag_info(deposit):
    assert (deposit / "bagit.txt").read_text() == (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    lines = (deposit / "bag-info.txt").read_text("utf-8").splitlines()
    info = [tuple(line.split(": ", 1)) for line in lines]
    assert ("Source-Organization", "産業技術連携推進会議東北地域部会") in info
    assert ("Bagging-Date", "2024-05-21") in info
    payload = [file for file in (deposit / "data").rglob("*") if file.is_file()]
    octets = sum(file.stat().st_size for file in payload)
    assert ("Payload-Oxum", f"{octets}.{len(payload)}") in info


def test_premis_knows_every_file_by_digest_and_size(deposit, premis):
    described = {}
    for one in premis.xpath("p:object[p:objectCharacteristics]", namespaces=PREMIS):
        assert one.get(XSI_TYPE) == "premis:file"
        (place,) = one.xpath("p:objectIdentifier/p:objectIdentifierValue/text()", namespaces=PREMIS)
        described[place] = (
            *one.xpath(".//p:messageDigest/text()", namespaces=PREMIS),
            int(one.findtext(".//p:size", namespaces=PREMIS)),
        )
    files = {
        file.relative_to(deposit).as_posix(): file.read_bytes()
        for file in (deposit / "data").rglob("*")
        if file.is_file() and file.name != "premis.xml"
    }
    assert described == {
        place: (
            hashlib.sha256(content).hexdigest(),
            hashlib.sha512(content).hexdigest(),
            len(content),
        )
        for place, content in files.items()
    }


def test_premis_tells_formats_sources_and_events(premis):
    (scroll,) = premis.xpath(
        "p:object[p:objectIdentifier/p:objectIdentifierValue='data/pdf/scroll-vertical-297mm.pdf']",
        namespaces=PREMIS,
    )
    assert scroll.findtext(".//p:formatVersion", namespaces=PREMIS) == "3a"
    assert scroll.findtext(".//p:formatRegistryKey", namespaces=PREMIS) == "fmt/479"
    sources = scroll.xpath(
        "p:relationship[p:relationshipSubType='has source']//p:relatedObjectIdentifierValue/text()",
        namespaces=PREMIS,
    )
    assert "data/declaration/tohoku-innovation-declaration.yaml" in sources
    assert "data/layouts/scroll/layout.toml" in sources
    assert any(source.startswith("data/fonts/brush/") for source in sources)
    events = premis.xpath("p:event/p:eventType/text()", namespaces=PREMIS)
    assert sorted(events) == sorted(["creation", "validation"] * 2 + ["message digest calculation"])
    assert set(premis.xpath("p:event/p:eventDateTime/text()", namespaces=PREMIS)) == {
        "2024-05-21T00:00:00Z"
    }


def test_every_identifier_that_premis_links_to_is_there(premis):
    known = {
        kind: set(
            premis.xpath(
                f"p:{kind}/p:{kind}Identifier/p:{kind}IdentifierValue/text()", namespaces=PREMIS
            )
        )
        for kind in ("object", "event", "agent")
    }
    for link, kind in (
        ("linkingObjectIdentifierValue", "object"),
        ("relatedObjectIdentifierValue", "object"),
        ("linkingEventIdentifierValue", "event"),
        ("linkingAgentIdentifierValue", "agent"),
    ):
        linked = set(premis.xpath(f"//p:{link}/text()", namespaces=PREMIS))
        assert linked
        assert linked <= known[kind]


def test_the_catalogue_records_say_what_the_declaration_says(deposit):
    simple = etree.parse(deposit / "data/metadata/dublin-core.xml")
    assert simple.findtext("{*}title") == TITLE
    assert simple.findtext("{*}date") == "2024-05-21"
    record = etree.parse(deposit / "data/metadata/dcndl.rdf")

    def one(way):
        (found,) = record.xpath(way, namespaces=NDL)
        return str(found)

    resource = "/rdf:RDF/dcndl:BibResource"
    assert one(f"{resource}/dcterms:title/text()") == TITLE
    assert one(f"{resource}/dc:title/rdf:Description/rdf:value/text()") == TITLE
    assert one(f"{resource}/dcterms:issued/text()") == "2024-05-21"
    assert one(f"{resource}/dcterms:language/text()") == "jpn"
    assert one("/rdf:RDF/dcndl:BibAdminResource/dcndl:record/@rdf:resource") == one(
        f"{resource}/@rdf:about"
    )
    assert "産業技術連携推進会議東北地域部会" in record.xpath(
        f"{resource}/dcterms:publisher/foaf:Agent/foaf:name/text()", namespaces=NDL
    )


def test_faces_come_with_their_licences_and_a_catalogue(deposit):
    fonts = deposit / "data/fonts"
    rows = tomllib.loads((fonts / "catalogue.toml").read_text("utf-8"))["face"]
    assert "brush" in {row["key"] for row in rows}
    for row in rows:
        content = (fonts / row["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["sha256"]
        assert "Open Font License" in (fonts / row["licence_file"]).read_text("utf-8")
    assert {path.name for path in fonts.iterdir()} == {
        "catalogue.toml",
        *(row["key"] for row in rows),
    }


def test_reports_name_no_folder_of_the_machine(deposit, packages):
    for name in PDFS:
        (file,) = json.loads((deposit / f"data/reports/{name}.json").read_text("utf-8"))["files"]
        assert (file["path"], file["verdict"]) == (f"pdf/{name}.pdf", "pass")
    here = str(packages).encode()
    for file in deposit.rglob("*"):
        assert not file.is_file() or here not in file.read_bytes()


def test_the_readme_names_what_is_there(deposit):
    text = (deposit / "data/README.txt").read_text("utf-8")
    assert "$" not in text
    for folder in (path for path in (deposit / "data").iterdir() if path.is_dir()):
        assert text.count(f"data/{folder.name}/") >= 2
    for name in PDFS:
        assert f"data/pdf/{name}.pdf" in text
    assert "sha256sum -c --quiet manifest-sha256.txt" in text
