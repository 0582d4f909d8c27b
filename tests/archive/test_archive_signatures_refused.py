"""What cannot be signed, or not with this key, is told in one clear sentence in both languages."""

import threading
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

pytest.importorskip("pyhanko", reason="needs the extra [sign]")

from asn1crypto import tsp
from authority import BEGIN, MOMENT, Authority, new_key, time_stamper
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from signing_desk import SEAL, Desk, small_pdf

from declaration_print.archive import signatures as room
from declaration_print.archive.signatures import (
    Level,
    Pkcs12,
    Seal,
    TimeStampAuthority,
    Trust,
    sign,
    signatures,
)
from declaration_print.model.problem import BadInput

NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    authority = Authority.made()
    rsa = authority.key_file(folder / "rsa.p12")
    return Desk(authority, time_stamper(authority), rsa, rsa)


def refusal(work):
    with pytest.raises(BadInput) as caught:
        work()
    (problem,) = caught.value.problems
    assert problem.words.ja
    assert problem.words.en
    assert any(sign > "\u3000" for sign in problem.words.ja)
    return problem.code.removeprefix("signature/")


def with_key(path, passphrase="秘密", moment=MOMENT):
    return lambda: sign(small_pdf(), Pkcs12(Path(path), passphrase), moment=moment)


def test_a_wrong_passphrase(desk):
    assert refusal(with_key(desk.rsa, "違う")) == "passphrase"
    assert refusal(with_key(desk.rsa, "")) == "passphrase"


def test_a_file_that_is_no_key(tmp_path):
    for content in (b"", b"not a key", b"\x30\x82\x01"):
        (tmp_path / "key.p12").write_bytes(content)
        assert refusal(with_key(tmp_path / "key.p12")) == "not-pkcs12"
    assert refusal(with_key(tmp_path / "none.p12")) == "no-key-file"
    assert refusal(with_key(tmp_path)) == "no-key-file"


def test_a_file_with_certificates_alone(desk, tmp_path):
    content = pkcs12.serialize_key_and_certificates(
        b"", None, None, [desk.authority.certificate], serialization.NoEncryption()
    )
    (tmp_path / "key.p12").write_bytes(content)
    assert refusal(with_key(tmp_path / "key.p12", "")) == "no-key"


def test_a_certificate_out_of_date(desk):
    assert refusal(with_key(desk.rsa, moment=datetime(2035, 1, 1, tzinfo=UTC))) == (
        "certificate-expired"
    )
    assert refusal(with_key(desk.rsa, moment=BEGIN.replace(year=2020))) == "certificate-expired"


def test_a_certificate_for_something_else(desk, tmp_path):
    key = new_key("ec")
    usage = desk.authority.certificate.extensions[1].value  # to sign certificates and lists alone
    certificate = desk.authority.certify(key, "認証局", 11, usage=usage)
    content = pkcs12.serialize_key_and_certificates(
        b"", key, certificate, [], serialization.NoEncryption()
    )
    (tmp_path / "key.p12").write_bytes(content)
    assert refusal(with_key(tmp_path / "key.p12", "")) == "certificate-usage"


@pytest.mark.parametrize(
    ("pdf", "code"),
    [
        (b"", "not-a-pdf"),
        (b"%PDF-1.7 and nothing more", "not-a-pdf"),
        (b"<html>", "not-a-pdf"),
        (small_pdf(encrypted=""), "encrypted"),
        (small_pdf(encrypted="u"), "encrypted"),
    ],
)
def test_a_file_that_cannot_be_signed(desk, pdf, code):
    assert refusal(lambda: desk.sign(pdf)) == code


def test_a_file_that_is_signed_already(desk):
    assert refusal(lambda: desk.sign(desk.sign(small_pdf()))) == "already-signed"


@pytest.mark.parametrize("level", [Level.B_T, Level.B_LT, Level.B_LTA])
def test_no_time_stamp_authority(desk, level):
    assert refusal(lambda: desk.sign(small_pdf(), level, authority=None)) == "no-authority"


