"""What stands behind a provider when Terraform applies: a model of a cloud, asked over HTTP on the loopback interface.

Terraform starts the provider as a process of its own, so that it cannot simply be handed one.
"""

from __future__ import annotations

import json
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Protocol, Self

VARIABLE = "VERIFY_TERRAFORM_CLOUD"
"""The environment variable that tells a provider where its cloud is."""
Values = dict[str, Any]
"""The arguments and attributes of a resource."""


class Refusal(Exception):
    """What a provider says of something that its cloud does not do."""


class Model(Protocol):
    """A cloud. Each call may raise Refusal; what is made is answered with all attributes known."""

    def create(self, type: str, values: Values) -> Values: ...

    def read(self, type: str, values: Values) -> Values | None: ...

    def update(self, type: str, values: Values) -> Values: ...

    def delete(self, type: str, values: Values) -> None: ...


class Behind:
    """Answers for a cloud, in a thread of this process, until it is left."""

    def __init__(self, model: Model) -> None:
        self.server = HTTPServer(("127.0.0.1", 0), handler(model))
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def handler(model: Model) -> type[BaseHTTPRequestHandler]:
    """What has requests answered, one after the other."""

    class Handler(BaseHTTPRequestHandler):
        """A class, as the library wants one."""

        def do_POST(self) -> None:  # noqa: N802, the library's name
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer: Values
            try:
                answer = {"values": getattr(model, asked["action"])(asked["type"], asked["values"])}
            except Refusal as refusal:
                answer = {"error": str(refusal)}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def ask(address: str, action: str, type: str, values: Values) -> Values | None:
    """The provider's side: what its cloud answers; raises Refusal with what it says."""
    body = json.dumps({"action": action, "type": type, "values": values}).encode()
    with urllib.request.urlopen(urllib.request.Request(address, body), timeout=60) as got:
        answer = json.load(got)
    if "error" in answer:
        raise Refusal(answer["error"])
    return answer["values"]
