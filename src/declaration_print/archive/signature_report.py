"""What one signature proves, in values and in words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from declaration_print.archive.signature_values import Level
from declaration_print.model.problem import Words


class Kind(StrEnum):
    """A signature by somebody, or a time stamp over the whole file."""

    SIGNATURE = "signature"
    TIME_STAMP = "time stamp"


class Appended(StrEnum):
    """What came into the file after a signature (ISO 32000-2 12.8.2.2)."""

    NOTHING = "nothing"
    VALIDATION_DATA = "validation data"  # DSS, document time stamps
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What one signature proves.

    `time` is the time stamp's, or the signer's own word where `is_stamped` is false. `root` names the
    certificate at the top of the chain, `fingerprint` is the sha256 of its DER: whoever made his own
    root must hand it on by another way. `flaws` say what breaks it, `doubts` why it is not trusted.
    """

    kind: Kind
    field: str
    signer: str = ""
    root: str = ""
    fingerprint: str = ""
    is_intact: bool = False
    appended: Appended = Appended.CHANGES
    covers_whole_file: bool = False
    level: Level | None = None
    time: datetime | None = None
    is_stamped: bool = False
    algorithm: str = ""
    trusted: bool = False
    flaws: tuple[Words, ...] = ()
    doubts: tuple[Words, ...] = ()

    @property
    def unbroken(self) -> bool:
        """Whether what was signed is what is there, and nothing was changed afterwards."""
        return self.is_intact and self.appended is not Appended.CHANGES and not self.flaws

    @property
    def words(self) -> Words:
        """All of it in one sentence or two."""
        return Words(ja=_japanese(self), en=_english(self))


def _japanese(one: SignatureReport) -> str:
    what = "署名" if one.kind is Kind.SIGNATURE else "文書タイムスタンプ"
    if not one.unbroken:
        return f"{what}「{one.field}」は壊れています。" + "".join(flaw.ja for flaw in one.flaws)
    level = f"(PAdES {one.level})" if one.level else ""
    when = f"{one.time:%Y-%m-%d %H:%M:%S %Z}" if one.time else "日時なし"
    source = "タイムスタンプによる" if one.is_stamped else "署名者の申告による"
    trusted = (
        f"示されたルート証明書「{one.root}」までたどれます。"
        if one.trusted
        else "".join(doubt.ja for doubt in one.doubts)
    )
    print_ = f"ルートの SHA-256: {one.fingerprint}" if one.fingerprint else ""
    return f"{one.signer} の{what}{level}に異状はありません。{when}({source})。{trusted}{print_}"


def _english(one: SignatureReport) -> str:
    what = one.kind.value
    if not one.unbroken:
        return f"The {what} {one.field} is broken. " + " ".join(flaw.en for flaw in one.flaws)
    level = f" (PAdES {one.level})" if one.level else ""
    when = f"{one.time:%Y-%m-%d %H:%M:%S %Z}" if one.time else "no date"
    source = "by its time stamp" if one.is_stamped else "in the signer's own words"
    trusted = (
        f"It leads to the root given, {one.root}."
        if one.trusted
        else " ".join(doubt.en for doubt in one.doubts)
    )
    print_ = f" SHA-256 of the root: {one.fingerprint}" if one.fingerprint else ""
    return f"The {what} of {one.signer}{level} is unbroken; {when}, {source}. {trusted}{print_}"
