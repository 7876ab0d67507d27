import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import manifest from "../package.json";
import chinese from "../package.nls.json";
import english from "../package.nls.en.json";

const { commands, configuration, menus } = manifest.contributes;
const readme = readFileSync("README.md", "utf-8");

test("every text is there in both languages, and used", () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
  assert.deepEqual(Object.keys(chinese).sort(), [...new Set(used)].sort());
  assert.deepEqual(Object.keys(english), Object.keys(chinese));
});

test("the README tells of every command and every setting with its default", () => {
  for (const { title } of commands) {
    assert.ok(readme.includes(`| ${chinese[title.slice(1, -1) as keyof typeof chinese]} |`), title);
  }
  for (const [name, { default: value }] of Object.entries(configuration.properties)) {
    const shown = value === "" ? "空" : `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
    assert.ok(readme.includes(`| \`${name}\` | ${shown} |`), name);
  }
});

test("the menus offer the command for the same files in both places", () => {
  const [inExplorer, onTab] = [menus["explorer/context"], menus["editor/title/context"]];
  assert.deepEqual(inExplorer, onTab);
});
