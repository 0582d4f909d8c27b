"""A deposit that anybody may have touched → proof after proof of what it still is.

What comes first needs nothing but the files; what comes last needs the tools of today. So a machine
with other versions still learns whether a single byte has changed.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from declaration_print import archive, check, origin, read, rebuilding
from declaration_print.archive import Fault, signatures
from declaration_print.archive.signature_judging import Judgement, judged
from declaration_print.check import workers
from declaration_print.checking import check_signed
from declaration_print.files import shown
from declaration_print.model.declaration import Declaration
from declaration_print.model.layout import Layout
from declaration_print.model.origin import Origin
from declaration_print.model.problem import BadInput, Place, Problem, Severity, Words
from declaration_print.model.report import FileReport, Finding, Verdict
from declaration_print.model.verification import Outcome, Proof, Verification

SECONDS = 120.0
"""What the check of one PDF may take: a scroll of a hundred metres takes a third of it."""

LARGEST_SOURCE = 20_000_000
"""Bytes of a file that a PDF was made from."""

_PDFS, _BUILD = "data/pdf/", "data/build/"

Step = Callable[[str, int, int, str], None]
"""Called before each step: the file's name, which of how many files, `check` or `rebuild`."""


def verify_deposit(
    path: Path,
    step: Step = lambda *_: None,
    *,
    editions: bool = True,
    rebuild: bool = True,
    roots: Sequence[bytes] = (),
) -> Verification:
    """Everything that a deposit can prove of itself: a folder, a .tar or a .zip.

    Without `editions` only its files and records are looked at, without `rebuild` no PDF is made
    again. `roots` are certificates (PEM, DER) that signatures are to lead to: with them, something has to
    be signed. Raises BadInput when there is no such thing, no deposit, or a root is no certificate.
    """
    _demand_there(path)
    try:
        with archive.opened(path) as folder:
            files = archive.places(folder)
            _demand_deposit(path, files)
            found = archive.integrity(files)
            proofs = archive.proofs(found, files, folder)
            if editions:
                kept = _editions(files)
                proofs += _proofs_of_pdfs(kept, step)
                proofs += _signatures(kept, files, roots)
                if rebuild:
                    proofs.append(_rebuilt(kept, folder / "data/fonts", step))
            return Verification(
                tuple(proofs), found.digests["sha256"].get("tagmanifest-sha256.txt")
            )
    except archive.CannotOpen as closed:
        return Verification((Proof("complete", Outcome.BAD, closed.words),))


def _demand_there(path: Path) -> None:
    if path.is_dir() or (path.is_file() and path.suffix.lower() in {".tar", ".zip"}):
        return
    words = Words(
        ja="保存用一式が見つかりません。archive で作ったフォルダー、.tar、.zip のいずれかを指定してください。",
        en="there is no deposit here; name the folder, .tar or .zip that `archive` made",
    )
    raise BadInput([Problem("verify/nothing-there", words, Place(shown(path)))])


def _demand_deposit(path: Path, files: Mapping[str, Path]) -> None:
    """A folder that never was a bag is a slip of the user's, not a damaged deposit."""
    if any(name.startswith(("bagit.txt", "manifest-", "tagmanifest-")) for name in files):
        return
    words = Words(
        ja="archive で作った保存用一式ではありません(bagit.txt も一覧もありません)。"
        "「…-deposit」という名前のフォルダーを指定してください。",
        en="this is no deposit (there is neither a bagit.txt nor a manifest); name the folder "
        "called …-deposit that `archive` made",
    )
    raise BadInput([Problem("verify/no-deposit", words, Place(shown(path)))])


@dataclass(frozen=True, slots=True)
class _Edition:
    """One PDF of a deposit, and what the deposit says that it was made from.

    `origin` is None, and `unmade` says why, when that cannot be read.
    """

    name: str
    place: str
    content: bytes = field(repr=False)
    origin: Origin | None
    unmade: Words | None = None


def _editions(files: Mapping[str, Path]) -> list[_Edition]:
    return [
        _edition(place, files)
        for place in files
        if place.startswith(_PDFS) and place.endswith(".pdf")
    ]


def _edition(place: str, files: Mapping[str, Path]) -> _Edition:
    name = place.removeprefix(_PDFS).removesuffix(".pdf")
    content = files[place].read_bytes()
    try:
        return _Edition(name, place, content, _origin(name, files))
    except BadInput as bad:
        return _Edition(name, place, content, None, bad.problems[0].words)


