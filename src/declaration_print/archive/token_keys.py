"""A key is opened on a PKCS#11 token (OASIS PKCS #11 v2.40): a card, a stick, an HSM.

What goes wrong with one is told apart, since each wants another remedy, and a PIN tried too often locks the token.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pkcs11
from pkcs11 import Attribute, ObjectClass
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer

from declaration_print.archive.signature_values import Pkcs11, refused


@contextmanager
def opened(signer: Pkcs11) -> Iterator[PKCS11Signer]:
    """The signer that pyHanko takes, while the session with the token lasts.

    Raises:
        BadInput: no library, token, certificate or key of that name, or the wrong PIN.
    """
    session = _session(_token(signer), signer)
    try:
        _demand_named(session, signer)
        found = PKCS11Signer(session, cert_label=signer.certificate, key_label=signer.key)
        # Every token signs a digest by ECDSA; to digest as well is asked of RSA alone.
        found.use_raw_mechanism = found.signing_cert.public_key.algorithm == "ec"
        yield found
    except (pkcs11.PKCS11Error, SigningError) as error:
        raise _unusable(signer, error) from error
    finally:
        session.close()


def _token(signer: Pkcs11) -> pkcs11.Token:
    try:
        library = pkcs11.lib(str(signer.module))
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise refused(
            "token-module",
            ja=f"トークンのライブラリー {signer.module} を読み込めません。"
            "トークンの製造元の PKCS#11 ライブラリー(.so、.dll、.dylib)の場所を確かめてください。",
            en=f"{signer.module} cannot be loaded as the library of a token; check the path of its "
            "maker's PKCS#11 library (.so, .dll, .dylib)",
        ) from error
    try:
        tokens = list(library.get_tokens())
    except pkcs11.PKCS11Error as error:
        raise _unusable(signer, error) from error
    named = [token for token in tokens if token.label == signer.token]
    if len(named) == 1:
        return named[0]
    there = {token.label for token in tokens if token.label}  # an empty slot has none
    raise refused(
        "token-absent",
        ja=f"トークン「{signer.token}」が{_found_ja(len(named), there)}差し込みと名前を確かめてください。",
        en=f"there is {_found(len(named))} token {signer.token} {_there(there)}; check that it is "
        "plugged in, and its label",
    )


def _session(token: pkcs11.Token, signer: Pkcs11) -> pkcs11.Session:
    try:
        return token.open(user_pin=signer.pin or None)
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        raise refused(
            "token-pin",
            ja=f"トークン「{signer.token}」の PIN が違います。"
            "続けて間違えるとロックされるので、確かめてからもう一度実行してください。",
            en=f"the PIN of token {signer.token} is wrong; make sure of it before you run this again, "
            "since several wrong ones lock the token",
        ) from error
    except pkcs11.PinLocked as error:
        raise refused(
            "token-locked",
            ja=f"トークン「{signer.token}」はロックされています。発行元か管理者に解除を頼んでください。",
            en=f"token {signer.token} is locked; ask who issued it to unlock it",
        ) from error
    except pkcs11.PKCS11Error as error:
        raise _unusable(signer, error) from error


def _demand_named(session: pkcs11.Session, signer: Pkcs11) -> None:
    """Raise BadInput unless one certificate and one private key bear the names given."""
    for kind, wanted, ja, en in (
        (ObjectClass.CERTIFICATE, signer.certificate, "証明書", "certificate"),
        (ObjectClass.PRIVATE_KEY, signer.key, "秘密鍵", "private key"),
    ):
        labels = [one[Attribute.LABEL] for one in session.get_objects({Attribute.CLASS: kind})]
        if (count := labels.count(wanted)) == 1:
            continue
        raise refused(
            "token-key",
            ja=f"トークン「{signer.token}」に{ja}「{wanted}」が{_found_ja(count, set(labels))}"
            "名前(ラベル)を確かめてください。",
            en=f"there is {_found(count)} {en} {wanted} on token {signer.token} "
            f"{_there(set(labels))}; check its label",
        )


def _found(count: int) -> str:
    return "more than one" if count else "no"


def _there(labels: set[str]) -> str:
    return f"(there: {', '.join(sorted(labels))})" if labels else "(there is none at all)"


def _found_ja(count: int, labels: set[str]) -> str:
    if count:
        return "複数あります。"
    return f"ありません(あるもの: {'、'.join(sorted(labels))})。" if labels else "ありません。"


def _unusable(signer: Pkcs11, error: Exception) -> Exception:
    reason = str(error) or type(error).__name__
    return refused(
        "token",
        ja=f"トークン「{signer.token}」の鍵「{signer.key}」を使えません({reason})。"
        "PIN と、鍵の用途が署名であることを確かめてください。",
        en=f"key {signer.key} of token {signer.token} cannot be used ({reason}); check the PIN, and "
        "that the key is made for signing",
    )