@pytest.mark.parametrize("url", [NOWHERE, "not a url", "ftp://127.0.0.1/"])
def test_an_authority_that_cannot_be_reached(desk, url):
    authority = TimeStampAuthority(url, timeout_seconds=2)
    for level in (Level.B_T, Level.B_LTA):
        assert refusal(lambda at=level: desk.sign(small_pdf(), at, authority=authority)) == (
            "time-stamp"
        )


@pytest.fixture
def answering():
    """A web server on this machine that answers time stamp queries as it is told."""
    servers = []

    def start(kind, answer):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                query = self.rfile.read(int(self.headers["Content-Length"]))
                content = answer(query)
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return TimeStampAuthority(f"http://127.0.0.1:{server.server_port}/")

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_an_authority_is_asked_over_http(desk, answering):
    def answer(query):
        return desk.stamper.request_tsa_response(tsp.TimeStampReq.load(query)).dump()

    authority = answering("application/timestamp-reply", answer)
    signed = desk.sign(small_pdf(), Level.B_T, authority=authority)
    (one,) = signatures(signed, desk.roots)
    assert (one.level, one.trusted) == (Level.B_T, True)


@pytest.mark.parametrize(
    ("kind", "content"),
    [("text/html", b"<html>"), ("application/timestamp-reply", b"no DER at all")],
)
def test_an_authority_that_answers_something_else(desk, answering, kind, content):
    authority = answering(kind, lambda _: content)
    assert refusal(lambda: desk.sign(small_pdf(), Level.B_T, authority=authority)) == "time-stamp"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"roots": ()}, "no-roots"),
        ({"crls": ()}, "no-chain"),
        ({"roots": (b"no certificate",)}, "not-a-certificate"),
    ],
)
def test_long_term_proof_needs_roots_and_revocation_data(desk, change, code):
    trust = replace(desk.trust(), **change)
    assert refusal(lambda: desk.sign(small_pdf(), Level.B_LT, trust=trust)) == code


def test_a_root_that_is_not_the_signers(desk):
    other = Authority.made("よその局")
    trust = Trust(roots=(other.pem,), crls=(other.revocations(),))
    assert refusal(lambda: desk.sign(small_pdf(), Level.B_LT, trust=trust)) == "no-chain"


@pytest.mark.parametrize(
    "where", [{"left": 90}, {"top": 130}, {"left": -1}, {"width": 0}, {"width": 500}]
)
def test_a_seal_off_the_page(desk, where):
    seal = replace(Seal(SEAL, "印", 10, 10, 20), **where)
    assert refusal(lambda: desk.sign(small_pdf(), seal=seal)) == "seal-place"


@pytest.mark.parametrize("page", [0, 2, -2])
def test_a_seal_on_no_page(desk, page):
    seal = Seal(SEAL, "印", 10, 10, 20, page=page)
    assert refusal(lambda: desk.sign(small_pdf(), seal=seal)) == "seal-page"


@pytest.mark.parametrize(
    "inner",
    [
        "<text>印</text>",
        '<image href="a.png"/>',
        '<path d="M0 0h9v9z" opacity=".5"/>',
        '<path d="M0 0h9v9z" style="fill:url(#g)"/>',
        '<path d="M0 0h9v9z" fill="none" stroke="red"/>',
        '<path d="M0 0h9v9z" transform="skewX(3)"/>',
        '<path d="M0 0 nonsense"/>',
        "",
    ],
)
def test_a_seal_of_more_than_plain_shapes(desk, inner):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>'
    seal = Seal(svg.encode(), "印", 10, 10, 20)
    assert refusal(lambda: desk.sign(small_pdf(), seal=seal)) == "seal-picture"


@pytest.mark.parametrize(
    "svg",
    [
        b"",
        b"<svg/>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    ],
)
def test_a_seal_that_is_no_picture(desk, svg):
    assert refusal(lambda: desk.sign(small_pdf(), seal=Seal(svg, "印", 10, 10, 20))) == (
        "seal-picture"
    )


def test_without_the_library_it_says_what_to_install(desk, monkeypatch):
    monkeypatch.setattr(room.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(BadInput, match=r"declaration-print\[sign\]"):
        desk.sign(small_pdf())
    assert refusal(lambda: signatures(small_pdf())) == "not-installed"


def test_reading_signatures_of_what_is_no_pdf():
    assert refusal(lambda: signatures(b"<html>")) == "not-a-pdf"
