"""Signing as a user does it: `archive --sign …` and `verify`, with an authority on this machine."""

import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pikepdf
import pytest

pytest.importorskip("pyhanko", reason="needs the extra [sign]")

import signing_token
from asn1crypto import tsp
from authority import Authority, time_stamper
from signing_desk import SEAL

from declaration_print import check
from declaration_print.archive.signatures import signatures, unsigned
from declaration_print.cli.signing_options import PASSPHRASE
from declaration_print.model.report import Verdict

NOW = datetime.now(UTC)  # as the command line, which signs by the clock
NAME = "tohoku-innovation-declaration-deposit"
LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
ONE = ("-e", "outline", "--writing", "horizontal")
SECRET = "秘密の言葉"

OFFLINE = """\
import socket
def closed(*_, **__):
    raise OSError("no network")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = closed
"""


class Office:
    """A root, an authority below it, a signer's key file, and a server for stamps and lists."""

    def __init__(self, folder):
        self.folder, self.asked, self.lists = folder, [], {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        end = NOW + timedelta(days=700)
        self.root = Authority.made("試験用の根", end=end, lists=f"{self.url}/root.crl")
        self.below = Authority.made(
            "試験用の支局", end=end, by=self.root, lists=f"{self.url}/b.crl"
        )
        self.stamper = time_stamper(self.below, None)
        self.lists = {
            "/root.crl": self.root.revocations(at=NOW),
            "/b.crl": self.below.revocations(at=NOW),
        }
        self.key = self.below.key_file(folder / "key.p12", passphrase=SECRET)
        for name, content in {
            "root.pem": self.root.pem,
            "chain.pem": self.below.pem,
            "root.crl": self.lists["/root.crl"],
            "below.crl": self.lists["/b.crl"],
            "seal.svg": SEAL,
            "secret": f"{SECRET}\n".encode(),
        }.items():
            (folder / name).write_bytes(content)

    def _handler(office):  # noqa: N805 - the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._answer(office.lists.get(self.path), "application/pkix-crl")

            def do_POST(self):
                query = self.rfile.read(int(self.headers["Content-Length"]))
                reply = office.stamper.request_tsa_response(tsp.TimeStampReq.load(query)).dump()
                self._answer(reply, "application/timestamp-reply")

            def _answer(self, content, kind):
                office.asked.append(self.path)
                self.send_response(200 if content else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content or b"")))
                self.end_headers()
                self.wfile.write(content or b"")

            def log_message(self, *_):
                pass

        return Handler

    def options(self, level="B-B", *, lists=True):
        """What signing at a level takes on the command line."""
        yield from ("--sign", self.key, "--passphrase-file", self.folder / "secret")
        yield from ("--chain", self.folder / "chain.pem", "--sign-level", level)
        if level != "B-B":
            yield from ("--timestamp-url", f"{self.url}/stamp")
        if level in {"B-LT", "B-LTA"}:
            yield from ("--trust", self.folder / "root.pem")
            if lists:
                yield from ("--crl", self.folder / "root.crl", "--crl", self.folder / "below.crl")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office(tmp_path_factory.mktemp("office"))
    yield made
    made.server.shutdown()
    made.server.server_close()


def the_pdf(out):
    (pdf,) = (out / NAME / "data/pdf").glob("*.pdf")
    return pdf


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_is_made_and_verified(say, office, tmp_path, level):
    office.asked.clear()
    run = say("archive", *ONE, *office.options(level), "-o", tmp_path)
    assert (run.code, run.err) == (0, "")
    assert f"outline-horizontal-A4.pdf: signed by 東北支部 代表 (PAdES {level})" in run.out
    assert SECRET not in run.out
    assert set(office.asked) == ({"/stamp"} if level != "B-B" else set())
    office.asked.clear()
    trusted = ("--trust", office.folder / "root.pem")
    run = say("verify", tmp_path / NAME, *trusted)
    assert (run.code, run.err) == (0, "")
    assert f"(PAdES {level}) is unbroken" in run.out
    assert "It leads to the root given, 試験用の根." in run.out
    (one, *_) = signatures(the_pdf(tmp_path).read_bytes(), [office.root.pem])
    assert (one.level, one.trusted) == (level, True)
    assert office.asked == []  # verifying asks nobody