def _origin(name: str, files: Mapping[str, Path]) -> Origin:
    """What the records of an edition say; the files that they name are the deposit's own."""
    sources = {
        place.removeprefix("data/"): _bounded(file)
        for place, file in files.items()
        if place.startswith(("data/declaration/", "data/layouts/"))
    }
    for record, place in (
        (read.OPTIONS_FILE, f"{_BUILD}{name}.options.json"),
        (read.LOCK_FILE, f"{_BUILD}{name}.lock.json"),
    ):
        if place in files:
            sources[record] = _bounded(files[place])
    return origin.read_back(sources)


def _bounded(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST_SOURCE)


@dataclass(frozen=True, slots=True)
class _Expected:
    """What an edition has to say: the text of its declaration, and what its layout promises."""

    declaration: Declaration
    layout: Layout


def _expected(edition: _Edition, scratch: Path) -> _Expected:
    """Read from the deposit's own files, set down in a clean folder. Raises BadInput."""
    assert edition.origin is not None
    source, layout = rebuilding.set_down(edition.origin, scratch)
    options = edition.origin.options
    return _Expected(
        read.declaration(source),
        read.conforming(read.layout(layout), options.pdfa, source=options.carried),
    )


def _proofs_of_pdfs(editions: Sequence[_Edition], step: Step) -> list[Proof]:
    """Whether every PDF passes its check, and whether it says what the declaration says."""

    def begun(at: int) -> None:
        step(editions[at].name, at + 1, len(editions), "check")

    check.rules()  # loaded once, before the workers are made
    check.profiles()
    answers = workers.answers(editions, _judged, lambda _: SECONDS, begun)
    faults: list[Fault] = []
    differences: list[Fault] = []
    for edition, answer in zip(editions, answers, strict=True):
        if isinstance(answer, FileReport):
            errors = [one for one in answer.findings if one.severity is Severity.ERROR]
            differences += [_fault(edition, one) for one in errors if _is_of_text(one)]
            faults += [_fault(edition, one) for one in errors if not _is_of_text(one)]
            if answer.verdict is Verdict.UNREADABLE:
                differences.append(Fault(edition.place, _UNREADABLE))
        else:
            faults.append(
                Fault(edition.place, answer if isinstance(answer, Words) else _NOT_JUDGED)
            )
    if not editions:
        faults.append(Fault(_PDFS, Words(ja="PDF がありません", en="there is no PDF")))
    return [_pdf_proof(editions, faults), _text_proof(editions, differences, faults)]


def _judged(edition: _Edition) -> FileReport | Words:
    """The report on one PDF by all that its layout promises, or why there is none."""
    if edition.origin is None:
        return edition.unmade or _NOT_JUDGED
    try:
        with tempfile.TemporaryDirectory(prefix="deposit-") as scratch:
            expected = _expected(edition, Path(scratch))
        if signatures.is_signed(edition.content):
            return check_signed(
                edition.place,
                edition.content,
                expected.layout.conformance.claims,
                expected.declaration,
                expected.layout.carries,
            )
        return check.pdf(
            edition.place,
            edition.content,
            profile=expected.layout.profile,
            declaration=expected.declaration,
            parts=expected.layout.carries,
            promised=expected.layout.conformance,
        )
    except BadInput as bad:
        return bad.problems[0].words


def _is_of_text(finding: Finding) -> bool:
    return finding.rule.startswith("text/")


def _fault(edition: _Edition, finding: Finding) -> Fault:
    code = f" [{finding.rule}/{finding.code}]"
    words = Words(ja=finding.message.ja + code, en=finding.message.en + code)
    return Fault(edition.place, words)


def _pdf_proof(editions: Sequence[_Edition], faults: Sequence[Fault]) -> Proof:
    if faults:
        words = Words(ja="検査に合格しない PDF があります", en="not every PDF passes its check")
        return Proof("pdf", Outcome.BAD, words, archive.told(faults))
    words = Words(
        ja=f"PDF はすべて検査に合格し、名乗る規格(PDF/A など)を守っています({len(editions)} 件)",
        en=f"all {len(editions)} PDFs pass their check and keep the standards they claim",
    )
    return Proof("pdf", Outcome.GOOD, words)


def _text_proof(
    editions: Sequence[_Edition], differences: Sequence[Fault], faults: Sequence[Fault]
) -> Proof:
    if differences:
        words = Words(
            ja="宣言のデータと文の違う PDF があります", en="not every PDF says what the data says"
        )
        return Proof("text", Outcome.BAD, words, archive.told(differences))
    if len({fault.place for fault in faults}) >= len(editions):
        words = Words(
            ja="PDF の文は、宣言のデータと比べられませんでした",
            en="the text of the PDFs could not be compared with the data",
        )
        return Proof("text", Outcome.OPEN, words)
    words = Words(
        ja="PDF の文は、宣言のデータ(YAML)と同じです", en="the PDFs say what the data (YAML) says"
    )
    return Proof("text", Outcome.GOOD, words)


