"""HTTP with the standard library: one request, one answer."""

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any, BinaryIO

from .errors import UnexpectedAnswer, Unreachable, problem_of


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Needledrop never redirects, and a redirect would send the API key to another host."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        return None


@dataclass(frozen=True)
class Transport:
    """Sends requests to one service. `timeout` is in seconds, for each wait on the network."""

    url: str
    api_key: str | None
    timeout: float

    def json(self, method: str, path: str, query: dict | None = None, body: dict | None = None) -> Any:
        content = None if body is None else json.dumps(body).encode()
        answer = self.send(method, path, query, content, "application/json")
        try:
            return None if method == "DELETE" else json.loads(answer)
        except ValueError as error:
            raise UnexpectedAnswer(f"{self.url}{path} did not answer in JSON") from error

    def text(self, path: str, query: dict) -> str:
        return self.send("GET", path, query).decode()

    def send(
        self,
        method: str,
        path: str,
        query: dict | None = None,
        content: bytes | BinaryIO | None = None,
        content_type: str = "application/octet-stream",
        length: int | None = None,
    ) -> bytes:
        request = urllib.request.Request(self._address(path, query or {}), data=content, method=method)
        if content is not None:
            request.add_header("Content-Type", content_type)
        if length is not None:
            request.add_header("Content-Length", str(length))
        if self.api_key is not None:
            request.add_header("X-API-Key", self.api_key)
        try:
            opener = urllib.request.build_opener(_NoRedirects)
            with opener.open(request, timeout=self.timeout) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            with error:
                raise self._problem(error) from None
        except OSError as error:
            reason = getattr(error, "reason", error)
            raise Unreachable(
                f"no answer from {self.url}: {reason}; is `needledrop serve` running?"
            ) from error

    def _address(self, path: str, query: dict) -> str:
        given = {name: value for name, value in query.items() if value is not None}
        text = urllib.parse.urlencode({name: _text(value) for name, value in given.items()}, doseq=True)
        return f"{self.url}{path}" + (f"?{text}" if text else "")

    def _problem(self, error: urllib.error.HTTPError) -> Exception:
        if error.headers.get_content_type() != "application/problem+json":
            return UnexpectedAnswer(f"{self.url} answered {error.code}, and not as Needledrop does")
        return problem_of(error.code, json.loads(error.read()), error.headers.get("Retry-After"))


def _text(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
