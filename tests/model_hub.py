"""A hub of encoders on this machine, which answers as the usual one does."""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REVISION = "0123456789abcdef0123456789abcdef01234567"


@contextmanager
def hub_with(name: str, files: Mapping[str, bytes], told: Mapping[str, object] | None = None) -> Iterator[tuple[str, list[str]]]:
    """A hub that has one model; gives its address and what it was asked for. `told` takes the place of what it tells of that."""
    asked: list[str] = []
    siblings = [
        {"rfilename": place, "size": len(content), "lfs": {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}}
        for place, content in files.items()
    ]
    answers = {f"/api/models/{name}?blobs=true": json.dumps(told or {"sha": REVISION, "siblings": siblings}).encode()}
    answers |= {f"/{name}/resolve/{REVISION}/{place}": content for place, content in files.items()}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            content = answers.get(self.path)
            self.send_response(200 if content is not None else 404)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()
