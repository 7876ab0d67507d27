/** Where the `checker` command is. */

import { posix, win32 } from "node:path";

export interface Surroundings {
  /** `checker.path`, as written */
  path: string;
  /** the workspace folders, as paths */
  folders: readonly string[];
  /** the environment folder or interpreter that the Python extension has selected */
  python: string | undefined;
  /** programs of the workspace may run */
  trusted: boolean;
  /** the variable PATH */
  search: string;
  home: string;
  windows: boolean;
}

/** Return the first candidate that `isFile`, or undefined. */
export async function findServer(
  surroundings: Surroundings,
  isFile: (path: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const candidate of candidates(surroundings)) {
    if (await isFile(candidate)) {
      return candidate;
    }
  }
  return undefined;
}

/**
 * Yield absolute paths, the preferred ones first. The command is never left to the system's own search, which on Windows
 * begins in the current folder.
 */
export function* candidates(surroundings: Surroundings): Generator<string> {
  const { folders, python, trusted, windows } = surroundings;
  const { dirname, join } = windows ? win32 : posix;
  const program = windows ? "checker.exe" : "checker";
  const scripts = windows ? "Scripts" : "bin";
  if (surroundings.path.trim()) {
    yield* chosen(surroundings);
    return;
  }
  if (trusted) {
    if (python) {
      yield join(dirname(python), program);
      yield join(python, scripts, program);
    }
    for (const folder of folders) {
      yield join(folder, ".venv", scripts, program);
    }
  }
  yield* inSearchPath(surroundings, program);
}

function* chosen(surroundings: Surroundings): Generator<string> {
  const { folders, home, windows } = surroundings;
  const { isAbsolute, join } = windows ? win32 : posix;
  const path = surroundings.path.trim().replace(/^~(?=[\\/]|$)/, () => home);
  if (!/[\\/]/.test(path)) {
    yield* inSearchPath(surroundings, path);
    if (windows) {
      yield* inSearchPath(surroundings, `${path}.exe`);
    }
    return;
  }
  const placed = path.includes("${workspaceFolder}")
    ? folders.map((folder) => path.replaceAll("${workspaceFolder}", () => folder))
    : isAbsolute(path)
      ? [path]
      : folders.map((folder) => join(folder, path));
  for (const each of placed) {
    yield each;
    if (windows) {
      yield `${each}.exe`;
    }
  }
}

function* inSearchPath({ search, windows }: Surroundings, program: string): Generator<string> {
  const { delimiter, isAbsolute, join } = windows ? win32 : posix;
  for (const folder of search.split(delimiter)) {
    if (isAbsolute(folder)) {
      yield join(folder, program);
    }
  }
}
