// As much of the `vscode` module as the extension and vscode-languageclient touch. What nobody looks at is a `stand`.
import Module from "node:module";

import { URI, Utils } from "vscode-uri";

import manifest from "../package.json";

type Listener = (event: unknown) => unknown;

class EventEmitter {
  private readonly listeners = new Set<Listener>();
  readonly event = (listener: Listener, self?: unknown): { dispose(): void } => {
    const bound = listener.bind(self);
    this.listeners.add(bound);
    return { dispose: () => this.listeners.delete(bound) };
  };
  fire(event?: unknown): void {
    this.listeners.forEach((listener) => listener(event));
  }
  dispose(): void {
    this.listeners.clear();
  }
}

class Disposable {
  constructor(readonly dispose: () => void) {}
  static from(...all: { dispose(): void }[]): Disposable {
    return new Disposable(() => all.forEach((each) => each.dispose()));
  }
}

class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: new EventEmitter().event };
  cancel(): void {}
  dispose(): void {}
}

class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
    this.start = new Position(startLine, startCharacter);
    this.end = new Position(endLine, endCharacter);
  }
  contains({ line, character }: Position): boolean {
    const { start, end } = this;
    return line === start.line && line === end.line && start.character <= character && character <= end.character;
  }
}

class Diagnostic {
  code: unknown;
  constructor(
    readonly range: Range,
    readonly message: string,
  ) {}
}

class TabInputText {
  constructor(readonly uri: URI) {}
}
class TabInputCustom extends TabInputText {}
class TabInputTextDiff {
  constructor(readonly modified: URI) {}
}

function Stand(): void {}
Stand.prototype.dispose = () => {};
/** A class, a function that returns something disposable, an enumeration: all members are it again. */
const stand: any = new Proxy(rest(Stand), { apply: () => rest(Stand.prototype) });

/** What is not `known` is a `stand`; but it is no promise. */
function rest<Known extends object>(known: Known): Known {
  return new Proxy(known, {
    get: (target, key) => (key in target || typeof key === "symbol" || key === "then" ? Reflect.get(target, key) : stand),
  });
}

export interface Document {
  uri: URI;
  languageId: string;
  version: number;
  getText(): string;
}

/** A window of its own: what is set up before `load`, what happened in it, and what the user does. */
export class Window {
  readonly configuration: Record<string, unknown> = Object.fromEntries(
    Object.entries(manifest.contributes.configuration.properties).map(([name, { default: value }]) => [name, value]),
  );
  readonly commands = new Map<string, (...args: any[]) => unknown>();
  readonly executed: unknown[][] = [];
  readonly messages: string[] = [];
  readonly diagnostics = new Map<string, Diagnostic[]>();
  readonly shown: URI[] = [];
  readonly output: string[] = [];
  readonly statusBar = { text: "", tooltip: "", visible: false, show: () => this.see(true), hide: () => this.see(false), dispose() {} };
  readonly documents: Document[] = [];
  folders: URI[] = [];
  trusted = true;
  /** the Python extension */
  python: { activate(): Promise<unknown> } | undefined;
  tab: unknown;
  editor: unknown;
  /** which button of a message, and which item of a list, the user takes */
  button: string | undefined;
  pick = (_items: { label: string }[]): unknown => undefined;
  private readonly configurationChanged = new EventEmitter();
  private readonly trustGranted = new EventEmitter();
  private readonly documentChanged = new EventEmitter();
  private readonly tabsChanged = new EventEmitter();
  private provider: { provideTextDocumentContent(uri: URI): Promise<string> } | undefined;

  /** The user turns to a file; VS Code opens texts. */
  async open(uri: URI, languageId?: string): Promise<void> {
    if (languageId) {
      this.documents.push({ uri, languageId, version: 1, getText: () => "两项合计3件" });
    }
    this.tab = { input: languageId ? new TabInputText(uri) : new TabInputCustom(uri) };
    this.tabsChanged.fire();
  }

  /** The user types. */
  type(document: Document): void {
    this.documentChanged.fire({ document: { ...document, version: 2 }, contentChanges: [{ text: "改" }] });
  }

  /** The user changes a setting. */
  set(name: string, value: unknown): void {
    this.configuration[name] = value;
    this.configurationChanged.fire({ affectsConfiguration: (section: string) => `${name}.`.startsWith(`${section}.`) });
  }

  /** The user trusts the folder. */
  trust(): void {
    this.trusted = true;
    this.trustGranted.fire();
  }

  /** The user chooses a command. */
  async run(command: string, ...args: unknown[]): Promise<unknown> {
    const registered = this.commands.get(command);
    if (!registered) {
      this.executed.push([command, ...args]);
    }
    return registered?.(...args);
  }

  /** The cursor stands in the first line. */
  cursor(uri: URI, character: number): void {
    this.editor = { document: { uri }, selection: { active: new Position(0, character) } };
  }