_NOT_JUDGED = Words(
    ja="検査しきれませんでした(壊れているか、時間かメモリーの上限を超えました)",
    en="could not be judged: it is broken, or takes too much time or memory",
)
_UNREADABLE = Words(ja="PDF として読めません", en="cannot be read as a PDF")


def _rebuilt(editions: Sequence[_Edition], fonts: Path, step: Step) -> Proof:
    """Whether each PDF comes out of the deposit's own data, layout and faces once more."""
    differing: list[Fault] = []
    for at, edition in enumerate(editions, start=1):
        step(edition.name, at, len(editions), "rebuild")
        differing += [Fault(edition.place, words) for words in _unlike(edition, fonts)]
    if differing:
        words = Words(
            ja="作り直すと同じにならない PDF があります(上の照合が済んでいれば、傷みではなく道具の違いのこともあります)",
            en="not every PDF comes out the same when rebuilt (if all is unchanged above, other versions "
            "of the tools may be the reason)",
        )
        return Proof("rebuild", Outcome.BAD, words, archive.told(differing))
    words = Words(
        ja=f"中のデータと書体から作り直しても、1 バイトも違いません({len(editions)} 件)",
        en=f"rebuilt from its own data and faces, all {len(editions)} PDFs are identical to the byte",
    )
    return Proof("rebuild", Outcome.GOOD, words)


def _unlike(edition: _Edition, fonts: Path) -> tuple[Words, ...]:
    """How a PDF differs from its rebuild; nothing when it is the rebuild, signed or not."""
    if edition.origin is None:
        return (edition.unmade or _NOT_JUDGED,)
    try:
        rebuilt = rebuilding.rebuild(edition.origin, fonts)
        if edition.content == rebuilt.content:
            return ()
        proofs = rebuilding.compare(edition.content, edition.origin, rebuilt, fonts)
    except BadInput as bad:
        return tuple(problem.words for problem in bad.problems)
    return tuple(
        Words(
            ja="。".join((proof.words.ja, *(one.ja for one in proof.details))),
            en="; ".join((proof.words.en, *(one.en for one in proof.details))),
        )
        for proof in proofs
        if proof.outcome is Outcome.BAD
    )


def _signatures(
    editions: Sequence[_Edition], files: Mapping[str, Path], roots: Sequence[bytes]
) -> list[Proof]:
    """Whether every signature holds, and every edition that was signed still is; none, none.

    Where `roots` are given, some edition has to be signed.
    """
    expected = [edition for edition in editions if archive.signature_record(edition.name) in files]
    signed = [edition for edition in editions if signatures.is_signed(edition.content)]
    if not (expected or signed or roots):
        return []
    faults = [Fault(edition.place, _UNSIGNED) for edition in expected if edition not in signed]
    if not (expected or signed):
        faults.append(Fault(_PDFS, _NOBODY_SIGNED))
    details: list[Words] = []
    unanswered: Words | None = None
    answers = workers.answers(signed, lambda one: _judgement(one, roots), lambda _: SECONDS)
    for edition, answer in zip(signed, answers, strict=True):
        if isinstance(answer, BadInput):
            if roots:  # what was asked for cannot be answered
                raise answer
            unanswered = answer.problems[0].words
            continue
        if not isinstance(answer, Judgement):
            faults.append(Fault(edition.place, _NOT_JUDGED))
            continue
        faults += [Fault(edition.place, words) for words in answer.faults]
        details += archive.told([Fault(edition.place, words) for words in answer.told])
    if faults:
        words = Words(ja="署名が有効でない PDF があります", en="not every signature is valid")
        return [Proof("signatures", Outcome.BAD, words, archive.told(faults))]
    if unanswered:
        return [Proof("signatures", Outcome.OPEN, unanswered)]
    words = Words(
        ja=f"署名はすべて有効で、署名の後に変えられていません({len(signed)} 件)",
        en=f"the signatures of {len(signed)} PDF(s) are valid and unbroken",
    )
    return [Proof("signatures", Outcome.GOOD, words, tuple(details))]


def _judgement(edition: _Edition, roots: Sequence[bytes]) -> Judgement | BadInput:
    try:
        return judged(edition.content, roots)
    except BadInput as bad:
        return bad


_UNSIGNED = Words(ja="署名が取り除かれています", en="its signature was removed")
_NOBODY_SIGNED = Words(
    ja="認証局の証明書が指定されましたが、署名のある PDF がありません",
    en="no PDF is signed, though certificates to trust were given",
)
