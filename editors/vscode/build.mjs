// dist/extension.js is what is packaged; the tests are bundled beside it.
import { copyFile, readdir, rm } from "node:fs/promises";

import { build } from "esbuild";

process.chdir(import.meta.dirname ?? new URL(".", import.meta.url).pathname);
await rm("dist", { recursive: true, force: true });
await copyFile("../../LICENSE", "LICENSE");

const tests = (await readdir("test")).filter((name) => name.endsWith(".test.ts"));
const options = { bundle: true, platform: "node", format: "cjs", target: "node18", external: ["vscode"] };
await build({ ...options, entryPoints: ["src/extension.ts"], outdir: "dist", minify: true });
await build({
  ...options,
  entryPoints: [...tests, "server.ts"].map((name) => `test/${name}`),
  outdir: "dist/test",
  external: ["vscode", "../extension.js"],
});
