"""What all signatures of one PDF prove together: what is wrong with them, and what they say."""

from collections.abc import Sequence
from dataclasses import dataclass

from declaration_print.archive import signatures
from declaration_print.model.problem import Words


@dataclass(frozen=True, slots=True)
class Judgement:
    """`faults` is empty when every signature holds; `told` is a sentence about each."""

    faults: tuple[Words, ...]
    told: tuple[Words, ...]


def judged(content: bytes, roots: Sequence[bytes] = ()) -> Judgement:
    """Judge the signatures of a PDF by themselves and, where `roots` are given, by whom they lead to.

    Raises:
        BadInput: the extra `[sign]` is missing, it is no PDF, or a root is no certificate.
    """
    reports = signatures.signatures(content, roots)
    if not reports:
        return Judgement((_UNSIGNED,), ())
    bad = [one.words for one in reports if not one.unbroken or (roots and not one.trusted)]
    if not bad and _goes_on(content, reports):
        bad.append(_UNCOVERED)
    return Judgement(tuple(bad), tuple(one.words for one in reports))


def _goes_on(content: bytes, reports: Sequence[signatures.SignatureReport]) -> bool:
    """Whether bytes follow that no signature covers and that are not what its level adds."""
    if any(one.covers_whole_file for one in reports):
        return False
    adds = any(one.level and one.level.keeps_validation_data for one in reports)
    return not adds or not content.rstrip(b"\r\n").endswith(b"%%EOF")


_UNCOVERED = Words(
    ja="署名の後に、署名されていないバイトが続いています",
    en="bytes that nobody signed follow the signature",
)
_UNSIGNED = Words(ja="署名がありません", en="there is no signature")
