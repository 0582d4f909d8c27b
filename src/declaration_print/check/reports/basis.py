"""By what a file was judged, and why: its claims, what was asked for, or neither."""

from declaration_print.check.profile import all_profiles
from declaration_print.check.reports.wording import claim
from declaration_print.model.problem import Lang
from declaration_print.model.report import FileReport


def basis(file: FileReport, lang: Lang) -> str:
    """The reason for the rules that ran, in a few words; empty for a file that was not judged."""
    if not file.judged_by:
        return ""
    if not file.only:
        return _reason(file, lang)
    groups = ", ".join(file.only)
    return _reason(file, lang) + (
        f"、{groups} の項目だけ" if lang == "ja" else f"; nothing but {groups}"
    )


def _reason(file: FileReport, lang: Lang) -> str:
    by = _judged_as(file, lang)
    kept = set(file.claims) <= set(file.judged_by)
    claims = _listed([claim(name) for name in file.claims], lang)
    if file.by_request:
        return _as_asked(by, claims, lang) if not (kept and claims) else _plainly(by, lang)
    if claims:
        return _plainly(by, lang) if kept else _in_part(by, claims, lang)
    if profile_is_house(file.judged_by[0]):
        return (
            f"何も名乗っていないため{by}として検査"
            if lang == "ja"
            else f"claims nothing, so judged as {by}"
        )
    return _plainly(by, lang)


def _plainly(by: str, lang: Lang) -> str:
    return f"{by.lstrip()}として検査" if lang == "ja" else f"judged as {by}"


def _as_asked(by: str, claims: str, lang: Lang) -> str:
    if lang == "ja":
        return f"指定により{by}として検査、名乗りは{f' {claims}' if claims else 'なし'}"
    return f"judged as {by}, as asked; claims {claims or 'nothing'}"


def _in_part(by: str, claims: str, lang: Lang) -> str:
    if lang == "ja":
        return f"名乗りは {claims}、知らない規格を含むため{by}として検査"
    return f"claims {claims}, not all of which is known; judged as {by}"


def profile_is_house(name: str) -> bool:
    """Whether a profile is ours rather than a standard's."""
    profile = all_profiles().get(name)
    return profile is not None and profile.is_house


def profile_named(name: str, lang: Lang) -> str:
    """A profile as people call it: PDF/A-2a, 「ポスター」, poster."""
    if not profile_is_house(name):
        return claim(name)
    return f"「{all_profiles()[name].title.ja}」" if lang == "ja" else name


def _judged_as(file: FileReport, lang: Lang) -> str:
    names = [profile_named(name, lang) for name in file.judged_by]
    if lang == "ja":
        # Latin letters stand off from Japanese ones, brackets do not.
        before = "" if names[0].startswith("「") else " "
        return f"{before}{_listed(names, lang)}{'' if names[-1].endswith('」') else ' '}"
    if file.judged_by == ("archive",):  # what is called so needs a word more
        return f"archive: {all_profiles()['archive'].title.en}"
    return _listed(names, lang)


def _listed(names: list[str], lang: Lang) -> str:
    return ("、" if lang == "ja" else ", ").join(names)
