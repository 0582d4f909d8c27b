"""The options of `archive` that say who signs, what proves it, and which seal is seen."""

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from declaration_print.cli.language import t
from declaration_print.cli.option_groups import GroupedOption
from declaration_print.model.problem import BadInput, Problem, Words

if TYPE_CHECKING:
    from declaration_print.archive import signatures
    from declaration_print.depositing import Signing

PASSPHRASE = "DECLARATION_PRINT_PASSPHRASE"  # noqa: S105 - where it is, not what it is
"""The variable that may hold the passphrase or PIN: never an argument, which others see."""

_KEY = t("署名する鍵", "Who signs")
_PROOF = t("署名の証明", "What proves a signature")
_SEAL = t("見える印", "A seal to be seen")
_of_key, _of_proof, _of_seal = (
    functools.partial(click.option, cls=GroupedOption, group=group)
    for group in (_KEY, _PROOF, _SEAL)
)
_FILE = click.Path(path_type=Path)
_LONG_TERM = ("B-LT", "B-LTA")

_OPTIONS = (
    _of_key(
        "--sign",
        "file",
        type=_FILE,
        metavar="FILE.p12",
        help=t(
            "PDF に電子署名(PAdES)を付けます。鍵と証明書のファイル(PKCS#12)を指定します。",
            "Sign the PDFs (PAdES) with the key and certificates in this file (PKCS#12).",
        ),
    ),
    _of_key(
        "--sign-token",
        "module",
        type=_FILE,
        metavar="LIBRARY",
        help=t(
            "ファイルの代わりに IC カードなどのトークン(PKCS#11)の鍵で署名します。製造元のライブラリー"
            "(.so、.dll、.dylib)を指定します。",
            "Sign with a key on a card or other token (PKCS#11) instead, through its maker's library "
            "(.so, .dll, .dylib).",
        ),
    ),
    _of_key(
        "--token",
        metavar="LABEL",
        help=t("トークンの名前(ラベル)。", "The label of the token."),
    ),
    _of_key(
        "--token-certificate",
        "certificate",
        metavar="LABEL",
        help=t("トークンにある証明書の名前。", "The label of the certificate on it."),
    ),
    _of_key(
        "--token-key",
        "key",
        metavar="LABEL",
        help=t(
            "トークンにある秘密鍵の名前。省略時は証明書と同じ。",
            "The label of the private key on it; that of the certificate by default.",
        ),
    ),
    _of_key(
        "--passphrase-file",
        type=_FILE,
        metavar="FILE",
        help=t(
            "鍵の暗証(トークンでは PIN)を 1 行目に書いたファイル。省略時は環境変数 "
            f"{PASSPHRASE}、それもなければ入力を求めます。",
            "A file whose first line is the key's passphrase, or the token's PIN. Without it they are "
            f"taken from {PASSPHRASE} in the environment, or asked for.",
        ),
    ),
    _of_key(
        "--sign-edition",
        "to_sign",
        multiple=True,
        metavar="EDITION",
        help=t(
            "署名する版。繰り返せます。省略時はすべて。",
            "Edition to sign. Repeatable; all by default.",
        ),
    ),
    _of_proof(
        "--sign-level",
        "level",
        type=click.Choice(["B-B", "B-T", "B-LT", "B-LTA"]),
        default="B-B",
        show_default=True,
        help=t(
            "署名の段階。B-T から先はタイムスタンプを、B-LT から先は検証に要る情報も入れます。",
            "PAdES level: from B-T on with a time stamp, from B-LT on with all that validating it takes.",
        ),
    ),
    _of_proof(
        "--timestamp-url",
        metavar="URL",
        help=t("タイムスタンプ局(RFC 3161)の URL。", "URL of a time stamp authority (RFC 3161)."),
    ),
    _of_proof(
        "--trust",
        "roots",
        multiple=True,
        type=_FILE,
        metavar="FILE.pem",
        help=t(
            "B-LT から先で、信頼するルート認証局の証明書。署名者のものと時刻局のもの。繰り返せます。",
            "From B-LT on: certificate of a root authority to trust, the signer's and the time stamp's. "
            "Repeatable.",
        ),
    ),
    _of_proof(
        "--chain",
        multiple=True,
        type=_FILE,
        metavar="FILE.pem",
        help=t(
            "中間認証局の証明書。署名に入れます。繰り返せます。",
            "Certificate of an intermediate authority, put into the signature. Repeatable.",
        ),
    ),
    _of_proof(
        "--crl",
        "crls",
        multiple=True,
        type=_FILE,
        metavar="FILE.crl",
        help=t(
            "B-LT から先で入れる失効リスト(CRL)。繰り返せます。省略時は、証明書が示す場所から CRL か OCSP を"
            "取得します。",
            "From B-LT on: revocation list (CRL) to keep. Repeatable. Without any, CRL or OCSP are "
            "fetched from where the certificates say.",
        ),
    ),
    _of_seal(
        "--seal",
        type=_FILE,
        metavar="FILE.svg",
        help=t(
            "署名とともに見せる印(塗りつぶした図形だけの SVG)。文字や図には重ねません。巻物では宣言者の後か"
            "軸付に、ほかの版では最後の頁の、読み終わる側の隅の余白に置きます。",
            "A seal shown with the signature (SVG of plain filled shapes). It covers nothing: on a scroll "
            "it stands after the issuers or on the blank for the roller, elsewhere in the blank nearest "
            "the last corner of the last page.",
        ),
    ),
    _of_seal(
        "--seal-width",
        type=click.FloatRange(5, 200),
        metavar="MM",
        help=t(
            "印の幅(mm)。省略時は版の大きさに応じます(A4 と高さ 297 mm の巻物で 18)。",
            "Width of the seal in mm. By default what suits the page: 18 on A4 and on a scroll of 297 mm.",
        ),
    ),
    _of_seal(
        "--seal-at",
        metavar="LEFT,TOP",
        help=t(
            "印の位置。最後の頁の左上の角からの mm(例: 150,250)。",
            "Where it stands, in mm from the upper left corner of the last page (such as 150,250).",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as given."""

    file: Path | None
    module: Path | None
    token: str | None
    certificate: str | None
    key: str | None
    passphrase_file: Path | None
    to_sign: tuple[str, ...]
    level: str
    timestamp_url: str | None
    roots: tuple[Path, ...]
    chain: tuple[Path, ...]
    crls: tuple[Path, ...]
    seal: Path | None
    seal_width: float | None
    seal_at: str | None

    def signing(self) -> "Signing | None":
        """How to sign; None when nothing is to be signed. Raises BadInput for what does not fit."""
        _demand_sense(self)
        if self.file is None and self.module is None:
            return None
        from declaration_print.archive import signatures  # noqa: PLC0415 - heavy
        from declaration_print.depositing import Signing  # noqa: PLC0415 - heavy

        url = self.timestamp_url
        seal = self._seal()
        trust = signatures.Trust(
            roots=_contents(self.roots),
            intermediates=_contents(self.chain),
            crls=_contents(self.crls),
            fetch=not self.crls,
        )
        return Signing(
            self._signer(),
            datetime.now(UTC),  # the signer's own clock, which is part of a signature
            signatures.Level(self.level),
            signatures.TimeStampAuthority(url) if url else None,
            trust,
            self.to_sign,
            seal,
        )

    def _signer(self) -> "signatures.Pkcs12 | signatures.Pkcs11":
        from declaration_print.archive.signatures import Pkcs11, Pkcs12  # noqa: PLC0415 - heavy

        if self.file is not None:
            prompt = t("鍵の暗証", "passphrase of the key")
            return Pkcs12(self.file, _secret(self.passphrase_file, prompt))
        assert self.module is not None
        assert self.token is not None
        assert self.certificate is not None
        prompt = t(f"トークン「{self.token}」の PIN", f"PIN of token {self.token}")
        pin = _secret(self.passphrase_file, prompt)
        return Pkcs11(self.module, self.token, self.certificate, self.key or self.certificate, pin)

    def _seal(self) -> "signatures.SealWish | None":
        from declaration_print.archive.signatures import SealWish  # noqa: PLC0415 - heavy

        if self.seal is None:
            return None
        (svg,) = _contents((self.seal,))
        return SealWish(svg, self.seal_width, _place(self.seal_at))


def signing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command, which gets them together as `asked`."""

    @functools.wraps(command)
    def gathered(**given: Any) -> None:  # noqa: ANN401 - whatever the options are
        asked = Asked(**{field.name: given.pop(field.name) for field in fields(Asked)})
        command(asked=asked, **given)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


def _demand_sense(asked: Asked) -> None:
    """Raise BadInput for options that do not go together, before anything is read."""
    token = (asked.token, asked.certificate, asked.key)
    given = {
        "--token": asked.token,
        "--token-certificate": asked.certificate,
        "--token-key": asked.key,
        "--passphrase-file": asked.passphrase_file,
        "--sign-edition": asked.to_sign,
        "--sign-level": asked.level != "B-B",
        "--timestamp-url": asked.timestamp_url,
        "--trust": asked.roots,
        "--chain": asked.chain,
        "--crl": asked.crls,
        "--seal": asked.seal,
        "--seal-width": asked.seal_width,
        "--seal-at": asked.seal_at,
    }
    used = [name for name, value in given.items() if value]
    if asked.file is None and asked.module is None:
        if used:
            raise _unfit(
                "no-signer",
                ja=f"{used[0]} は署名するときの指定です。--sign FILE.p12 か --sign-token で鍵を指定してください。",
                en=f"{used[0]} is for signing; name a key with --sign FILE.p12 or --sign-token",
            )
        return
    if asked.file is not None and (asked.module is not None or any(token)):
        raise _unfit(
            "two-signers",
            ja="--sign とトークンの指定(--sign-token、--token など)は、どちらか一方にしてください。",
            en="give either --sign or the options of a token (--sign-token, --token, …), not both",
        )
    if asked.module is not None and not (asked.token and asked.certificate):
        raise _unfit(
            "token-names",
            ja="--sign-token には --token(トークンの名前)と --token-certificate(証明書の名前)も指定してください。",
            en="with --sign-token, give --token and --token-certificate too, the labels of the token "
            "and of the certificate on it",
        )
    _demand_level(asked)
    if asked.seal is None and (asked.seal_width or asked.seal_at):
        raise _unfit(
            "no-seal",
            ja="印の幅や位置には、--seal FILE.svg も指定してください。",
            en="the width or place of a seal needs --seal FILE.svg, too",
        )


def _demand_level(asked: Asked) -> None:
    if asked.timestamp_url is not None and asked.level == "B-B":
        raise _unfit(
            "level-without-stamp",
            ja="B-B の署名にはタイムスタンプが入りません。--sign-level を B-T から先にするか、"
            "--timestamp-url を外してください。",
            en="a signature at B-B has no time stamp; choose --sign-level B-T or higher, or leave "
            "--timestamp-url away",
        )
    if asked.timestamp_url is None and asked.level != "B-B":
        raise _unfit(
            "no-authority",
            ja=f"{asked.level} の署名には、タイムスタンプ局(TSA)の URL を --timestamp-url で指定してください。",
            en=f"a signature at level {asked.level} needs a time stamp authority; give its URL with "
            "--timestamp-url",
        )
    if asked.level in _LONG_TERM and not asked.roots:
        raise _unfit(
            "no-roots",
            ja=f"{asked.level} の署名には、信頼するルート認証局の証明書を --trust FILE.pem で指定してください。",
            en=f"a signature at level {asked.level} needs the root certificates to trust; give them with "
            "--trust FILE.pem",
        )
    if asked.level not in _LONG_TERM and asked.crls:
        raise _unfit(
            "level-without-crl",
            ja=f"{asked.level} の署名に失効リストは入りません。--sign-level を B-LT か B-LTA にするか、"
            "--crl を外してください。",
            en=f"a signature at {asked.level} holds no revocation list; choose --sign-level B-LT or "
            "B-LTA, or leave --crl away",
        )


def _unfit(code: str, ja: str, en: str) -> BadInput:
    return BadInput([Problem(f"signature/{code}", Words(ja=ja, en=en))])


def _place(written: str | None) -> tuple[float, float] | None:
    if written is None:
        return None
    try:
        left, top = (float(part) for part in written.split(","))
    except ValueError as error:
        raise _unfit(
            "seal-at",
            ja=f"--seal-at {written} は「左,上」の mm の形になっていません(例: 150,250)。",
            en=f"--seal-at {written} is not LEFT,TOP in mm (such as 150,250)",
        ) from error
    return left, top


def _contents(files: tuple[Path, ...]) -> tuple[bytes, ...]:
    from declaration_print.files import content_of  # noqa: PLC0415 - as above

    return tuple(content_of(file) for file in files)


def _secret(file: Path | None, prompt: str) -> str:
    """From the file, from the environment, or asked for."""
    if file is not None:
        (content,) = _contents((file,))
        return content.decode(errors="replace").partition("\n")[0].rstrip("\r")
    told = os.environ.get(PASSPHRASE)
    if told is not None:
        return told
    return str(click.prompt(prompt, hide_input=True, err=True))
