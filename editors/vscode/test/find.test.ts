import assert from "node:assert/strict";
import { test } from "node:test";

import { candidates, findServer } from "../src/find";
import type { Surroundings } from "../src/find";

const linux: Surroundings = {
  path: "",
  folders: ["/drafts", "/more"],
  python: undefined,
  trusted: true,
  search: "/usr/local/bin:/usr/bin",
  home: "/home/clerk",
  windows: false,
};
const windows: Surroundings = {
  ...linux,
  folders: ["D:\\稿件"],
  search: "C:\\Tools;.;C:\\Windows",
  home: "C:\\Users\\clerk",
  windows: true,
};

test("the environments of the folders come before the search path", () => {
  assert.deepEqual(
    [...candidates(linux)],
    ["/drafts/.venv/bin/checker", "/more/.venv/bin/checker", "/usr/local/bin/checker", "/usr/bin/checker"],
  );
});

test("the selected Python comes first, be it a folder or an interpreter", () => {
  assert.deepEqual([...candidates({ ...linux, folders: [], search: "", python: "/envs/office/bin/python" })], [
    "/envs/office/bin/checker",
    "/envs/office/bin/python/bin/checker",
  ]);
  assert.ok([...candidates({ ...linux, python: "/envs/office" })].includes("/envs/office/bin/checker"));
});

test("on Windows programs end in .exe, and the current folder is not searched", () => {
  assert.deepEqual(
    [...candidates(windows)],
    ["D:\\稿件\\.venv\\Scripts\\checker.exe", "C:\\Tools\\checker.exe", "C:\\Windows\\checker.exe"],
  );
});

test("nothing of a folder that is not trusted is run", () => {
  assert.deepEqual(
    [...candidates({ ...linux, trusted: false, python: "/drafts/.venv/bin/python" })],
    ["/usr/local/bin/checker", "/usr/bin/checker"],
  );
});

const set: [string, Surroundings, string[]][] = [
  ["/opt/checker", linux, ["/opt/checker"]],
  [" /opt/checker ", linux, ["/opt/checker"]],
  ["~/venv/bin/checker", linux, ["/home/clerk/venv/bin/checker"]],
  ["~other/checker", linux, ["/drafts/~other/checker", "/more/~other/checker"]],
  ["${workspaceFolder}/bin/checker", linux, ["/drafts/bin/checker", "/more/bin/checker"]],
  ["tools/checker", { ...linux, folders: [] }, []],
  ["checker-3.12", linux, ["/usr/local/bin/checker-3.12", "/usr/bin/checker-3.12"]],
  ["~\\checker", windows, ["C:\\Users\\clerk\\checker", "C:\\Users\\clerk\\checker.exe"]],
  ["checker", { ...windows, search: "C:\\Tools" }, ["C:\\Tools\\checker", "C:\\Tools\\checker.exe"]],
];
for (const [path, surroundings, expected] of set) {
  test(`checker.path “${path}” is ${expected[0] ?? "nowhere"} and nothing else`, () => {
    assert.deepEqual([...candidates({ ...surroundings, path })], expected);
  });
}

test("the first candidate that is a file is taken", async () => {
  assert.equal(await findServer(linux, async (path) => path.startsWith("/usr")), "/usr/local/bin/checker");
  assert.equal(await findServer(linux, async () => false), undefined);
});
