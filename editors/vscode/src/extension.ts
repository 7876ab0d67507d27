/** The extension: commands, the status bar item and the pages of rules. */

import { basename, extname } from "node:path";

import * as vscode from "vscode";
import { ExecuteCommandRequest } from "vscode-languageclient/node";

import { parseRules, ruleOf } from "./rules";
import { SELECTOR, Service } from "./service";
import { countsText, statusText, statusTooltip } from "./status";

const PROBLEMS = "workbench.actions.view.problems";
const TEXT = [".md", ".markdown", ".txt"];
const PAGES = "checker-rule";

let service: Service | undefined;

/** Called by VS Code when a draft is opened or a command is chosen. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = (service = new Service());
  context.subscriptions.push(
    statusBar(started),
    vscode.workspace.registerTextDocumentContentProvider(PAGES, {
      provideTextDocumentContent: (uri) => started.print("explain", basename(uri.path, ".txt")),
    }),
    vscode.commands.registerCommand("checker.check", (uri?: vscode.Uri, chosen?: vscode.Uri[]) =>
      check(started, chosen ?? [uri ?? activeUri()].filter((each) => each !== undefined)),
    ),
    vscode.commands.registerCommand("checker.fix", () =>
      vscode.commands.executeCommand("editor.action.sourceAction", { kind: "source.fixAll.checker", apply: "first" }),
    ),
    vscode.commands.registerCommand("checker.explain", () => explain(started)),
    vscode.commands.registerCommand("checker.restart", () => started.restart()),
    vscode.commands.registerCommand("checker.install", () =>
      vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(context.extensionUri, "install.md")),
    ),
  );
  await started.restart();
}

/** Called by VS Code when the window closes. */
export async function deactivate(): Promise<void> {
  await service?.dispose();
}

function statusBar(service: Service): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("checker.status", vscode.StatusBarAlignment.Left);
  item.name = "法治报告检查";
  item.command = PROBLEMS;
  const show = (): void => {
    const uri = activeUri();
    const status = uri && service.status(uri);
    if (!status) {
      item.hide();
      return;
    }
    item.text = statusText(status);
    item.tooltip = statusTooltip(status);
    item.backgroundColor = status.error ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    item.show();
  };
  const { tabGroups } = vscode.window;
  return vscode.Disposable.from(
    item,
    service.onDidChange(show),
    tabGroups.onDidChangeTabs(show),
    tabGroups.onDidChangeTabGroups(show),
  );
}

/** Return the file in front, also one that an editor other than the text editor shows. */
function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) {
    return input.uri;
  }
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}

/** Texts are opened, which has them checked as they are written; of other files the server reads what is on disk. */
async function check(service: Service, uris: vscode.Uri[]): Promise<void> {
  if (uris.length === 0) {
    void vscode.window.showInformationMessage("请先打开要检查的报告，或者在资源管理器里选中它。");
    return;
  }
  for (const uri of uris) {
    if (!(await openText(uri)) && !(await checkFile(service, uri))) {
      return;
    }
  }
  await vscode.commands.executeCommand(PROBLEMS);
}

async function openText(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme !== "untitled" && !TEXT.includes(extname(uri.path).toLowerCase())) {
    return false;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return vscode.languages.match(SELECTOR, document) > 0;
}

async function checkFile(service: Service, uri: vscode.Uri): Promise<boolean> {
  const client = await service.running();
  if (!client) {
    return false;
  }
  const name = basename(uri.path);
  const request = { command: "checker.checkFile", arguments: [client.code2ProtocolConverter.asUri(uri)] };
  try {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `正在检查“${name}”……` },
      () => client.sendRequest(ExecuteCommandRequest.type, request),
    );
  } catch (error) {
    void vscode.window.showErrorMessage(`“${name}”没有检查：${error instanceof Error ? error.message : error}`);
    return false;
  }
  const status = service.status(uri);
  void vscode.window.showInformationMessage(`“${name}”检查完毕${status ? `：${countsText(status)}` : ""}。`);
  return true;
}

/** Show the page of the rule that reports at the cursor; where there is not exactly one, let the user choose. */
async function explain(service: Service): Promise<void> {
  const listing = await service.print("explain", "--all");
  if (listing === undefined) {
    return;
  }
  const rules = parseRules(listing);
  const here = new Set(codesAtCursor());
  const reporting = rules.filter(({ name }) => here.has(name));
  const name =
    reporting.length === 1 ? reporting[0]!.name : await choose(reporting.length ? reporting : rules);
  if (name) {
    const page = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: PAGES, path: `/${name}.txt` }));
    await vscode.window.showTextDocument(page, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }
}

function codesAtCursor(): string[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return [];
  }
  return vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.contains(editor.selection.active))
    .map(({ code }) => ruleOf(code));
}

async function choose(rules: ReturnType<typeof parseRules>): Promise<string | undefined> {
  const items = rules.map(({ name, title, severity }) => ({ label: title, description: `${severity}  ${name}`, name }));
  const item = await vscode.window.showQuickPick(items, { placeHolder: "选一条规则", matchOnDescription: true });
  return item?.name;
}
