// Stands in for `checker`: says hello as a server, and reports one finding in whatever it is shown.
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver-protocol/node";

const [verb, ...rest] = process.argv.slice(2);

if (verb === "explain") {
  process.stdout.write(rest[0] === "--all" ? "数字（figures）\n  错误  sum-mismatch  相加不等\n  警告  page-size  纸张\n" : `${rest[0]}的说明\n`);
} else if (rest.includes("--without-lsp")) {
  process.stderr.write("缺少 pygls\n");
  process.exit(2);
} else {
  serve();
}

function serve(): void {
  const connection = createMessageConnection(
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
  );
  let told: unknown;
  const report = (uri: string): void => {
    const range = { start: { line: 0, character: 2 }, end: { line: 0, character: 4 } };
    const diagnostics = [{ range, severity: 1, code: "sum-mismatch", source: "checker", message: "不等" }];
    void connection.sendNotification("textDocument/publishDiagnostics", { uri, diagnostics });
    const status = { uri, error: 1, warning: 0, info: 0, missing: ["落款"], title: JSON.stringify(told), year: 2024 };
    void connection.sendNotification("checker/status", status);
  };
  connection.onRequest("initialize", ({ initializationOptions }) => {
    told = initializationOptions;
    return { capabilities: { textDocumentSync: 1, executeCommandProvider: { commands: ["checker.checkFile"] } } };
  });
  connection.onNotification("textDocument/didOpen", ({ textDocument }) => report(textDocument.uri));
  connection.onNotification("textDocument/didChange", () => process.exit(1));
  connection.onNotification("workspace/didChangeConfiguration", ({ settings }) => {
    told = settings.checker;
  });
  connection.onRequest("workspace/executeCommand", ({ command, arguments: [uri] }) => {
    if (command !== "checker.checkFile" || uri.endsWith(".xlsx")) {
      throw new Error("不支持的文件格式“.xlsx”");
    }
    report(uri);
    return null;
  });
  connection.onRequest("shutdown", () => null);
  connection.onNotification("exit", () => process.exit(0));
  connection.listen();
}
