"""Serves a review on this machine, and to nobody else."""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseServer

from sphinx_edition.importer.review.session import Session, check

STATIC = Path(__file__).parent / "static"
FILES = {
    "/": ("review.html", "text/html"),
    "/review.css": ("review.css", "text/css"),
    "/review.js": ("review.js", "text/javascript"),
}
LARGEST = 10_000  # bytes of a choice


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    session: Session
    lock: threading.Lock
    server_version = "sphinx-edition"

    def do_GET(self) -> None:
        """Send the page, its parts, or the questions."""
        if not self.is_here():
            return
        if self.path in FILES:
            name, kind = FILES[self.path]
            self.answer(200, (STATIC / name).read_bytes(), kind)
        elif self.path == "/questions.json":
            with self.lock:
                self.answer_json(200, self.session.data())
        else:
            self.answer_json(404, {"error": "there is no such page"})

    def do_POST(self) -> None:
        """Write a choice."""
        if not self.is_here():
            return
        if self.path != "/choose" or self.headers.get_content_type() != "application/json":
            self.answer_json(404, {"error": "there is no such page"})
            return
        try:
            size = int(self.headers.get("Content-Length", "0"))
            key, choice = check(json.loads(self.rfile.read(min(size, LARGEST))))
            with self.lock:
                self.answer_json(200, {"left": self.session.choose(key, choice)})
        except (KeyError, ValueError, TypeError):
            self.answer_json(400, {"error": "there is no such choice"})
        except OSError as error:
            self.answer_json(500, {"error": f"cannot be written ({error.strerror})"})

    def is_here(self) -> bool:
        """Tell whether a request comes from a page of ours; refuse it if not."""
        known = {f"{host}:{port_of(self.server)}" for host in ("127.0.0.1", "localhost")}
        origin = self.headers.get("Origin")
        if self.headers.get("Host") in known and (
            origin is None or origin.removeprefix("http://") in known
        ):
            return True
        self.answer_json(403, {"error": "this page is for this machine alone"})
        return False

    def answer_json(self, status: int, data: object) -> None:
        """Send data."""
        self.answer(status, json.dumps(data, ensure_ascii=False).encode(), "application/json")

    def answer(self, status: int, data: bytes, kind: str) -> None:
        """Send bytes."""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def port_of(server: BaseServer) -> int:
    """Return the port on which a server listens."""
    address = server.server_address
    assert isinstance(address, tuple)
    return int(address[1])


def make_server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of the review of a project, on a free port by default."""
    parts = {"session": Session(folder), "lock": threading.Lock()}
    return ThreadingHTTPServer(("127.0.0.1", port), type("Bound", (Handler,), parts))


def serve(folder: Path, port: int = 0) -> None:
    """Serve the review of a project until it is stopped."""
    server = make_server(folder, port)
    sys.stdout.write(f"review: http://127.0.0.1:{port_of(server)}/ (Ctrl-C ends it)\n")
    sys.stdout.flush()
    try:
        server.serve_forever()
    finally:
        server.server_close()
