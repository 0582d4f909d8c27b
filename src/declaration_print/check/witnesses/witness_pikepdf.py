"""pikepdf asked as a second witness: pikepdf.pdfa, which knows PDF/A-1b, -2b and -3b.

It approves only what it knows; "unsupported" is neither a pass nor a failure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO

from declaration_print.check.witnesses.testimony import Testimony
from declaration_print.model.problem import Words
from declaration_print.model.report import Clause, Verdict

_CITED = re.compile(r"ISO_(?P<number>\d+)_(?P<part>\d):(?P<clause>[\d.]+)-\d+$")
_PROFILE = re.compile(r"pdfa-(?P<part>[123])[abu]$")


def at_hand() -> bool:
    """Whether this Python has pikepdf.pdfa and what it needs."""
    try:
        import pikepdf.pdfa  # noqa: F401, PLC0415 - only where it is installed
    except ImportError:
        return False
    return True


def ask(data: bytes, profiles: Sequence[str]) -> Testimony:
    """What pikepdf says of a PDF under the PDF/A profile asked for, at level b."""
    import pikepdf  # noqa: PLC0415 - only where it is installed
    from pikepdf import pdfa  # noqa: PLC0415 - as above

    version = pikepdf.__version__
    known = next((match for name in profiles if (match := _PROFILE.match(name))), None)
    if known is None:
        return Testimony(version, (), None, note=_OTHER)
    report = pdfa.validate_written(BytesIO(data), known["part"] + "b")
    # Asked for level b, it takes the claim of a higher level for an error.
    higher = not known[0].endswith("b")
    broken = [
        (one.rule, one.message)
        for one in report.violations
        if not (higher and one.message.startswith("pdfaid:conformance is"))
    ]
    unknown = report.unsupported
    verdict = Verdict.FAIL if broken else None if unknown else Verdict.PASS
    note = _LEVEL_B if higher else None
    if verdict is None:
        note = _unknown(unknown[0].message, len(unknown))
    return Testimony(version, (known[0],), verdict, _clauses(broken), note)


_OTHER = Words(
    ja="pikepdf が判定できるのは PDF/A-1、-2、-3 だけです。",
    en="pikepdf can judge PDF/A-1, -2 and -3 only.",
)
_LEVEL_B = Words(
    ja="pikepdf が調べるのは水準 b までです(構造と文字情報は調べません)。",
    en="pikepdf looks at level b only, not at structure or Unicode text.",
)


def _unknown(first: str, count: int) -> Words:
    return Words(
        ja=f"pikepdf には判定できない箇所が {count} あります(例: {first})。",
        en=f"pikepdf cannot judge {count} thing(s) in it, such as: {first}",
    )


def _clauses(found: Iterable[tuple[str, str]]) -> tuple[Clause, ...]:
    """Each rule found broken once, with its first message and how often."""
    messages: dict[str, str] = {}
    times: Counter[str] = Counter()
    for rule, message in found:
        messages.setdefault(rule, message)
        times[rule] += 1
    return tuple(_clause(rule, message, times[rule]) for rule, message in messages.items())


def _clause(rule: str, message: str, times: int) -> Clause:
    match = _CITED.match(rule)
    if match is None:  # a policy of its own
        return Clause("pikepdf", rule.partition(":")[2] or rule, message, times)
    return Clause(f"ISO {match['number']}-{match['part']}", match["clause"], message, times)
