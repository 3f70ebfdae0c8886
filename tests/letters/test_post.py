"""Handing a letter to a mail server."""

import socket
from threading import Thread

import pytest

from community.letters.carrier import connect


@pytest.fixture
def server():
    """A mail server that would like TLS; it notes what it is told and hangs up when TLS begins."""
    told = []

    def serve(listening):
        client, _address = listening.accept()
        with client, client.makefile("rw", newline="\r\n") as line:
            print("220 mail.example", file=line, flush=True)
            for said in line:
                told.append(said.split()[0].upper())
                if told[-1] == "STARTTLS":
                    return
                print("250-mail.example\n250 STARTTLS", file=line, flush=True)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=serve, args=(listening,))
        thread.start()
        yield listening.getsockname()[1], told
        thread.join(5)


def test_tls_begins_before_anything_else_is_said(server):
    port, told = server
    with pytest.raises(OSError):
        connect("smtp", "127.0.0.1", port)
    assert told == ["EHLO", "STARTTLS"]