def test_lists_are_fetched_where_none_are_given(say, office, tmp_path):
    office.asked.clear()
    run = say("archive", *ONE, *office.options("B-LTA", lists=False), "-o", tmp_path)
    assert (run.code, run.err) == (0, "")
    assert {"/root.crl", "/b.crl", "/stamp"} == set(office.asked)
    with pikepdf.open(the_pdf(tmp_path)) as pdf:
        kept = {one.read_bytes() for one in pdf.Root.DSS.CRLs}
    assert kept == set(office.lists.values())


def test_lists_that_cannot_be_fetched_are_told_and_nothing_is_made(
    say, office, tmp_path, monkeypatch
):
    monkeypatch.setattr(office, "lists", {})
    run = say("archive", *ONE, *office.options("B-LT", lists=False), "-o", tmp_path)
    assert run.code == 2
    assert "[signature/no-chain]" in run.err
    assert len(run.err.splitlines()) == 1
    assert "--crl" in run.err
    assert not list(tmp_path.iterdir())


def test_a_revoked_signer_is_told(say, office, tmp_path):
    (office.folder / "revoked.crl").write_bytes(office.below.revocations(10, at=NOW))
    options = [*office.options("B-LT")]
    options[-1] = office.folder / "revoked.crl"
    run = say("archive", *ONE, *options, "-o", tmp_path)
    assert run.code == 2
    assert "revoked" in run.err


@pytest.fixture(scope="module")
def sealed(say, office, tmp_path_factory):
    """A scroll, an edition of several pages and one on a ground, sealed, at the highest level."""
    out = tmp_path_factory.mktemp("sealed")
    editions = ("-e", "scroll", "-e", "handout", "-e", "poster", "--writing", "vertical")
    seal = ("--seal", office.folder / "seal.svg")
    return out, say("archive", *editions, *office.options("B-LTA"), *seal, "-o", out)


def test_sealed_editions_pass_what_they_claim(sealed):
    out, run = sealed
    assert (run.code, run.err) == (0, "")
    pdfs = sorted((out / NAME / "data/pdf").glob("*.pdf"))
    assert len(pdfs) == 3
    for pdf in pdfs:
        flavour = "pdfa-3a" if "scroll" in pdf.name else "pdfa-2a"
        for profile in ("archive", flavour, "pdfua-1"):
            report = check.pdf(pdf, pdf.read_bytes(), profile=profile)
            assert report.verdict is Verdict.PASS, (pdf.name, profile, report.findings)


def test_a_seal_is_told_where_it_stands_and_what_it_is(sealed):
    out, run = sealed
    assert (
        "scroll-vertical-297mm.pdf: signed by 東北支部 代表 (PAdES B-LTA), the seal after the"
        in run.out
    )
    assert "the seal in the margin of page" in run.out
    for file in sorted((out / NAME / "data/pdf").glob("*.pdf")):
        with pikepdf.open(file) as pdf:
            (widget,) = (
                one for page in pdf.pages for one in page.get("/Annots", []) if "/AP" in one
            )
            words = str(widget.TU)
            assert "産業技術連携推進会議東北地域部会の印(電子署名): 東北支部 代表" in words


def test_a_seal_covers_nothing(sealed):
    """Under every seal the unsigned page is of one tone, as PDFium draws it."""
    pdfium = pytest.importorskip("pypdfium2")
    out, _ = sealed
    for file in sorted((out / NAME / "data/pdf").glob("*.pdf")):
        with pikepdf.open(file) as pdf:
            ((at, box),) = (
                (at, [float(side) for side in one.Rect])
                for at, page in enumerate(pdf.pages)
                for one in page.get("/Annots", [])
                if "/AP" in one
            )
        document = pdfium.PdfDocument(unsigned(file.read_bytes()))
        page = document[at]
        width, height = page.get_size()
        crop = (box[0], box[1], width - box[2], height - box[3])
        bands = page.render(scale=6, crop=crop).to_pil().convert("RGB").split()
        assert max(high - low for low, high in (band.getextrema() for band in bands)) < 48, (
            file.name
        )


