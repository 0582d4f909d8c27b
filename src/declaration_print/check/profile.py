"""Profiles: which rules run, how much each weighs, and what the file has to carry. Data (TOML)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from declaration_print.model.problem import BadInput, Problem, Severity, Words


@dataclass(frozen=True, slots=True)
class Override:
    """Another severity for one rule, and why; no severity leaves the rule out."""

    severity: Severity | None
    reason: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile as its file has it.

    `standard` is its full name and `family` its clause numbering; both None for a house profile.
    `claims` are the standards a file of this kind has to claim; their profiles run with it.
    """

    name: str
    title: Words
    rules: tuple[str, ...]
    standard: str | None = None
    family: str | None = None
    claims: tuple[str, ...] = ()
    overrides: Mapping[str, Override] = field(default_factory=dict)
    text: tuple[str, ...] = ()
    any_order: bool = False

    @property
    def is_house(self) -> bool:
        """Whether it is ours rather than a standard's."""
        return self.standard is None


@cache
def all_profiles() -> Mapping[str, Profile]:
    """Every profile by name."""
    folder = files("declaration_print.check") / "profiles"
    found = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".toml")),
        key=lambda item: item.name,
    )
    return {
        (name := item.name.removesuffix(".toml")): _profile(name, item.read_text("utf-8"))
        for item in found
    }


def profile_named(name: str) -> Profile:
    """One profile.

    Raises:
        BadInput: there is none of that name.
    """
    if (found := all_profiles().get(name)) is not None:
        return found
    known = ", ".join(all_profiles())
    raise BadInput(
        [
            Problem(
                "check/unknown-profile",
                Words(
                    ja=f"プロファイル「{name}」はありません。{known} から選んでください。",
                    en=f"There is no profile {name!r}; choose one of {known}.",
                ),
            )
        ]
    )


def _profile(name: str, toml: str) -> Profile:
    data = tomllib.loads(toml)
    text = data.get("text", {})
    return Profile(
        name=name,
        title=Words(ja=data["title"]["ja"], en=data["title"]["en"]),
        rules=tuple(data["rules"]),
        standard=data.get("standard"),
        family=data.get("family"),
        claims=tuple(data.get("claims", ())),
        overrides={
            rule: Override(
                Severity(value["severity"]) if value["severity"] != "off" else None,
                value["reason"],
            )
            for rule, value in data.get("overrides", {}).items()
        },
        text=tuple(text.get("parts", ())),
        any_order=text.get("order") == "any",
    )
