"""One line a record, for people or for machines; what others typed cannot forge a line."""

import json
import logging
from datetime import UTC, datetime

from flask import Flask, has_request_context, request
from flask_login import current_user

FORMATS = {"text": "%(asctime)s %(levelname)s %(name)s %(message)s"}


class LineFormatter(logging.Formatter):
    """Text, with line breaks and control characters of the message written out."""

    def format(self, record: logging.LogRecord) -> str:
        message, _, trace = super().format(record).partition("\nTraceback ")
        line = "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)
        return f"{line}\nTraceback {trace}" if trace else line


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and the error if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def init_app(app: Flask, kind: str) -> None:
    """Write the records of `community` to standard error in the format of the settings."""
    logger = logging.getLogger("community")
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if kind == "json" else LineFormatter(FORMATS["text"]))
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = app.testing


def note_refusal(logger: logging.Logger, status: int) -> None:
    """Note that access was refused: to whom, from where, to what."""
    if has_request_context():
        who = current_user.id if current_user.is_authenticated else "guest"
        logger.warning(
            "%s %s refused with %d to %s at %s",
            request.method,
            request.path,
            status,
            who,
            request.remote_addr,
        )