  /** The text of a page that the extension provides. */
  page(uri: URI): Promise<string> | undefined {
    return this.provider?.provideTextDocumentContent(uri);
  }

  /** Load the packaged extension with this window as its `vscode`. */
  load(): { activate(context: object): Promise<void>; deactivate(): Promise<void> } {
    const loader = Module as unknown as { _load(request: string, ...others: unknown[]): unknown };
    const original = loader._load;
    const fake = this.module();
    loader._load = function (request, ...others) {
      return request === "vscode" ? fake : original.call(this, request, ...others);
    };
    try {
      const bundle = require.resolve("../extension.js");
      delete require.cache[bundle];
      return require("../extension.js");
    } finally {
      loader._load = original;
    }
  }

  private see(visible: boolean): void {
    this.statusBar.visible = visible;
  }

  private message = async (text: string): Promise<string | undefined> => {
    this.messages.push(text);
    return this.button;
  };

  private module(): object {
    const self = this;
    const get = (full: string): unknown => {
      const inside = Object.entries(self.configuration).filter(([name]) => name.startsWith(`${full}.`));
      return full in self.configuration
        ? self.configuration[full]
        : Object.fromEntries(inside.map(([name, value]) => [name.slice(full.length + 1), value]));
    };
    const workspace = {
      get workspaceFolders() {
        return self.folders.map((uri, index) => ({ uri, index, name: Utils.basename(uri) }));
      },
      get isTrusted() {
        return self.trusted;
      },
      textDocuments: self.documents,
      notebookDocuments: [],
      getConfiguration: (section?: string) => ({
        get: (key: string, otherwise?: unknown) => get(section ? `${section}.${key}` : key) ?? otherwise,
      }),
      onDidChangeConfiguration: self.configurationChanged.event,
      onDidGrantWorkspaceTrust: self.trustGranted.event,
      onDidChangeTextDocument: self.documentChanged.event,
      registerTextDocumentContentProvider: (_scheme: string, provider: any) => {
        self.provider = provider;
        return new Disposable(() => {});
      },
      openTextDocument: async (uri: URI) => ({ uri, languageId: uri.path.endsWith(".md") ? "markdown" : "plaintext" }),
    };
    const window = {
      get activeTextEditor() {
        return self.editor;
      },
      visibleTextEditors: [],
      tabGroups: {
        get activeTabGroup() {
          return { activeTab: self.tab };
        },
        get all() {
          return [{ tabs: self.tab ? [self.tab] : [] }];
        },
        onDidChangeTabs: self.tabsChanged.event,
        onDidChangeTabGroups: self.tabsChanged.event,
      },
      createOutputChannel: () => ({
        append: (text: string) => self.output.push(text),
        appendLine: (text: string) => self.output.push(text),
        show: () => self.executed.push(["output"]),
        dispose() {},
      }),
      createStatusBarItem: () => self.statusBar,
      showErrorMessage: self.message,
      showInformationMessage: self.message,
      showTextDocument: async ({ uri }: Document) => self.shown.push(uri),
      showQuickPick: async (items: { label: string }[]) => self.pick(items),
      withProgress: (_options: object, task: () => unknown) => task(),
    };
    const languages = {
      createDiagnosticCollection: () => ({
        set: (uri: URI, found: Diagnostic[]) => self.diagnostics.set(uri.toString(), found),
        clear: () => self.diagnostics.clear(),
        dispose: () => self.diagnostics.clear(),
      }),
      getDiagnostics: (uri: URI) => self.diagnostics.get(uri.toString()) ?? [],
      match: (selector: any, document: Document) =>
        [selector]
          .flat()
          .some(({ language, scheme }) => language === document.languageId && scheme === document.uri.scheme)
          ? 10
          : 0,
    };
    const commands = {
      registerCommand: (name: string, run: () => unknown) => {
        self.commands.set(name, run);
        return new Disposable(() => self.commands.delete(name));
      },
      executeCommand: (name: string, ...args: unknown[]) => self.run(name, ...args),
    };
    return rest({
      version: "1.82.0",
      env: rest({ language: "zh-cn", appName: "VS Code" }),
      workspace: rest(workspace),
      window: rest(window),
      languages: rest(languages),
      commands: rest(commands),
      extensions: { getExtension: () => self.python },
      Uri: Object.assign(Object.create(URI), { joinPath: Utils.joinPath }),
      CancellationTokenSource,
      EventEmitter,
      Disposable,
      Position,
      Range,
      Diagnostic,
      TabInputText,
      TabInputCustom,
      TabInputTextDiff,
      // esbuild copies the members that are told by name
      ProgressLocation: stand,
      StatusBarAlignment: stand,
      ThemeColor: stand,
      ViewColumn: stand,
    });
  }
}
