"""Files that get no judgement: the reasons, in words, and the report that says so."""

from dataclasses import dataclass

from declaration_print.model.problem import Severity, Words
from declaration_print.model.report import FileReport, Finding, Verdict

READABLE = "file/readable"
"""The rule under which everything about the file itself is said."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with the file itself; `code` is stable, e.g. `file/damaged`."""

    code: str
    words: Words
    remedy: Words


class Unreadable(Exception):
    """The file cannot be judged; carries the flaw that says why."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw
        super().__init__(flaw.words.en)


def unreadable(path: str, flaw: Flaw) -> FileReport:
    """The report of a file that gets no judgement."""
    finding = Finding(READABLE, flaw.code, Severity.ERROR, None, None, flaw.words, flaw.remedy)
    return FileReport(path, Verdict.UNREADABLE, (), (), {}, (finding,), 0)


def too_slow(seconds: float) -> Flaw:
    """A file whose time is up."""
    return Flaw(
        "file/too-slow",
        Words(
            ja=f"{seconds:.0f} 秒たっても検査が終わらないため、中止しました。",
            en=f"It was not judged within {seconds:.0f} s, so the check was stopped.",
        ),
        _SMALLER,
    )


_AGAIN = Words(
    ja="元のファイルからもう一度書き出すか、取得し直してください。",
    en="Export the file again from its source, or fetch it again.",
)
_SMALLER = Words(
    ja="ファイルの出所を確かめ、書き出し直すか、いくつかに分けて検査してください。",
    en="Make sure where the file comes from; export it again, or split it and check the parts.",
)
_TELL_US = Words(
    ja="検査プログラムの不具合かもしれません。このファイルを添えてお知らせください。",
    en="This may be a fault of the checker: please report it together with this file.",
)

TOO_LARGE = Flaw(
    "file/too-large",
    Words(
        ja="展開すると大きすぎるため、検査を中止しました。",
        en="It is too large, or inflates beyond what a checker should hold in memory.",
    ),
    _SMALLER,
)
TOO_DEEP = Flaw(
    "file/too-deep",
    Words(
        ja="入れ子が深すぎるため、検査できません。",
        en="It is nested too deeply to be judged.",
    ),
    _AGAIN,
)
TOO_MUCH_MEMORY = Flaw(
    "file/too-much-memory",
    Words(
        ja="検査に必要なメモリーが上限を超えたため、中止しました。",
        en="Judging it takes more memory than a checker may use, so the check was stopped.",
    ),
    _SMALLER,
)
ENCRYPTED = Flaw(
    "file/encrypted",
    Words(
        ja="パスワードや利用制限で暗号化されているため、検査できません。",
        en="The file is encrypted (password or restrictions) and cannot be judged.",
    ),
    Words(
        ja="保護を外して保存し直してから、もう一度検査してください。",
        en="Save a copy without protection and check that.",
    ),
)
ENCRYPTED_FOR_PDFA = Flaw(
    ENCRYPTED.code,
    Words(
        ja="パスワードや利用制限で暗号化されているため、検査できません。"
        "PDF/A は暗号化を一切認めていないので、このままでは PDF/A になりません。",
        en="The file is encrypted (password or restrictions) and cannot be judged. "
        "PDF/A forbids encryption altogether, so as it stands it is no PDF/A.",
    ),
    ENCRYPTED.remedy,
)
NOT_A_PDF = Flaw(
    "file/not-a-pdf",
    Words(
        ja="PDF ではありません(先頭に %PDF- がありません)。",
        en="This is not a PDF: it does not begin with %PDF-.",
    ),
    Words(ja="PDF ファイルを指定してください。", en="Give the path of a PDF file instead."),
)
TRUNCATED = Flaw(
    "file/truncated",
    Words(
        ja="ファイルが途中で切れています。",
        en="The file is cut off: its end is missing.",
    ),
    _AGAIN,
)


def crashed(detail: str) -> Flaw:
    """A file that the checker itself failed over, outside any rule."""
    return Flaw(
        "file/crashed-reader",
        Words(
            ja=f"このファイルを読む途中で検査プログラムが止まりました({detail})。",
            en=f"The checker stopped while it was reading this file ({detail}).",
        ),
        _TELL_US,
    )


def damaged(detail: str) -> Flaw:
    """A file whose cross-references had to be mended before it could be read."""
    return Flaw(
        "file/damaged",
        Words(
            ja=f"ファイルの相互参照が壊れています({detail})。",
            en=f"The file's cross-references are damaged ({detail}).",
        ),
        _AGAIN,
    )


def broken(detail: str) -> Flaw:
    """A file that cannot be read at all."""
    return Flaw(
        "file/broken",
        Words(ja=f"PDF として読めません({detail})。", en=f"It cannot be read as a PDF ({detail})."),
        _AGAIN,
    )
