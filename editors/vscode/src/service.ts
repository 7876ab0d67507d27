/** The running server: found, started, watched, stopped. */

import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { promisify } from "node:util";

import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import type { DocumentFilter } from "vscode-languageclient/node";

import { findServer } from "./find";
import { initializationOptions, readSettings, serverArguments, serverEnvironment, STARTING } from "./settings";
import type { Settings } from "./settings";
import type { Status } from "./status";

/** What is checked while it is written. */
export const SELECTOR: DocumentFilter[] = ["markdown", "plaintext"].flatMap((language) =>
  ["file", "untitled"].map((scheme) => ({ language, scheme })),
);

const NAME = "法治报告检查";
const MOST_RESTARTS = 3;

/** What the client would tell in English goes to the output; what the user must know is told here. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  /** Stop a client that runs; one that failed to start asks for it too, and would fail again. */
  override async stop(timeout?: number): Promise<void> {
    if (this.isRunning()) {
      await super.stop(timeout);
    }
  }
}

/** One server for the window. Starts and stops run one after the other, however often they are asked for. */
export class Service implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private last: Promise<void> = Promise.resolve();
  private readonly statuses = new Map<string, Status>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly output = vscode.window.createOutputChannel(NAME);
  private readonly listeners = [
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (STARTING.some((key) => event.affectsConfiguration(`checker.${key}`))) {
        void this.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
  ];

  private readonly buttons = {
    怎么安装: () => vscode.commands.executeCommand("checker.install"),
    重新启动: () => vscode.commands.executeCommand("checker.restart"),
    打开设置: () => vscode.commands.executeCommand("workbench.action.openSettings", "checker."),
    查看输出: () => this.output.show(),
  };

  /** Fires when another status may have to be shown. */
  readonly onDidChange = this.changed.event;

  /** Return what the server last said of the file. */
  status(uri: vscode.Uri): Status | undefined {
    return this.statuses.get(uri.toString());
  }

  /** Stop the server where one runs, and start one unless `checker.enable` is off. */
  restart(): Promise<void> {
    this.last = this.last.then(async () => {
      await this.stop();
      await this.start();
    });
    return this.last;
  }

  /** Return the running client; start one where there is none. What is missing has been told to the user. */
  async running(): Promise<LanguageClient | undefined> {
    await this.last;
    if (!settings().enable) {
      void this.tell("没有检查：设置里关上了 checker.enable。", "打开设置");
    } else if (!this.client?.isRunning()) {
      await this.restart();
    }
    return this.client;
  }

  /** Return what `checker` prints with these arguments, undefined when it is not there. */
  async print(...args: string[]): Promise<string | undefined> {
    const command = await this.find(settings());
    if (command === undefined) {
      return undefined;
    }
    const { stdout } = await promisify(execFile)(command, args, { env: serverEnvironment(process.env) });
    return stdout;
  }

  /** Stop the server and let go of everything. */
  async dispose(): Promise<void> {
    vscode.Disposable.from(...this.listeners, this.changed).dispose();
    await this.last;
    await this.stop();
    this.output.dispose();
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.forget();
    if (client?.needsStop()) {
      // it may just be starting again
      await client.start().then(() => client.stop()).catch((error: unknown) => this.output.appendLine(String(error)));
    }
  }

  private forget(): void {
    this.statuses.clear();
    this.changed.fire();
  }

  private async start(): Promise<void> {
    const current = settings();
    const command = current.enable ? await this.find(current) : undefined;
    if (command === undefined) {
      return;
    }
    const client = this.connect(command, current);
    try {
      await client.start();
      this.client = client;
    } catch (error) {
      this.output.appendLine(String(error));
      void this.tell("检查服务没有启动，原因见输出。", "怎么安装", "查看输出");
    }
  }

  private connect(command: string, current: Settings): LanguageClient {
    let crashes = 0;
    const client: LanguageClient = new Client(
      "checker",
      NAME,
      { command, args: serverArguments(current), options: { env: serverEnvironment(process.env) } },
      {
        documentSelector: SELECTOR,
        diagnosticCollectionName: "checker",
        initializationOptions: initializationOptions(current),
        synchronize: { configurationSection: "checker" },
        outputChannel: this.output,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        initializationFailedHandler: () => false,
        errorHandler: {
          error: () => ({ action: ErrorAction.Continue, handled: true }),
          closed: async () => {
            this.forget();
            await new Promise(setImmediate); // lets a start that is under way fail first
            // a server that never answered will not do so the next time; `start` has told it
            const ran = this.client === client;
            const again = ran && ++crashes <= MOST_RESTARTS;
            if (ran && !again) {
              void this.tell("检查服务一再意外退出，已经停下，原因见输出。", "重新启动", "查看输出");
            }
            return { action: again ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
          },
        },
      },
    );
    client.onNotification("checker/status", (status: Status) => {
      this.statuses.set(vscode.Uri.parse(status.uri).toString(), status);
      this.changed.fire();
    });
    return client;
  }

  private async find(current: Settings): Promise<string | undefined> {
    const command = await findServer(
      {
        path: current.path,
        folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
        python: await selectedPython(),
        trusted: vscode.workspace.isTrusted,
        search: process.env["PATH"] ?? "",
        home: homedir(),
        windows: process.platform === "win32",
      },
      isFile,
    );
    if (command === undefined) {
      const message = current.path.trim()
        ? `设置 checker.path 写的“${current.path}”不存在。`
        : "没有找到检查工具 checker，所以没有检查。";
      void this.tell(message, "怎么安装", "打开设置");
    }
    return command;
  }

  private async tell(message: string, ...buttons: (keyof Service["buttons"])[]): Promise<void> {
    const button = await vscode.window.showErrorMessage(message, ...buttons);
    if (button) {
      await this.buttons[button]();
    }
  }
}

function settings(): Settings {
  const section = vscode.workspace.getConfiguration("checker");
  return readSettings((key) => section.get(key)!);
}

/** The environment that the Python extension has selected; there need be no such extension. */
async function selectedPython(): Promise<string | undefined> {
  interface Python {
    environments?: { getActiveEnvironmentPath(): { path: string } };
  }
  const extension = vscode.extensions.getExtension<Python>("ms-python.python");
  if (!extension) {
    return undefined;
  }
  const python = await Promise.resolve(extension.activate()).catch(() => undefined);
  return python?.environments?.getActiveEnvironmentPath().path;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
