"""lsp_client.py - a small editor for the tests of net-lsp-server.

Starts the server, speaks the protocol with it and fails, with what was said, where
an answer is not the expected one.
"""

import json
import os
import subprocess
import tempfile
import threading


class Editor:
    """One server process; every wait has a limit."""

    def __init__(self, initialize=True, seconds=120):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            ["net-lsp-server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.errors)
        self.timer = threading.Timer(seconds, self.process.kill)
        self.timer.daemon = True
        self.timer.start()
        self.count = 0
        self.waiting = []  # messages nobody asked for yet
        if initialize:
            self.capabilities = self.ask("initialize", capabilities())["capabilities"]
            self.tell("initialized", {})

    # Messages.

    def send_bytes(self, body, header=None):
        if header is None:
            header = b"Content-Length: %d\r\n\r\n" % len(body)
        self.process.stdin.write(header + body)
        self.process.stdin.flush()

    def send(self, message):
        self.send_bytes(json.dumps(message, ensure_ascii=False).encode())

    def read(self):
        length = None
        while True:
            line = self.process.stdout.readline()
            assert line, "the server has ended: " + self.stderr()
            if line == b"\r\n":
                break
            name, value = line.split(b":")
            if name == b"Content-Length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def wait_for(self, wanted):
        for i, message in enumerate(self.waiting):
            if wanted(message):
                return self.waiting.pop(i)
        while True:
            message = self.read()
            if wanted(message):
                return message
            self.waiting.append(message)

    def request(self, method, params):
        self.count += 1
        number = self.count
        self.send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        return number

    def answer(self, number):
        return self.wait_for(lambda message: message.get("id") == number)

    def ask(self, method, params):
        answer = self.answer(self.request(method, params))
        assert "result" in answer, answer
        return answer["result"]

    def tell(self, method, params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def end(self, status=0):
        self.ask("shutdown", None)
        self.tell("exit", None)
        assert self.process.wait(60) == status, self.stderr()
        self.timer.cancel()

    def stderr(self):
        self.errors.seek(0)
        return self.errors.read().decode()


def capabilities():
    return {"processId": os.getpid(), "rootUri": None, "capabilities": {
        "textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}}}


class Text:
    """An open text; `$$` in `marked` are places, by their order."""

    def __init__(self, editor, marked, name="test.net", mark="$$"):
        self.editor = editor
        self.uri = "file://" + os.path.join(os.getcwd(), name)
        parts = marked.split(mark)
        self.text = "".join(parts)
        self.places = []
        at = ""
        for part in parts[:-1]:
            at += part
            self.places.append(position(at))
        self.version = 1
        editor.tell("textDocument/didOpen", {"textDocument": {
            "uri": self.uri, "languageId": "net", "version": 1, "text": self.text}})

    def problems(self):
        """What is shown for the newest version."""
        message = self.editor.wait_for(
            lambda m: m.get("method") == "textDocument/publishDiagnostics"
            and m["params"]["uri"] == self.uri
            and m["params"].get("version") == self.version)
        return message["params"]["diagnostics"]

    def codes(self):
        return [problem.get("code") for problem in self.problems()]

    def change(self, *changes):
        """Each change is (begin, end, text) in offsets of the text, or a text."""
        events = []
        for change in changes:
            if isinstance(change, str):
                self.text = change
                events.append({"text": change})
                continue
            begin, end, new = change
            events.append({"range": {"start": position(self.text[:begin]),
                                     "end": position(self.text[:end])}, "text": new})
            self.text = self.text[:begin] + new + self.text[end:]
        self.version += 1
        self.editor.tell("textDocument/didChange", {
            "textDocument": {"uri": self.uri, "version": self.version},
            "contentChanges": events})

    def at(self, method, place=0):
        return self.editor.ask("textDocument/" + method, {
            "textDocument": {"uri": self.uri}, "position": self.places[place]})

    def hover(self, place=0):
        answer = self.at("hover", place)
        return answer and answer["contents"]["value"]

    def completions(self, place=0):
        return {item["label"]: item for item in self.at("completion", place)["items"]}

    def definition(self, place=0):
        return [self.slice(found["range"]) for found in self.at("definition", place)]

    def actions(self, problem):
        return self.editor.ask("textDocument/codeAction", {
            "textDocument": {"uri": self.uri}, "range": problem["range"],
            "context": {"diagnostics": [problem]}})

    def symbols(self):
        return self.editor.ask("textDocument/documentSymbol",
                               {"textDocument": {"uri": self.uri}})

    def slice(self, found):
        return self.text[offset(self.text, found["start"]):offset(self.text, found["end"])]

    def apply(self, edits):
        text = self.text
        for edit in sorted(edits, key=lambda e: -offset(text, e["range"]["start"])):
            begin = offset(text, edit["range"]["start"])
            text = text[:begin] + edit["newText"] + text[offset(text, edit["range"]["end"]):]
        return text

    def fixed(self, problem):
        """The texts that the fixes of a problem make."""
        return [self.apply(action["edit"]["changes"][self.uri])
                for action in self.actions(problem)]


def position(before):
    """Where a text ends, in lines and units of UTF-16."""
    lines = before.split("\n")
    return {"line": len(lines) - 1, "character": len(lines[-1].encode("utf-16-le")) // 2}


def offset(text, place):
    lines = text.split("\n")
    line = lines[place["line"]].encode("utf-16-le")[: 2 * place["character"]]
    return sum(len(each) + 1 for each in lines[: place["line"]]) + len(line.decode("utf-16-le"))


def expect(found, wanted):
    assert found == wanted, "found %r, expected %r" % (found, wanted)
