"""A PDF held against its rebuild: identical, or what differs, proof after proof.

Bytes decide. Where they differ, what a person would ask comes first: the tool, the faces, the words.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from declaration_print import check, origin
from declaration_print.archive import signatures
from declaration_print.archive.signature_judging import judged
from declaration_print.check.reader import Contents
from declaration_print.model.origin import Lock, Origin
from declaration_print.model.problem import BadInput, Severity, Words
from declaration_print.model.verification import Outcome, Proof, Verification
from declaration_print.pipeline import Built
from declaration_print.rebuilding import differences
from declaration_print.rebuilding.rebuild import (
    Step,
    at_hand,
    bounded,
    carried_files,
    carried_origin,
    face_name,
    lacking_face,
    rebuild,
)


def verify_pdf(
    data: bytes,
    fonts: Path | None = None,
    step: Step = lambda _: None,
    roots: Sequence[bytes] = (),
) -> Verification:
    """Rebuild a PDF from itself alone and say how the two compare, and what its signatures prove.

    `roots` are certificates (PEM, DER) that its signatures are to lead to: with them, it has to be
    signed. Raises BadInput when it carries no origin, or one that cannot be built here.
    """
    step("read")
    files = carried_files(data)
    made_from = carried_origin(files)
    signed = tuple(_signatures(data, roots))
    built = rebuild(made_from, fonts, step)
    step("compare")
    compared = compare(data, made_from, built, fonts)
    return Verification((_carried(files, made_from), *compared, *signed))


def compare(
    data: bytes, made_from: Origin, built: Built, fonts: Path | None = None
) -> tuple[Proof, ...]:
    """Proofs of whether a PDF is its rebuild: `tool`, `versions`, `faces`, …, `rebuild` the last but one.

    A PDF that begins with the rebuild and goes on was added to, as signing does. Raises BadInput when
    it cannot be read.
    """
    rebuilt = built.content
    identical = data.startswith(rebuilt)
    proofs = [
        _tool(made_from.lock),
        _versions(made_from.lock, identical=identical),
        _faces(made_from.lock, fonts),
    ]
    if data == rebuilt:
        return (*proofs, _text_of_data(built), _same(rebuilt))
    before, now = bounded(check.contents, data), bounded(check.contents, rebuilt)
    proofs.append(_text(before, now))
    proofs += _others(before, now, added=identical)
    if not identical:
        return (*proofs, _not_same(data, rebuilt))
    return (*proofs, _same(rebuilt), _added(data, rebuilt))


def _carried(files: Mapping[str, bytes], made_from: Origin) -> Proof:
    """Whether every carried file is the one whose sha256 the lock tells."""
    if changed := origin.altered(files):
        words = Words(
            ja="添付されたファイルが、作成の記録の SHA-256 と合いません",
            en="attached files are not those of the record of the build (SHA-256)",
        )
        return Proof("origin", Outcome.BAD, words, tuple(Words(name, name) for name in changed))
    count = len(made_from.layout)
    words = Words(
        ja=f"作り直すためのファイルを携えています({made_from.declaration}、レイアウト"
        f"「{made_from.options.layout}」の {count} 件、作成の記録)",
        en=f"carries what it was made from ({made_from.declaration}, {count} files of layout "
        f"{made_from.options.layout}, the record of the build)",
    )
    return Proof("origin", Outcome.GOOD, words)


def _tool(lock: Lock) -> Proof:
    if lock.tool == origin.TOOL:
        words = Words(ja=f"道具は同じ版です({lock.tool})", en=f"the same tool ({lock.tool})")
        return Proof("tool", Outcome.GOOD, words)
    words = Words(
        ja=f"道具の版が違います: 作成は {lock.tool}、今は {origin.TOOL}。"
        "同じファイルにするには、作成時の版を入れて verify してください",
        en=f"another version of the tool: made with {lock.tool}, this is {origin.TOOL}; "
        "install that version and verify again to get the same file",
    )
    return Proof("tool", Outcome.BAD, words)


def _versions(lock: Lock, *, identical: bool) -> Proof:
    """Whether Python and the libraries are the same; others do no harm if the bytes are."""
    here = origin.lock_of({})
    then, now = {"python": lock.python, **lock.libraries}, {"python": here.python, **here.libraries}
    others = tuple(
        Words(
            ja=f"{name}: 作成時 {then.get(name, 'なし')}、今 {now.get(name, 'なし')}",
            en=f"{name}: {then.get(name, 'none')} then, {now.get(name, 'none')} now",
        )
        for name in sorted({*then, *now})
        if then.get(name) != now.get(name)
    )
    if not others:
        words = Words(
            ja=f"Python {lock.python} とライブラリー {len(lock.libraries)} 件は同じ版です",
            en=f"the same versions of Python ({lock.python}) and of {len(lock.libraries)} libraries",
        )
        return Proof("versions", Outcome.GOOD, words)
    words = Words(ja="ライブラリーの版が違います", en="other versions of libraries")
    if identical:
        words = Words(
            ja="ライブラリーの版は違いますが、1 バイトも違わないものができました",
            en="other versions of libraries, which make the same bytes",
        )
    return Proof("versions", Outcome.GOOD if identical else Outcome.BAD, words, others)


def _faces(lock: Lock, fonts: Path | None) -> Proof:
    here = at_hand(lock, fonts)
    lacking = [lock.faces[key] for key in lock.faces if key not in here]
    if lacking:
        words = Words(
            ja="作成時の書体がなく、同じ名前の別の書体で作り直しました",
            en="a face is not the one it was made with; another of that name was taken instead",
        )
        return Proof("faces", Outcome.BAD, words, tuple(map(lacking_face, lacking)))
    names = sorted({face_name(face) for face in lock.faces.values()})
    words = Words(
        ja=f"書体は同じものです(SHA-256 が一致): {'、'.join(names)}",
        en=f"the same faces, by their SHA-256: {', '.join(names)}",
    )
    return Proof("faces", Outcome.GOOD, words)


def _text_of_data(built: Built) -> Proof:
    """Of a PDF that is its rebuild, what the checker said of the rebuild."""
    wrong = tuple(
        finding.message
        for finding in built.report.findings
        if finding.rule.startswith("text/") and finding.severity is Severity.ERROR
    )
    if wrong:
        words = Words(
            ja="文が宣言のデータと違います", en="the text is not that of the declaration's data"
        )
        return Proof("text", Outcome.BAD, words, wrong)
    words = Words(ja="文は宣言のデータと同じです", en="the text is that of the declaration's data")
    return Proof("text", Outcome.GOOD, words)


def _text(before: Contents, now: Contents) -> Proof:
    told = tuple(differences.of_text(before.text, now.text))
    if told:
        words = Words(
            ja="文が、データから作り直したものと違います",
            en="the text is not what the data makes",
        )
        return Proof("text", Outcome.BAD, words, told)
    words = Words(
        ja="文は、データから作り直したものと同じです", en="the text is what the data makes"
    )
    return Proof("text", Outcome.GOOD, words)


def _others(before: Contents, now: Contents, *, added: bool) -> Iterator[Proof]:
    """What else can be told apart by reading; only where there is a difference.

    What is added by signing dates the file anew: its metadata are the signer's.
    """
    if told := tuple(differences.of_sizes(before.sizes, now.sizes)):
        words = Words(ja="ページの大きさが違います", en="the pages are of another size")
        yield Proof("pages", Outcome.BAD, words, told)
    told = tuple(differences.of_metadata(before.metadata, now.metadata))
    if told and not added:
        words = Words(ja="メタデータが違います", en="the metadata differ")
        yield Proof("metadata", Outcome.BAD, words, told)
    if told := tuple(differences.of_attachments(before.attachments, now.attachments)):
        words = Words(ja="添付ファイルが違います", en="the attached files differ")
        yield Proof("attachments", Outcome.BAD, words, told)


def _same(rebuilt: bytes) -> Proof:
    digest = hashlib.sha256(rebuilt).hexdigest()
    words = Words(
        ja=f"作り直したものと、1 バイトも違いません({len(rebuilt)} バイト、SHA-256 {digest})",
        en=f"rebuilt identical to the byte ({len(rebuilt)} bytes, SHA-256 {digest})",
    )
    return Proof("rebuild", Outcome.GOOD, words)


def _not_same(data: bytes, rebuilt: bytes) -> Proof:
    at = differences.first_difference(data, rebuilt)
    part = differences.part_at(data, at)
    words = Words(
        ja=f"作り直したものと違います: {at} バイト目から({part.ja})。"
        f"このファイルは {len(data)} バイト、作り直すと {len(rebuilt)} バイトです",
        en=f"differs from its rebuild from byte {at} on ({part.en}); this file has {len(data)} "
        f"bytes, the rebuild {len(rebuilt)}",
    )
    return Proof("rebuild", Outcome.BAD, words)


def _added(data: bytes, rebuilt: bytes) -> Proof:
    """What follows the bytes of the rebuild: a signature, or something nobody answers for."""
    count = len(data) - len(rebuilt)
    if signatures.is_signed(data) and signatures.unsigned(data) == rebuilt:
        words = Words(
            ja=f"その後に続く {count} バイトは電子署名です",
            en=f"the {count} bytes that follow it are its signature",
        )
        return Proof("added", Outcome.GOOD, words)
    words = Words(
        ja=f"作成の後に、署名のない {count} バイトが書き加えられています",
        en=f"{count} bytes without a signature were added after it was made",
    )
    return Proof("added", Outcome.BAD, words)


def _signatures(data: bytes, roots: Sequence[bytes]) -> Iterator[Proof]:
    """Whether its signatures hold; nothing where there is none, nor one asked for."""
    if not (roots or signatures.is_signed(data)):
        return
    try:
        judgement = bounded(partial(judged, roots=roots), data)
    except BadInput as bad:
        if roots:  # what was asked for cannot be answered
            raise
        lacking = bad.problems[0].code == "signature/not-installed"
        outcome = Outcome.OPEN if lacking else Outcome.BAD
        yield Proof("signatures", outcome, bad.problems[0].words)
        return
    if judgement.faults:
        words = Words(ja="署名が有効ではありません", en="its signature is not valid")
        yield Proof("signatures", Outcome.BAD, words, judgement.faults)
        return
    words = Words(ja="署名は有効です", en="its signatures are valid and unbroken")
    yield Proof("signatures", Outcome.GOOD, words, judgement.told)
