// The packaged extension with the real vscode-languageclient, a window that is not there, and a server that is.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";

import { URI } from "vscode-uri";

import manifest from "../package.json";
import { Window } from "./vscode";

const skip = process.platform === "win32" && "the server of the tests is a shell script";
const draft = URI.file("/稿件/年度报告.md");
const word = URI.file("/稿件/年度报告.docx");
const home = URI.file("/extension");

let folder: string;
let window: Window;
let extension: ReturnType<Window["load"]> | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "checker-"));
  const program = join(folder, ".venv", "bin", "checker");
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(__dirname, "server.js")}" "$@"\n`);
  chmodSync(program, 0o755);
  window = new Window();
  window.configuration["checker.path"] = program;
});

afterEach(async () => {
  await extension?.deactivate();
  extension = undefined;
  rmSync(folder, { recursive: true });
});

async function activate(): Promise<void> {
  extension = window.load();
  await extension.activate({ subscriptions: [], extensionUri: home });
}

/** Wait until something holds; the runner's own limit ends a wait for what never comes. */
async function until(holds: () => unknown): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const check = (name: string, body: () => Promise<void>): void =>
  void test(name, { skip, timeout: 30_000 }, body);

check("every command of the manifest is there", async () => {
  await activate();
  for (const { command } of manifest.contributes.commands) {
    assert.ok(window.commands.has(command), command);
  }
});

check("an open draft is checked, and its counts are in the status bar while it is in front", async () => {
  await window.open(draft, "markdown");
  await activate();
  await until(() => window.statusBar.visible && window.diagnostics.get(draft.toString()));
  assert.equal(window.statusBar.text, "$(law) 错误 1，缺 1 个部分");
  await window.open(URI.file("/稿件/别的.py"));
  assert.equal(window.statusBar.visible, false);
  await window.open(draft);
  assert.equal(window.statusBar.visible, true);
});

check("the server is told the settings at the start and when they change", async () => {
  window.configuration["checker.delay"] = 300;
  await window.open(draft, "markdown");
  await activate();
  await until(() => window.statusBar.visible);
  const told = JSON.parse(window.statusBar.tooltip.split("\n")[0]!);
  assert.equal(told.delay, 300);
  assert.equal(told.categories, false);
  window.set("checker.categories", true);
  await window.run("checker.check", word);
  await window.open(word);
  assert.equal(JSON.parse(window.statusBar.tooltip.split("\n")[0]!).categories, true);
});

check("a Word file is checked by the server, the counts are told and the problems shown", async () => {
  await activate();
  await window.open(word);
  await window.run("checker.check");
  assert.deepEqual(window.messages, ["“年度报告.docx”检查完毕：错误 1，缺 1 个部分。"]);
  assert.deepEqual(window.executed, [["workbench.actions.view.problems"]]);
  assert.equal(window.diagnostics.get(word.toString())?.length, 1);
});

check("several files of the explorer are checked, texts are opened", async () => {
  await activate();
  await window.run("checker.check", word, [word, draft]);
  assert.deepEqual(window.shown.map(String), [draft.toString()]);
  assert.equal(window.messages.length, 1);
});

check("what the server says of a file that it cannot read is passed on", async () => {
  await activate();
  await window.run("checker.check", URI.file("/稿件/台账.xlsx"));
  assert.equal(window.messages.length, 1);
  assert.match(window.messages[0]!, /^“台账\.xlsx”没有检查：.*不支持的文件格式/);
  assert.deepEqual(window.executed, []);
});

check("with nothing open the user is asked to open something", async () => {
  await activate();
  await window.run("checker.check");
  assert.deepEqual(window.messages, ["请先打开要检查的报告，或者在资源管理器里选中它。"]);
});

check("a missing command is told with a button that shows how to install", async () => {
  window.configuration["checker.path"] = "/nowhere/checker";
  window.button = "怎么安装";
  await activate();
  await until(() => window.executed.length);
  assert.deepEqual(window.messages, ["设置 checker.path 写的“/nowhere/checker”不存在。"]);
  assert.deepEqual(String(window.executed[0]), `markdown.showPreview,${home}/install.md`);
});

check("without a path the environment of the folder is used, once the folder is trusted", async () => {
  const path = process.env["PATH"];
  process.env["PATH"] = "";
  try {
    window.configuration["checker.path"] = "";
    window.folders = [URI.file(folder)];
    window.trusted = false;
    await activate();
    assert.deepEqual(window.messages, ["没有找到检查工具 checker，所以没有检查。"]);
    await window.open(draft, "markdown");
    window.trust();
    await until(() => window.diagnostics.size);
  } finally {
    process.env["PATH"] = path;
  }
});

check("the environment that the Python extension has selected is used, where it tells one", async () => {
  window.configuration["checker.path"] = "";
  const environments = { getActiveEnvironmentPath: () => ({ path: join(folder, ".venv", "bin", "python") }) };
  window.python = { activate: async () => ({ environments }) };
  await window.open(draft, "markdown");
  await activate();
  await until(() => window.diagnostics.size);
  window.python = { activate: () => Promise.reject(new Error("broken")) };
  await window.run("checker.restart");
  assert.deepEqual(window.messages, ["没有找到检查工具 checker，所以没有检查。"]);
});

check("a server that ends at once is told once, with its own words in the output", async () => {
  window.configuration["checker.args"] = ["--without-lsp"];
  window.button = "查看输出";
  await activate();
  await until(() => window.executed.length);
  assert.deepEqual(window.messages, ["检查服务没有启动，原因见输出。"]);
  assert.deepEqual(window.executed, [["output"]]);
  await until(() => window.output.join("").includes("缺少 pygls"));
});

check("a server that dies is started again, three times", async () => {
  await window.open(draft, "markdown");
  await activate();
  await until(() => window.diagnostics.size);
  for (let crash = 1; crash <= 3; crash++) {
    window.diagnostics.clear();
    window.type(window.documents[0]!);
    await until(() => window.diagnostics.size);
  }
  window.type(window.documents[0]!);
  await until(() => window.messages.length);
  assert.deepEqual(window.messages, ["检查服务一再意外退出，已经停下，原因见输出。"]);
  assert.equal(window.diagnostics.size, 0);
  assert.equal(window.statusBar.visible, false);
  await window.run("checker.restart");
  await until(() => window.diagnostics.size);
});

check("with checker.enable off nothing runs, and a check says why", async () => {
  window.configuration["checker.enable"] = false;
  await window.open(draft, "markdown");
  await activate();
  await window.run("checker.check", word);
  assert.deepEqual(window.messages, ["没有检查：设置里关上了 checker.enable。"]);
  window.set("checker.enable", true);
  await until(() => window.statusBar.text && window.diagnostics.size);
});

check("the page of the rule at the cursor is shown; elsewhere one is chosen from all", async () => {
  await window.open(draft, "markdown");
  await activate();
  await until(() => window.diagnostics.size);
  window.cursor(draft, 3);
  await window.run("checker.explain");
  assert.equal(window.shown.at(-1)?.toString(), "checker-rule:/sum-mismatch.txt");
  window.cursor(draft, 0);
  window.pick = (items) => items.find(({ label }) => label === "纸张");
  await window.run("checker.explain");
  assert.equal(window.shown.at(-1)?.toString(), "checker-rule:/page-size.txt");
  assert.equal(await window.page(window.shown.at(-1)!), "page-size的说明\n");
});

check("the fixes are those of the server's source action", async () => {
  await activate();
  await window.run("checker.fix");
  assert.deepEqual(window.executed, [
    ["editor.action.sourceAction", { kind: "source.fixAll.checker", apply: "first" }],
  ]);
});
