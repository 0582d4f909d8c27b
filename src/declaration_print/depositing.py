"""A declaration → a deposit: everything made, checked, described and packed, and then written.

Nothing is written before all of it is made, and nothing that is there is written over.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from declaration_print import __version__, archive, check, pictures, producing, read, typefaces
from declaration_print.archive import signatures
from declaration_print.checking import check_signed
from declaration_print.files import Content, write_new
from declaration_print.model.declaration import Declaration
from declaration_print.model.face import Face
from declaration_print.model.origin import Origin
from declaration_print.model.problem import (
    BadInput,
    ExitCode,
    Place,
    Problem,
    Severity,
    Words,
    lang_of,
)
from declaration_print.model.report import FileReport, Report
from declaration_print.pipeline import Built
from declaration_print.producing import Step
from declaration_print.wishes import Wish, editions, face_folders

TOOL = "declaration_print"

PACKAGES = ("folder", "tar", "zip")
"""The forms a deposit can have."""


@dataclass(frozen=True, slots=True)
class Signing:
    """How editions are to be signed: by whom, when by the signer's clock, to what level.

    `editions` are the layouts to sign; () all of them.
    """

    signer: signatures.Pkcs12 | signatures.Pkcs11
    moment: datetime
    level: signatures.Level = signatures.Level.B_B
    authority: signatures.TimeStampAuthority | None = None
    trust: signatures.Trust = field(default_factory=signatures.Trust)
    editions: tuple[str, ...] = ()
    seal: signatures.SealWish | None = None


@dataclass(frozen=True, slots=True)
class _Signed:
    """A signed PDF, what is recorded of its signature, and what is told of it."""

    content: bytes = field(repr=False)
    record: archive.Signing
    words: Words


class NotFit(BadInput):
    """An edition did not pass its check, so that nothing is deposited."""

    exit_code = ExitCode.FINDINGS


@dataclass(frozen=True, slots=True)
class Deposited:
    """A deposit made: its packages, how many files and bytes it has, what to know about it.

    `seal` is the sha256 of tagmanifest-sha256.txt, which vouches for every other file; `signed` tells
    of each signature who made it and where its seal stands.
    """

    packages: tuple[Path, ...]
    already_there: bool
    file_count: int
    size: int
    editions: tuple[str, ...]
    seal: str
    notes: tuple[Problem, ...]
    signed: tuple[Words, ...] = ()


def archive_all(  # noqa: PLR0913 - each says one thing about the deposit
    source: Path,
    wish: Wish,
    out: Path,
    step: Step,
    *,
    packages: Sequence[str] = ("folder",),
    signing: Signing | None = None,
) -> Deposited:
    """Make every edition of a wish and deposit them below `out`, in each of the `packages`.

    Raises BadInput, and NotFit when an edition does not pass.
    """
    if signing:
        _demand_editions(signing, wish)
        _demand_ready(signing)
    run = producing.make_all(source, wish, out, step)
    if not run.built:
        raise BadInput(run.left_out)
    signed = _signed(run.built, signing) if signing else {}
    holdings, notes = _holdings(run.built, read.declaration(source), _catalogue(wish), signed)
    files = archive.deposit(holdings)
    folder = out / holdings.name
    packed: dict[Path, Content] = {}
    for form in dict.fromkeys(packages):
        match form:
            case "tar":
                packed[out / f"{holdings.name}.tar"] = archive.tar(
                    holdings.name, files, holdings.moment
                )
            case "zip":
                packed[out / f"{holdings.name}.zip"] = archive.zipped(
                    holdings.name, files, holdings.moment
                )
            case _:
                packed[folder] = files
    new = write_new(packed, holdings.moment)
    return Deposited(
        packages=tuple(packed),
        already_there=not new,
        file_count=len(files),
        size=sum(len(content) for content in files.values()),
        editions=tuple(edition.name for edition in holdings.editions),
        seal=hashlib.sha256(files["tagmanifest-sha256.txt"]).hexdigest(),
        notes=(*run.left_out, *notes),
        signed=tuple(one.words for one in signed.values()),
    )


def _catalogue(wish: Wish) -> Mapping[str, Face]:
    return typefaces.catalogue(face_folders(wish.fonts))


def _holdings(
    built: Sequence[Built],
    declaration: Declaration,
    catalogue: Mapping[str, Face],
    signatures_of: Mapping[Path, _Signed],
) -> tuple[archive.Holdings, tuple[Problem, ...]]:
    """Everything that goes into the deposit, and what to know about it."""
    used = {key: catalogue[key] for one in built for key in one.origin.lock.faces}
    files, notes = archive.faces(used)
    kept = []
    for one in built:
        signed = signatures_of.get(one.path)
        content = signed.content if signed else one.content
        report = _checked_again(one, content) if signed else one.report
        _demand_fit(one, report)
        sources = _sources(one.origin)
        files |= sources
        files |= _reports(one, report, content)
        files |= _pictures(one, declaration)
        build = _build_records(one) | (_signature_record(one, signed.record) if signed else {})
        files |= build
        faces = (archive.place_of(key, catalogue[key]) for key in one.origin.lock.faces)
        kept.append(_kept(one, report, signed, sorted([*sources, *build, *faces])))
    first = built[0]
    return archive.Holdings(
        slug=first.path.parent.name,
        credentials=first.credentials,
        moment=first.credentials.date,
        tool=TOOL,
        version=__version__,
        declaration=f"data/declaration/{first.origin.declaration}",
        editions=tuple(kept),
        files=files,
    ), notes


def _kept(
    one: Built,
    report: FileReport,
    signed: _Signed | None,
    sources: Sequence[str],
) -> archive.Kept:
    content = signed.content if signed else one.content
    return archive.Kept(
        name=one.path.stem,
        content=content,
        flavour=one.edition.layout.conformance.pdfa,
        claims=report.claims,
        pages=report.page_count,
        size=archive.page_size(content),
        judged_by=report.judged_by,
        warnings=sum(finding.severity is Severity.WARNING for finding in report.findings),
        sources=tuple(sources),
        signing=signed.record if signed else None,
    )


def _sources(origin: Origin) -> dict[str, bytes]:
    """The declaration with the files beside it, and the layout, by place."""
    data = {f"data/declaration/{path}": content for path, content in origin.data.items()}
    layout = {
        f"data/layouts/{origin.options.layout}/{path}": content
        for path, content in origin.layout.items()
    }
    return data | layout


def _build_records(one: Built) -> dict[str, bytes]:
    """What was asked for, and the lock, naming the files of the deposit."""
    origin, name = one.origin, one.path.stem
    carried = {
        f"declaration/{path}": read.Carried("data", path) for path in sorted(origin.data)
    } | {
        f"layouts/{origin.options.layout}/{path}": read.Carried("layout", path)
        for path in sorted(origin.layout)
    }
    contents = {place.removeprefix("data/"): content for place, content in _sources(origin).items()}
    sha256 = {place: hashlib.sha256(contents[place]).hexdigest() for place in carried}
    options = read.OptionsRecord(origin.options, origin.declaration, carried)
    return {
        f"data/build/{name}.options.json": read.options_json(options),
        f"data/build/{name}.lock.json": read.lock_json(read.LockRecord(origin.lock, sha256)),
    }


def _pictures(one: Built, declaration: Declaration) -> dict[str, bytes]:
    """The whole of a scroll and its sections, as pictures; nothing of other editions."""
    if not one.edition.layout.continuous:
        return {}
    drawn = pictures.files(declaration, one.content, one.stretches)
    return {f"data/pictures/{one.path.stem}/{name}": content for name, content in drawn.items()}


def _demand_editions(signing: Signing, wish: Wish) -> None:
    """Raise BadInput for an edition to sign that is not made; a slip would leave it unsigned."""
    made = {edition.layout.name for edition in editions(wish)[0]}
    if strange := sorted(set(signing.editions) - made):
        words = Words(
            ja=f"署名する版「{'、'.join(strange)}」は、この一式に入りません。"
            f"--sign-edition には {'、'.join(sorted(made))} のいずれかを指定してください。",
            en=f"edition {', '.join(strange)} to be signed is not in this deposit; "
            f"give --sign-edition one of {', '.join(sorted(made))}",
        )
        raise BadInput([Problem("archive/no-such-edition", words)])


def _demand_ready(signing: Signing) -> None:
    """Raise BadInput for what cannot serve to sign, before a minute is spent on making editions."""
    signatures.demand_ready(
        signing.signer,
        level=signing.level,
        moment=signing.moment,
        authority=signing.authority,
        trust=signing.trust,
        seal=signing.seal,
    )


def _signed(built: Sequence[Built], signing: Signing) -> dict[Path, _Signed]:
    """The signed editions by their paths; all seals have their places before the first one is signed."""
    wanted = [
        one for one in built if not signing.editions or one.edition.layout.name in signing.editions
    ]
    seals = [_seal(one, signing.seal) if signing.seal else None for one in wanted]
    return {
        one.path: _signed_one(one, signing, seal) for one, seal in zip(wanted, seals, strict=True)
    }


def _seal(one: Built, wish: signatures.SealWish) -> tuple[signatures.Seal, Words]:
    """The seal where it covers nothing, with the words for who cannot see it, and where that is."""
    told = one.credentials
    ja, en = "、".join(told.creators), ", ".join(told.creators)
    words = Words(
        ja=f"{ja}の印(電子署名)" if ja else "印(電子署名)",
        en=f"Seal of {en} (digital signature)" if en else "Seal (digital signature)",
    ).in_(lang_of(told.language))
    try:
        return signatures.seal_placed(one.content, wish, words, one.edition.writing, one.stretches)
    except BadInput as bad:
        raise BadInput(
            replace(problem, place=Place(one.path.name)) for problem in bad.problems
        ) from bad


def _signed_one(
    one: Built, signing: Signing, placed: tuple[signatures.Seal, Words] | None
) -> _Signed:
    seal, where = placed or (None, None)
    content = signatures.sign(
        one.content,
        signing.signer,
        level=signing.level,
        moment=signing.moment,
        authority=signing.authority,
        trust=signing.trust,
        seal=seal,
    )
    signer = signatures.signatures(content, signing.trust.roots)[0].signer
    digest = hashlib.sha256(one.content).hexdigest()
    record = archive.Signing(signing.level, signer, digest, len(one.content))
    words = Words(
        ja=f"{one.path.name}: {signer} が署名(PAdES {signing.level})"
        + (f"、印は{where.ja}" if where else ""),
        en=f"{one.path.name}: signed by {signer} (PAdES {signing.level})"
        + (f", the seal {where.en}" if where else ""),
    )
    return _Signed(content, record, words)


def _signature_record(one: Built, signed: archive.Signing) -> dict[str, bytes]:
    """What the PDF was before it was signed, and how it was signed."""
    record = json.dumps(asdict(signed), ensure_ascii=False, indent=2, sort_keys=True)
    return {archive.signature_record(one.path.stem): f"{record}\n".encode()}


def _checked_again(one: Built, content: bytes) -> FileReport:
    """What is said of an edition after it was signed, by all that it claims."""
    layout = one.edition.layout
    return check_signed(one.path.name, content, layout.conformance.claims, parts=layout.carries)


def _reports(one: Built, report: FileReport, content: bytes) -> dict[str, bytes]:
    """The report on an edition, for people and for programs; it names no folder of this machine."""
    name = one.path.stem
    lang = lang_of(one.credentials.language)
    placeless = replace(report, path=f"pdf/{name}.pdf")
    pictured = replace(placeless, thumbnails=check.thumbnails(content))
    return {
        f"data/reports/{name}.json": f"{check.report_in(Report((placeless,)), 'json', 'en')}\n".encode(),
        f"data/reports/{name}.html": f"{check.report_in(Report((pictured,)), 'html', lang)}\n".encode(),
    }


def _demand_fit(one: Built, report: FileReport) -> None:
    """Raise NotFit with what the check found wrong."""
    if errors := list(_errors(one, report)):
        raise NotFit(errors)


def _errors(one: Built, report: FileReport) -> Iterator[Problem]:
    for finding in report.findings:
        if finding.severity is Severity.ERROR:
            words = Words(
                ja=f"{one.path.name} は検査に合格しないので、保存用一式を作りません: {finding.message.ja}",
                en=f"{one.path.name} does not pass, so nothing is deposited: {finding.message.en}",
            )
            yield Problem(f"{finding.rule}/{finding.code}", words)
