"""How the headers of letters are written down."""

from email.policy import EmailPolicy
from typing import Any

# Addresses of machines. Folded at 78 characters they would become encoded words, which no program reads.
WHOLE = frozenset(["list-id", "list-unsubscribe", "list-unsubscribe-post", "message-id"])


class LetterPolicy(EmailPolicy):
    """That of SMTP, but long addresses stay on their line (RFC 5322 allows 998 characters)."""

    def fold(self, name: str, value: Any) -> str:
        if name.lower() in WHOLE:
            return f"{name}: {value}{self.linesep}"
        return super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in WHOLE:
            return self.fold(name, value).encode("ascii", "surrogateescape")
        return super().fold_binary(name, value)


POLICY = LetterPolicy(linesep="\r\n")
