"""veraPDF asked as a second witness: the command `verapdf` and its machine-readable report.

Options: https://docs.verapdf.org/cli/validation/. The report is that of veraPDF-library's
MrrHandler: report/jobs/job with a validationReport, or a taskException where it gave up.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from declaration_print.check.witnesses.testimony import Testimony
from declaration_print.model.problem import Words
from declaration_print.model.report import Clause, Verdict

COMMAND = "verapdf"
SECONDS = 120.0
"""What one file may take; starting Java alone takes one or two."""

_MOST_OUTPUT = 32 * 1024 * 1024
_PROFILE = re.compile(r"pdf(?P<ua>ua)?a?-(?P<part>\w+)$")
_ANY = "0"  # veraPDF goes by what the file claims
_LONGEST_MESSAGE = 300
_COUNT = re.compile(r"[0-9]{1,9}$")


def at_hand() -> bool:
    """Whether the command is on the PATH."""
    return shutil.which(COMMAND) is not None


def ask(data: bytes, profiles: Sequence[str]) -> Testimony:
    """What veraPDF says of a PDF under each profile; under what the file claims if there is none."""
    with tempfile.TemporaryDirectory() as folder:
        # A name of our own: veraPDF wants the ending, and no name can look like an option.
        path = Path(folder) / "judged.pdf"
        path.write_bytes(data)
        said = [_asked(path, name) for name in profiles or [""]]
    verdicts = [one.verdict for one in said]
    worst = next((one for one in _WORST_FIRST if one in verdicts), Verdict.PASS)
    return Testimony(
        version=said[0].version,
        judged_by=tuple(name for one in said for name in one.judged_by),
        verdict=worst,
        broken=tuple(clause for one in said for clause in one.broken),
        note=next((one.note for one in said if one.note), None),
    )


_WORST_FIRST = (None, Verdict.UNREADABLE, Verdict.FAIL)


def flavour(profile: str) -> str:
    """A profile's name in veraPDF: pdfa-2a → 2a, pdfua-1 → ua1."""
    match = _PROFILE.match(profile)
    return f"{match['ua'] or ''}{match['part']}" if match else _ANY


def _asked(path: Path, profile: str) -> Testimony:
    output = _output(
        [
            shutil.which(COMMAND) or COMMAND,
            "--format",
            "mrr",
            "--maxfailuresdisplayed",
            "1",
            "--flavour",
            flavour(profile),
            str(path),
        ]
    )
    if isinstance(output, Words):
        return Testimony("", (profile,) if profile else (), None, note=output)
    return _understood(output, profile)


def _output(command: list[str]) -> bytes | Words:
    """What the command prints; why there is nothing otherwise. Its exit code only repeats it."""
    with tempfile.TemporaryFile() as out:
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell; the only path is our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # so that Java goes with the script that started it
            )
        except OSError as error:
            return Words(
                ja=f"verapdf を起動できませんでした({error.strerror})。",
                en=f"verapdf could not be started ({error.strerror}).",
            )
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return Words(
                ja=f"verapdf は {SECONDS:g} 秒たっても答えませんでした。",
                en=f"verapdf gave no answer within {SECONDS:g} s.",
            )
        out.seek(0)
        return out.read(_MOST_OUTPUT)


class _NoDoctype(TreeBuilder):
    """A tree without a document type, and so without entities."""

    def doctype(self, *_: object) -> None:
        """Refuse it; veraPDF writes none."""
        raise ParseError("a document type declaration")


def _understood(output: bytes, profile: str) -> Testimony:
    asked = (profile,) if profile else ()
    try:
        parser = XMLParser(target=_NoDoctype())  # noqa: S314 - no document type, no entities
        parser.feed(output)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError):
        return Testimony("", asked, None, note=_STRANGE)
    version = next(
        (one.get("version", "") for one in root.iter("releaseDetails") if one.get("id") == "core"),
        "",
    )
    if (gave_up := root.find(".//taskException")) is not None:
        reason = _short(gave_up.findtext("exceptionMessage") or gave_up.get("type") or "")
        words = Words(
            ja=f"veraPDF はこのファイルを読めませんでした({reason})。",
            en=f"veraPDF could not read the file ({reason}).",
        )
        return Testimony(version, asked, Verdict.UNREADABLE, note=words)
    reports = root.findall(".//validationReport")
    if not reports:
        return Testimony(version, asked, None, note=_STRANGE)
    fine = all(report.get("isCompliant") == "true" for report in reports)
    named = tuple(report.get("profileName", "").partition(" validation")[0] for report in reports)
    return Testimony(
        version=version,
        judged_by=asked or tuple(filter(None, named)),
        verdict=Verdict.PASS if fine else Verdict.FAIL,
        broken=tuple(clause for report in reports for clause in _broken(report)),
    )


_STRANGE = Words(
    ja="verapdf の出力を読み取れませんでした。verapdf --version が動くか確かめてください。",
    en="The output of verapdf could not be understood; see whether `verapdf --version` works.",
)


def _broken(report: Element) -> Iterator[Clause]:
    """The rules a report says failed, in the order of their clauses; veraPDF's own is no order."""
    failed = [rule for rule in report.iter("rule") if rule.get("status", "failed") == "failed"]
    for rule in sorted(failed, key=_order):
        message = rule.findtext("check/errorMessage") or rule.findtext("description") or ""
        times = _COUNT.match(rule.get("failedChecks", ""))
        yield Clause(
            standard=(rule.get("specification") or "").partition(":")[0],
            number=rule.get("clause") or "",
            message=_short(message),
            times=int(times[0]) if times else 1,
        )


def _order(rule: Element) -> tuple[str, list[int], str]:
    numbers = re.findall(r"\d{1,9}", rule.get("clause") or "")
    return (
        rule.get("specification") or "",
        [int(one) for one in numbers],
        rule.get("testNumber", ""),
    )


def _short(message: str) -> str:
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST_MESSAGE else words[: _LONGEST_MESSAGE - 1] + "…"
