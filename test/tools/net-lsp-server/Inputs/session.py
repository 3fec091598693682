from lsp_client import Editor, Text, capabilities, expect

editor = Editor()
expect(editor.capabilities["positionEncoding"], "utf-16")
expect(editor.capabilities["textDocumentSync"]["change"], 2)
for provider in ("hoverProvider", "definitionProvider", "documentSymbolProvider"):
    expect(editor.capabilities[provider], True)

# What is no message is answered or skipped, and the next one is served.
editor.send_bytes(b"{ this is not JSON")
expect(editor.answer(None)["error"]["code"], -32700)
editor.send_bytes(b"[]")
expect(editor.answer(None)["error"]["code"], -32600)
editor.send({"id": "a", "method": "shutdown"})  # no version of JSON-RPC
expect(editor.answer("a")["error"]["code"], -32600)
editor.send({"jsonrpc": "2.0", "id": [1], "method": "shutdown"})
expect(editor.answer(None)["error"]["code"], -32600)
editor.send({"jsonrpc": "2.0", "id": 77, "method": 5})
expect(editor.answer(77)["error"]["code"], -32600)
editor.send_bytes(b'"\xff\xfe"')
expect(editor.answer(None)["error"]["code"], -32700)
editor.send_bytes(b"", b"Content-Length: 0\r\n\r\n")
editor.send_bytes(b"", b"Content-Length: many\r\n\r\n")
editor.send_bytes(b"", b"Content-Type: text/plain\r\n\r\n")
editor.send_bytes(b"", b"Content-Length: 99999999999999\r\n\r\n")

# Requests that cannot be served.
expect(editor.answer(editor.request("net/unknown", {}))["error"]["code"], -32601)
missing = {"textDocument": {"uri": "file:///nowhere.net"},
           "position": {"line": 0, "character": 0}}
for method in ("hover", "completion", "definition"):
    answer = editor.answer(editor.request("textDocument/" + method, missing))
    expect(answer["error"]["code"], -32602)
answer = editor.answer(editor.request("textDocument/hover", {"position": 3}))
expect(answer["error"]["code"], -32602)
editor.tell("textDocument/didChange", {
    "textDocument": {"uri": "file:///nowhere.net", "version": 2},
    "contentChanges": [{"text": ""}]})
editor.tell("textDocument/didOpen", {"textDocument": 1})
editor.tell("$/unknown", None)

# Places outside of the text stand for its ends.
text = Text(editor, "NetChain[{3}, \"Input\" -> 2]")
expect(text.problems(), [])
for place in ({"line": 99, "character": 0}, {"line": 0, "character": 9999},
              {"line": -1, "character": -5}):
    text.places = [place]
    text.hover()
    text.completions()
    text.definition()
editor.tell("textDocument/didChange", {
    "textDocument": {"uri": text.uri, "version": 2},
    "contentChanges": [{"range": {"start": {"line": 5, "character": 0},
                                  "end": {"line": 1, "character": 9}}, "text": " "}]})
text.version = 2
expect(text.problems(), [])
editor.tell("textDocument/didClose", {"textDocument": {"uri": text.uri}})
closed = editor.wait_for(lambda m: m.get("method") == "textDocument/publishDiagnostics"
                         and "version" not in m["params"])
expect(closed["params"]["diagnostics"], [])
editor.end()

# Nothing before initialize.
editor = Editor(initialize=False)
expect(editor.answer(editor.request("textDocument/hover", missing))["error"]["code"], -32002)
editor.tell("textDocument/didOpen", {})
editor.ask("initialize", capabilities())

# A second initialize, and anything after shutdown, is refused.
again = editor.request("initialize", capabilities())
expect(editor.answer(again)["error"]["code"], -32600)
editor.ask("shutdown", None)
for method in ("shutdown", "initialize", "textDocument/hover"):
    expect(editor.answer(editor.request(method, missing))["error"]["code"], -32600)
editor.tell("textDocument/didOpen", {})
editor.tell("exit", None)
expect(editor.process.wait(60), 0)
editor.timer.cancel()

# An end without shutdown, and an end of the input, are the editor's mistakes.
editor = Editor()
editor.tell("exit", None)
expect(editor.process.wait(60), 1)
editor.timer.cancel()
editor = Editor()
editor.process.stdin.write(b"Content-Length: 500\r\n\r\n{")
editor.process.stdin.close()
expect(editor.process.wait(60), 1)
editor.timer.cancel()
