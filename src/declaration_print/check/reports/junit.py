"""The report as JUnit XML, as Jenkins and GitLab read it: a suite a file, a case a rule.

Schema: https://github.com/jenkinsci/xunit-plugin (junit-10.xsd). No times and no host: the same
files give the same bytes.
"""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from declaration_print.check.reports.matters import Matter, matters
from declaration_print.check.reports.page_ranges import pages_in_words
from declaration_print.check.reports.wording import harmless
from declaration_print.model.problem import Lang, Severity
from declaration_print.model.report import FileReport, Report, Verdict

CRASHED = "rule/crashed"
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


def text(report: Report, lang: Lang) -> str:
    """An error for what could not be judged, a failure for each rule broken, warnings as output."""
    suites = [_suite(file, lang) for file in report.files]
    root = Element("testsuites", _totals(suites))
    root.extend(suites)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _totals(suites: list[Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors")  # the schema has no more of them up here
    counts = {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in names}
    return {"name": "declaration-print check", **counts, "time": "0"}


def _suite(file: FileReport, lang: Lang) -> Element:
    found: dict[str, list[Matter]] = {rule: [] for rule in file.rules_run}
    for matter in matters(file.findings):
        found.setdefault(matter.rule, []).append(matter)
    cases = [_case(file, rule, told, lang) for rule, told in found.items()]
    suite = Element(
        "testsuite",
        name=_legal(file.path),
        tests=str(len(cases)),
        failures=str(sum(case.find("failure") is not None for case in cases)),
        errors=str(sum(case.find("error") is not None for case in cases)),
        skipped="0",
        time="0",
    )
    properties = SubElement(suite, "properties")
    facts = {
        "verdict": file.verdict.value,
        "claims": " ".join(file.claims),
        "judged_by": " ".join(file.judged_by),
    }
    for name, value in facts.items():
        SubElement(properties, "property", name=name, value=_legal(value))
    suite.extend(cases)
    return suite


def _case(file: FileReport, rule: str, told: list[Matter], lang: Lang) -> Element:
    case = Element("testcase", classname=_legal(file.path), name=rule, time="0")
    errors = [matter for matter in told if matter.severity is Severity.ERROR]
    others = [matter for matter in told if matter.severity is not Severity.ERROR]
    if errors:
        unjudged = file.verdict is Verdict.UNREADABLE or any(
            CRASHED in matter.codes for matter in errors
        )
        fault = SubElement(
            case,
            "error" if unjudged else "failure",
            message=_legal(errors[0].seen[0].message.in_(lang)),
            type=errors[0].codes[0],
        )
        fault.text = "\n\n".join(_words(matter, lang) for matter in errors)
    if others:
        SubElement(case, "system-out").text = "\n\n".join(_words(one, lang) for one in others)
    return case


def _words(matter: Matter, lang: Lang) -> str:
    lines = []
    for seen in matter.seen:
        where = pages_in_words(seen.pages, lang)
        message = seen.message.in_(lang) + seen.again
        lines.append(f"{where}: {message}" if where else message)
    if matter.remedy:
        lines.append(f"→ {matter.remedy.in_(lang)}")
    if matter.clause:
        lines.append(f"[{matter.clause}]")
    return _legal("\n".join(lines))


def _legal(text: str) -> str:
    """A text without the characters that XML 1.0 cannot carry."""
    return ILLEGAL.sub("�", harmless(text))
