"""The cloud on the loopback interface: Resource Manager over TLS, and over plain HTTP the tokens of a managed identity.

az and everything below it are told of the certificate; nothing leaves the machine.
"""

import base64
import json
import pathlib
import ssl
import subprocess
import threading
import time
import urllib.parse
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from verify.azure.arm import Answer, ResourceManager
from verify.azure.cloud import TENANT, Cloud
from verify.azure.faults import Fault


@dataclass(frozen=True)
class Request:
    """What az asked, and the status that it got."""

    method: str
    path: str
    body: Any
    status: int

    @property
    def changes(self) -> bool:
        """Whether it asks for a change."""
        return self.method not in ("GET", "HEAD")

    def __str__(self) -> str:
        return f"{self.status} {self.method} {self.path}" + (f" {json.dumps(self.body)}" if self.body else "")


class Server:
    """Both servers, in threads of this process, until it is left."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.certificate = make_certificate(folder)
        self.requests: list[Request] = []
        self.manager: ResourceManager | None = None
        self.arm = ThreadingHTTPServer(("127.0.0.1", 0), handler(self.ask))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, folder / "key.pem")
        # The handshake is made by the thread of a connection, so that one that says nothing holds up nobody.
        self.arm.socket = context.wrap_socket(self.arm.socket, server_side=True, do_handshake_on_connect=False)
        self.tokens = ThreadingHTTPServer(("127.0.0.1", 0), handler(token))
        self.threads = [threading.Thread(target=one.serve_forever, daemon=True) for one in (self.arm, self.tokens)]

    @property
    def address(self) -> str:
        """Where Resource Manager is."""
        return f"https://127.0.0.1:{self.arm.server_port}"

    @property
    def token_address(self) -> str:
        """Where tokens are to be had."""
        return f"http://127.0.0.1:{self.tokens.server_port}/token"

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self.arm, self.tokens):
            one.shutdown()
            one.server_close()

    def show(
        self, cloud: Cloud, fault: Fault | None = None, manager: type[ResourceManager] = ResourceManager
    ) -> None:
        """From now on this is the cloud, and nothing has been asked yet."""
        self.requests = []
        self.manager = manager(cloud, fault, self.address)

    def ask(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Answer:
        """Answers, and notes it down."""
        bare = urllib.parse.unquote(urllib.parse.urlsplit(path).path)
        if bare.startswith("/metadata/endpoints"):
            return Answer(200, metadata(self.address))
        if not headers.get("authorization", "").startswith("Bearer "):
            return Answer(401, {"error": {"code": "AuthenticationFailed", "message": "Authentication failed."}})
        answer = self.manager.answer(method, bare, body, headers) if self.manager else Answer(503)
        self.requests.append(Request(method, bare, body, answer.status))
        return answer


def handler(answer: Any) -> type[BaseHTTPRequestHandler]:
    """What reads requests off a connection and has them answered."""

    class Handler(BaseHTTPRequestHandler):
        """A class, as the library wants one."""

        protocol_version = "HTTP/1.1"
        timeout = 60
        # One packet for head and body: else the second waits for the first one's acknowledgement.
        wbufsize = -1
        disable_nagle_algorithm = True

        def respond(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = read(self.rfile.read(length))
            got = answer(self.command, self.path, body, {name.lower(): value for name, value in self.headers.items()})
            out = b"" if got.body is None else json.dumps(got.body).encode()
            self.send_response(got.status)
            for name, value in got.headers.items():
                self.send_header(name, value)
            if got.body is not None:
                self.send_header("Content-Type", "application/json; charset=utf-8")
            if got.status != 204:
                self.send_header("Content-Length", str(len(out)))
            self.end_headers()
            self.wfile.write(out)
            self.wfile.flush()

        do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = do_HEAD = respond  # noqa: N815, the library's names

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def read(text: bytes) -> Any:
    """A body. az puts templates into it as they are, after a name without quotes (`JsonCTemplatePolicy` of azure-cli)."""
    for one in (text, text.replace(b", template:{", b', "template":{', 1)):
        try:
            return json.loads(one) if one else None
        except ValueError:
            pass
    return {"unreadable": text.decode(errors="replace")}


def token(method: str, path: str, body: Any, headers: dict[str, str]) -> Answer:
    """A token as App Service hands them out; nobody looks at its signature."""
    resource = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query).get("resource", [""])[0]
    expires = int(time.time()) + 86400
    parts = ({"alg": "RS256", "typ": "JWT"}, {"tid": TENANT, "oid": TENANT, "exp": expires}, {"signature": "none"})
    text = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    return Answer(200, {"access_token": text, "expires_on": str(expires), "resource": resource, "token_type": "Bearer"})


def metadata(address: str) -> Any:
    """The endpoints of this cloud, for who asks for them instead of being told."""
    return [
        {
            "name": "loopback",
            "portal": address,
            "authentication": {
                "loginEndpoint": address,
                "audiences": [address],
                "tenant": "common",
                "identityProvider": "AAD",
            },
            "graphAudience": address,
            "media": address,
            "graph": address,
            "suffixes": {},
            "resourceManager": address,
        }
    ]


def make_certificate(folder: pathlib.Path) -> pathlib.Path:
    """A certificate for 127.0.0.1 that vouches for itself; its key lies beside it."""
    certificate = folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        + ["-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
        + ["-keyout", str(folder / "key.pem"), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    return certificate