def test_a_sealed_deposit_verifies_offline(run_command, office, sealed, tmp_path):
    out, _ = sealed
    (tmp_path / "sitecustomize.py").write_text(OFFLINE)
    trusted = ("--trust", office.folder / "root.pem", "--lang", "en")
    run = run_command("verify", out / NAME, *trusted, env={"PYTHONPATH": str(tmp_path)})
    assert (run.code, run.err) == (0, "")
    assert "✓ the signatures of 3 PDF(s) are valid and unbroken" in run.out
    assert run.out.count("(PAdES B-LTA) is unbroken") == 3


def test_a_sealed_scroll_verifies_by_itself(say, office, sealed, tmp_path):
    out, _ = sealed
    scroll = out / NAME / "data/pdf/scroll-vertical-297mm.pdf"
    run = say("verify", scroll, "--trust", office.folder / "root.pem")
    assert (run.code, run.err) == (0, "")
    assert "bytes that follow it are its signature" in run.out
    assert "✓ its signatures are valid and unbroken" in run.out
    assert "It leads to the root given, 試験用の根." in run.out
    (tmp_path / "other.pem").write_bytes(Authority.made("よその局").pem)
    run = say("verify", scroll, "--trust", tmp_path / "other.pem")
    assert run.code == 1
    assert "✗ its signature is not valid" in run.out
    bare = tmp_path / "bare.pdf"
    bare.write_bytes(unsigned(scroll.read_bytes()))
    run = say("verify", bare, "--trust", office.folder / "root.pem")
    assert run.code == 1
    assert "there is no signature" in run.out
    run = say("verify", scroll, "--trust", office.folder / "secret")
    assert run.code == 2
    assert "no certificate" in run.err


def test_an_altered_signature_is_told_by_verify(say, sealed, tmp_path):
    out, _ = sealed
    content = (out / NAME / "data/pdf/scroll-vertical-297mm.pdf").read_bytes()
    at = content.index(b"/Reason" if b"/Reason" in content else b"/ByteRange") - 30
    copy = tmp_path / "scroll.pdf"
    copy.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    run = say("verify", copy)
    assert run.code == 1
    assert "✗ its signature is not valid" in run.out


def test_a_seal_where_it_is_wished(say, office, tmp_path):
    seal = ("--seal", office.folder / "seal.svg", "--seal-width", 12, "--seal-at", "10,270")
    run = say("archive", *ONE, *office.options(), *seal, "-o", tmp_path)
    assert (run.code, run.err) == (0, "")
    with pikepdf.open(the_pdf(tmp_path)) as pdf:
        left, low, right, top = (float(side) for side in pdf.pages[-1].Annots[-1].Rect)
        height = float(pdf.pages[-1].MediaBox[3])
    mm = 72 / 25.4
    assert (left / mm, (height - top) / mm) == pytest.approx((10, 270), abs=0.1)
    assert ((right - left) / mm, (top - low) / mm) == pytest.approx((12, 12), abs=0.1)
    taken = (*seal[:-1], "60,38")
    run = say("archive", *ONE, *office.options(), *taken, "-o", tmp_path / "more")
    assert run.code == 2
    assert "outline-horizontal-A4.pdf" in run.err
    assert "[signature/seal-covers]" in run.err


@pytest.mark.skipif(signing_token.LACKING, reason=signing_token.REASON)
def test_a_token_signs_with_its_pin(run_command, office, tmp_path):
    (tmp_path / "token").mkdir()
    token = signing_token.made(tmp_path / "token", office.below)
    told = ("--sign-token", token.module, "--token", "deposit", "--token-certificate", "signing")
    chain = ("--chain", office.folder / "chain.pem")
    out = tmp_path / "out"
    wrong = run_command("archive", *ONE, *told, *chain, "-o", out, env={PASSPHRASE: "0000"})
    assert wrong.code == 2
    assert "[signature/token-pin]" in wrong.err
    assert "0000" not in wrong.err
    assert len(wrong.err.splitlines()) == 1
    right = {PASSPHRASE: signing_token.PIN}
    lost = run_command("archive", *ONE, *told, "--token-key", "x", "-o", out, env=right)
    assert (lost.code, "[signature/token-key]" in lost.err) == (2, True)
    assert not out.exists()
    done = run_command("archive", *ONE, *told, *chain, "-o", out, "--lang", "en", env=right)
    assert (done.code, done.err) == (0, "")
    assert "signed by カードの署名者" in done.out
    run = run_command("verify", out / NAME, "--no-rebuild", "--trust", office.folder / "root.pem")
    assert run.code == 0


