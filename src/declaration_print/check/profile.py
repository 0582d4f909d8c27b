"""Profiles: which rules run, how much each weighs, and what the file has to carry. Data (TOML)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from declaration_print.model.problem import BadInput, Problem, Severity, Words


@dataclass(frozen=True, slots=True)
class Override:
    """Another severity for one rule, and why; no severity leaves the rule out."""

    severity: Severity | None
    reason: Words


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile as its file has it.

    `purpose` says what it is for. `standard` is its full name and `family` its clause numbering; both None for a house profile.
    `claims` are the standards a file of this kind has to claim; their profiles run with it.
    A profile based on another has its rules, overrides, limits and text, and adds or replaces its
    own. `limits` are the figures its rules judge by, such as `image_dpi`.
    """

    name: str
    title: Words
    purpose: Words
    rules: tuple[str, ...]
    standard: str | None = None
    family: str | None = None
    claims: tuple[str, ...] = ()
    overrides: Mapping[str, Override] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)
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
    data = {
        item.name.removesuffix(".toml"): tomllib.loads(item.read_text("utf-8")) for item in found
    }
    return {name: _profile(name, data) for name in data}


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
                    ja=f"プロファイル「{name}」はありません。{known} から選んでください"
                    "(説明は declaration-print list profiles)。",
                    en=f"There is no profile {name!r}; choose one of {known} "
                    "(declaration-print list profiles tells them apart).",
                ),
            )
        ]
    )


def _profile(name: str, data: Mapping[str, Mapping[str, Any]]) -> Profile:
    own = data[name]
    base = _profile(own["based_on"], data) if "based_on" in own else None
    overrides = {rule: _override(value) for rule, value in own.get("overrides", {}).items()}
    text = own.get("text", {})
    return Profile(
        name=name,
        title=Words(**own["title"]),
        purpose=Words(**own["purpose"]),
        rules=(*(base.rules if base else ()), *own.get("rules", ())),
        standard=own.get("standard"),
        family=own.get("family"),
        claims=tuple(own.get("claims", ())),
        overrides={**(base.overrides if base else {}), **overrides},
        limits={**(base.limits if base else {}), **own.get("limits", {})},
        text=tuple(text["parts"]) if text else base.text if base else (),
        any_order=text["order"] == "any" if text else base is not None and base.any_order,
    )


def _override(value: Mapping[str, Any]) -> Override:
    severity = value["severity"]
    reason = Words(**value["reason"])
    return Override(Severity(severity) if severity != "off" else None, reason)
