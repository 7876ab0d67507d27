"""A client of the language server that speaks raw JSON-RPC to a process; shared by the tests and benchmarks/lsp.py."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LONGEST = 60  # seconds; a server that does not answer fails the test, it does not hang
SHOWS = {
    "textDocument": {"publishDiagnostics": {"relatedInformation": True}},
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}
PULLS = {"textDocument": {"diagnostic": {}}}


class Client:
    """Sends messages and waits for those that come back; what nobody waited for stays in `said`."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.said: list[dict[str, Any]] = []
        self._come: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._ids = 0
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        out = self.process.stdout
        assert out
        while header := out.readline():
            length = int(header.partition(b":")[2]) if header.lower().startswith(b"content-length") else 0
            while header.strip():
                header = out.readline()
            self._come.put(json.loads(out.read(length)))
        self._come.put(None)

    def close(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.wait()
        self._listener.join()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream
            stream.close()

    def raw(self, body: bytes) -> None:
        """Send the bytes of one message, whatever they are."""
        stream = self.process.stdin
        assert stream
        stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        stream.flush()

    def send(self, message: dict[str, Any]) -> None:
        self.raw(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method: str, params: object) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: object) -> int:
        """Send a request and return its id."""
        self._ids += 1
        self.send({"id": self._ids, "method": method, "params": params})
        return self._ids

    def request(self, method: str, params: object) -> Any:
        """Send a request and return its result."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def answer(self, asked: int) -> dict[str, Any]:
        return self.wait(lambda message: message.get("id") == asked and "method" not in message)

    def told(self, method: str, where: Callable[[dict[str, Any]], bool] = lambda _: True) -> Any:
        """Return the params of the next notification of `method` that is as `where` says."""
        return self.wait(lambda message: message.get("method") == method and where(message["params"]))["params"]

    def wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        for index, message in enumerate(self.said):
            if wanted(message):
                return self.said.pop(index)
        while True:
            message = self._come.get(timeout=LONGEST)
            assert message is not None, "the server has ended"
            if wanted(message):
                return message
            self.said.append(message)

    def initialize(self, **params: object) -> Any:
        result = self.request(
            "initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": SHOWS, **params}
        )
        self.notify("initialized", {})
        return result

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, version: int, *changes: object) -> None:
        self.notify(
            "textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}
        )

    def published(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """Return the diagnostics that come next for `uri`, for `version` where one is given."""
        found = self.told(
            "textDocument/publishDiagnostics",
            lambda params: params["uri"] == uri and (version is None or params.get("version") == version),
        )
        diagnostics: list[dict[str, Any]] = found["diagnostics"]
        return diagnostics

    def end(self) -> int:
        """End the session as agreed and return the exit code."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(LONGEST)


@contextmanager
def session() -> Iterator[Client]:
    """Start a server and yield its client; the server is gone at the end."""
    command = [sys.executable, "-m", "checker", "lsp"]
    client = Client(
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    )
    try:
        yield client
    finally:
        client.close()
