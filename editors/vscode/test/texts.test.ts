import assert from "node:assert/strict";
import { test } from "node:test";

import { parseRules, ruleOf } from "../src/rules";
import { initializationOptions, readSettings, serverArguments, serverEnvironment } from "../src/settings";
import { countsText, statusText, statusTooltip } from "../src/status";
import type { Status } from "../src/status";

const clean: Status = { uri: "file:///a.md", error: 0, warning: 0, info: 0, missing: [], title: null, year: null };

test("the status bar tells what there is and leaves out what there is not", () => {
  assert.equal(statusText(clean), "$(law) 没有发现问题");
  assert.equal(countsText({ ...clean, warning: 3 }), "警告 3");
  assert.equal(
    countsText({ ...clean, error: 1, warning: 2, info: 3, missing: ["不足和原因", "下一年安排"] }),
    "错误 1，警告 2，提示 3，缺 2 个部分",
  );
});

test("the tooltip names title, year and the missing parts", () => {
  const status = { ...clean, title: "临溪县2024年法治政府建设年度报告", year: 2024, missing: ["不足和原因", "落款"] };
  assert.equal(
    statusTooltip(status),
    "临溪县2024年法治政府建设年度报告\n报告年度：2024\n缺少的部分：不足和原因、落款\n单击显示全部问题",
  );
  assert.equal(statusTooltip(clean), "没有认出标题\n没有认出报告年度\n单击显示全部问题");
});

test("settings become the command line, the options and the environment of the server", () => {
  const values = { enable: true, path: "", args: ["--config", "a b.toml"], categories: true, delay: 300 };
  const settings = readSettings((key) => values[key]);
  assert.deepEqual(settings, values);
  assert.deepEqual(serverArguments(settings), ["lsp", "--config", "a b.toml"]);
  assert.deepEqual(initializationOptions(settings), { categories: true, delay: 300 });
  assert.deepEqual(serverEnvironment({ PATH: "/bin" }), { PATH: "/bin", PYTHONUTF8: "1" });
});

test("the list of rules is read, its headings and last line are not", () => {
  const listing = `结构（structure）
  错误  missing-section             缺少规定的部分
  提示  unsupported-superlative     “首个”“率先”“领先”没有出处\r

版式（layout，默认不用，用 --extend-select layout 打开）
  警告  page-size                   纸张不是A4

用 checker explain 规则名 查看一条规则；--select、--ignore 可以写规则名或者括号里的组名。
`;
  assert.deepEqual(parseRules(listing), [
    { severity: "错误", name: "missing-section", title: "缺少规定的部分" },
    { severity: "提示", name: "unsupported-superlative", title: "“首个”“率先”“领先”没有出处" },
    { severity: "警告", name: "page-size", title: "纸张不是A4" },
  ]);
});

test("a diagnostic's code may be a name, a name with a link, or nothing", () => {
  assert.equal(ruleOf("page-size"), "page-size");
  assert.equal(ruleOf({ value: "page-size" }), "page-size");
  assert.equal(ruleOf(undefined), "");
});
