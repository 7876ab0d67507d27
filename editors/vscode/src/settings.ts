/** What the user sets under `checker.` and what the server is told of it. */

export interface Settings {
  enable: boolean;
  path: string;
  args: string[];
  categories: boolean;
  delay: number;
}

/** Changes of these need another server; the others reach the running one. */
export const STARTING: readonly (keyof Settings)[] = ["enable", "path", "args"];

/** Return the settings that `get` reads; the defaults are those of package.json. */
export function readSettings(get: <Key extends keyof Settings>(key: Key) => Settings[Key]): Settings {
  return {
    enable: get("enable"),
    path: get("path"),
    args: get("args"),
    categories: get("categories"),
    delay: get("delay"),
  };
}

/** The arguments of the command that serves on standard input and output. */
export function serverArguments(settings: Settings): string[] {
  return ["lsp", ...settings.args];
}

/** What the server is told with `initialize`; later changes come with `workspace/didChangeConfiguration`. */
export function initializationOptions(settings: Settings): Pick<Settings, "categories" | "delay"> {
  return { categories: settings.categories, delay: settings.delay };
}

/** The environment of the command: its messages are UTF-8 also where Windows has another encoding. */
export function serverEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, PYTHONUTF8: "1" };
}