@pytest.fixture
def at_office(office, monkeypatch):
    """In the folder with the keys, the passphrase in the environment."""
    monkeypatch.chdir(office.folder)
    monkeypatch.setenv(PASSPHRASE, SECRET)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--seal", "seal.svg"), "no-signer"),
        (("--timestamp-url", "http://127.0.0.1:9/"), "no-signer"),
        (("--token", "deposit"), "no-signer"),
        (("--sign-level", "B-T"), "no-signer"),
        (("--sign", "key.p12", "--token", "deposit"), "two-signers"),
        (("--sign", "key.p12", "--sign-token", "lib.so"), "two-signers"),
        (("--sign-token", "lib.so"), "token-names"),
        (("--sign-token", "lib.so", "--token", "a"), "token-names"),
        (("--sign", "key.p12", "--sign-level", "B-T"), "no-authority"),
        (("--sign", "key.p12", "--timestamp-url", "http://127.0.0.1:9/"), "level-without-stamp"),
        (("--sign", "key.p12", "--crl", "root.crl"), "level-without-crl"),
        (
            ("--sign", "key.p12", "--sign-level", "B-LT", "--timestamp-url", "http://127.0.0.1:9/"),
            "no-roots",
        ),
        (("--sign", "key.p12", "--seal-width", "9"), "no-seal"),
        (("--sign", "key.p12", "--seal", "seal.svg", "--seal-at", "5"), "seal-at"),
        (("--sign", "key.p12", "--seal", "secret"), "seal-picture"),
        (("--sign", "key.p12", "--chain", "secret"), "not-a-certificate"),
        (("--sign", "secret"), "not-pkcs12"),
        (("--sign", "none.p12"), "no-key-file"),
        (("--sign-token", "secret", "--token", "a", "--token-certificate", "b"), "token-module"),
        (("--sign-token", "/none.so", "--token", "a", "--token-certificate", "b"), "token-module"),
    ],
)
@pytest.mark.usefixtures("at_office")
def test_each_misuse_is_one_message(say, tmp_path, options, code):
    for lang in ("ja", "en"):
        run = say("archive", *ONE, *options, "-o", tmp_path / "out", lang=lang)
        assert run.code == 2
        assert run.err.splitlines()[0].endswith(f"[signature/{code}]")
        assert len(run.err.splitlines()) == 1
        assert run.out == ""
    assert not (tmp_path / "out").exists()


def test_a_wrong_passphrase_is_told_before_anything_is_made(say, office, tmp_path, monkeypatch):
    monkeypatch.setenv(PASSPHRASE, "wrong one")
    run = say("archive", "--sign", office.key, "-o", tmp_path / "out")
    assert run.code == 2
    assert "[signature/passphrase]" in run.err
    assert "wrong one" not in run.err


def test_a_time_stamp_authority_that_is_not_there(say, office, tmp_path):
    options = [*office.options("B-T")]
    options[-1] = "http://127.0.0.1:9/"
    run = say("archive", *ONE, *options, "-o", tmp_path)
    assert run.code == 2
    assert "[signature/time-stamp]" in run.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        ("ja", ["署名する鍵:", "署名の証明:", "見える印:"]),
        ("en", ["Who signs:", "What proves a signature:", "A seal to be seen:"]),
    ],
)
def test_help_groups_the_options(run_command, lang, headings):
    told = run_command("archive", "--help", "--lang", lang).out
    assert told.count("DECLARATION]") == 1  # in the usage alone
    first = ("--sign FILE", "--sign-level", "--seal FILE")
    for heading, option in zip(headings, first, strict=True):
        assert told.partition(f"{heading}\n")[2].strip().startswith(option)
    assert told.index("--pdfa") < told.index("--help") < told.index(headings[0])
