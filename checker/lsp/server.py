"""The server: messages of the protocol to the modules of this package and back; all else is theirs."""

import asyncio
import functools
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ParamSpec, Protocol, TypeVar

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.uris import to_fs_path

from checker import __version__
from checker.lsp import actions, reading
from checker.lsp.convert import Text
from checker.lsp.desk import NOTHING, Desk, Sheet
from checker.lsp.diagnostics import Status, diagnostics, status

CHECK_FILE = "checker.checkFile"
STATUS = "checker/status"
_REST = 0.15  # seconds without a keystroke after which a draft is linted
_LONGEST_REST = 60
_WORKERS = 2  # a large file that is linted on demand must not hold up what is being written
_SETTINGS = ("toml", "tsv", "json")  # files that a lint reads besides the draft
_FILES = ("docx", "docm", "dotx", "dotm", "pdf", "html", "htm", "doc", "dot", "wps", "wpt", "odt", "rtf")
_WATCHED = ("**/*.toml", "**/*.tsv", "**/*baseline*.json", f"**/*.{{{','.join(_FILES)}}}")

if TYPE_CHECKING:
    from checker.api import Version

_P = ParamSpec("_P")
_R = TypeVar("_R")


class _OfDocument(Protocol):
    text_document: types.TextDocumentIdentifier


class _Draft:
    """A draft that is open in the editor: `text` is what is there now, `sheet` what was linted last, `serial` its number."""

    def __init__(self, uri: str, path: Path, text: Text, number: int | None) -> None:
        self.uri = uri
        self.path = path
        self.text = text
        self.number = number
        self.version: Version | None = None
        self.sheet: Sheet | None = None
        self.serial = 0
        self.linting = asyncio.Lock()
        self.waiting: asyncio.Task[None] | None = None


class _Protocol(LanguageServerProtocol):
    """The protocol as pygls has it, but that a request with wrong parameters is answered, too."""

    def structure_message(self, data: dict[str, Any]) -> object:
        """Return `data`, an object of JSON, as a message if it is one. Raises JsonRpcException."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and isinstance(data.get("id"), int | str):
                self._send_response(data["id"], error=error.to_response_error())
            raise


class Server(LanguageServer):
    """The language server. Texts are changed on the loop that reads messages; threads of their own lint."""

    def __init__(self) -> None:
        """Make a server that has not been started."""
        super().__init__("fazhi-checker", __version__, protocol_cls=_Protocol)
        self.desk = Desk()
        self.workers = ThreadPoolExecutor(_WORKERS, "lint")
        self.drafts: dict[str, _Draft] = {}
        self.files: set[str] = set()  # those linted on demand
        self.categories = False
        self.rest = _REST
        self.ended = False
        # pygls finds lines by `str.splitlines`, which breaks them where the protocol does not
        for method in (types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CHANGE, types.TEXT_DOCUMENT_DID_CLOSE):
            del self.protocol.fm.builtin_features[method]
        for method, (handler, options) in _FEATURES.items():
            self.feature(method, options)(handler)
        self.command(CHECK_FILE)(check_file)

    def report_server_error(self, error: Exception, source: object) -> None:
        """Tell the log of the client of a message that could not be dealt with; what a request meets is in its answer."""
        if source is FeatureRequestError:
            return
        self.window_log_message(
            types.LogMessageParams(types.MessageType.Error, f"没有处理的消息（{type(error).__name__}）：{error}")
        )

    def has(self, capability: str) -> bool:
        """Tell whether the client has a capability, such as “workspace.configuration”."""
        found: object = self.client_capabilities
        for name in capability.split("."):
            found = getattr(found, name, None)
        return bool(found)

    def configure(self, settings: object) -> None:
        """Take over the settings of the client as far as they are there: `categories`, and `delay` in milliseconds."""
        if not isinstance(settings, Mapping):
            return
        categories, delay = settings.get("categories"), settings.get("delay")
        if isinstance(categories, bool):
            self.categories = categories
        if isinstance(delay, int | float):
            self.rest = min(max(delay / 1000, 0), _LONGEST_REST)

    def path(self, uri: str) -> Path:
        """Return the file of `uri`; a text without one is taken to lie in the folder of the workspace."""
        path = to_fs_path(uri)
        return Path(path or Path(self.workspace.root_path or "", uri.rpartition(":")[2].rpartition("/")[2])).absolute()

    def text(self, source: str) -> Text:
        """Return `source` with positions as agreed with the client."""
        return Text(source, self.workspace.position_encoding or types.PositionEncodingKind.Utf16)

    async def work(self, task: Callable[_P, _R], *arguments: _P.args, **keywords: _P.kwargs) -> _R:
        """Return what `task` returns, done on another thread."""
        return await asyncio.get_running_loop().run_in_executor(
            self.workers, functools.partial(task, *arguments, **keywords)
        )

    def later(self, draft: _Draft, rest: float) -> None:
        """Lint `draft` once it has not been changed for `rest` seconds."""

        async def rested() -> None:
            await asyncio.sleep(rest)
            await self.current(draft)

        def ended(task: asyncio.Task[None]) -> None:
            if not task.cancelled() and isinstance(error := task.exception(), Exception):
                self.report_server_error(error, self)

        if draft.waiting:
            draft.waiting.cancel()
        draft.waiting = asyncio.create_task(rested())
        draft.waiting.add_done_callback(ended)

    async def current(self, draft: _Draft) -> Sheet:
        """Return `draft` linted as it stands now, and tell the client where that is new; what is stale is dropped."""
        async with draft.linting:
            while draft.sheet is None or draft.sheet.text is not draft.text:
                text, number = draft.text, draft.number
                draft.version = await self.work(self.desk.lint, draft.path, text.source, draft.version)
                if text is draft.text:
                    report, document = draft.version.report, draft.version.document or NOTHING
                    draft.sheet = Sheet(draft.uri, text, report, document, number)
                    draft.serial += 1
                    if self.drafts.get(draft.uri) is draft:
                        self.tell(draft.sheet)
            return draft.sheet

    async def sheet(self, params: _OfDocument) -> Sheet | None:
        """Return the draft that `params` name, linted as it stands now; None where it is not open."""
        draft = self.drafts.get(params.text_document.uri)
        return await self.current(draft) if draft else None

    def diagnostics(self, sheet: Sheet) -> list[types.Diagnostic]:
        """Return the diagnostics of `sheet` as the client can show them."""
        return diagnostics(sheet, related=self.has("text_document.publish_diagnostics.related_information"))

    def tell(self, sheet: Sheet) -> None:
        """Send what was found and how much. A client that asks for diagnostics is not sent those of what it has open."""
        if sheet.uri not in self.drafts or not self.has("text_document.diagnostic"):
            self.publish(sheet.uri, self.diagnostics(sheet), sheet.number)
        self.protocol.notify(STATUS, status(sheet))

    def publish(self, uri: str, found: list[types.Diagnostic], number: int | None = None) -> None:
        """Send the diagnostics of `uri`."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, number))

    def lint_again(self) -> None:
        """Read the settings anew and lint all drafts by them."""
        self.desk = Desk()
        for draft in self.drafts.values():
            draft.text = self.text(draft.text.source)  # so that what is being linted is dropped
            self.later(draft, 0)
        if self.has("workspace.diagnostics.refresh_support"):
            self.workspace_diagnostic_refresh(None)


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.configure(params.initialization_options)


def _initialized(ls: Server, _: types.InitializedParams) -> None:
    ls.workers.submit(ls.desk.linter, Path(ls.workspace.root_path or "").absolute())  # so that it is ready for a draft
    if ls.has("workspace.did_change_watched_files.dynamic_registration"):
        watchers = [types.FileSystemWatcher(glob) for glob in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(types.RegistrationParams([registration]))


def _shutdown(ls: Server, _: None) -> None:
    ls.ended = True


def _did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    path = ls.path(document.uri)
    if not path.suffix:
        path = path.with_name(f"{path.name}.{'md' if document.language_id == 'markdown' else 'txt'}")
    draft = ls.drafts[document.uri] = _Draft(document.uri, path, ls.text(document.text), document.version)
    ls.files.discard(document.uri)
    ls.later(draft, 0)


def _did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    draft = ls.drafts[params.text_document.uri]
    draft.text = functools.reduce(Text.changed, params.content_changes, draft.text)
    draft.number = params.text_document.version
    ls.later(draft, ls.rest)


def _did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    draft = ls.drafts.pop(params.text_document.uri)
    if draft.waiting:
        draft.waiting.cancel()
    ls.publish(draft.uri, [])


def _did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    settings = params.settings
    ls.configure(settings.get("checker") if isinstance(settings, Mapping) else None)
    if ls.has("workspace.inlay_hint.refresh_support"):
        ls.workspace_inlay_hint_refresh(None)


async def _did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    if any(change.uri.endswith(_SETTINGS) for change in params.changes):
        ls.lint_again()
    for change in params.changes:
        if change.uri not in ls.files:
            continue
        if change.type is types.FileChangeType.Deleted:
            ls.files.discard(change.uri)
            ls.publish(change.uri, [])
        else:
            await _linted(ls, change.uri)


async def _linted(ls: Server, uri: str) -> Sheet:
    """Return the sheet of the file at `uri`, linted as it is saved, and tell the client."""
    sheet = Sheet(uri, ls.text(""), await ls.work(ls.desk.lint_file, ls.path(uri)))
    ls.files.add(uri)
    ls.tell(sheet)
    return sheet


async def check_file(ls: Server, uri: str) -> Status:
    """Lint the file at `uri`, of any format, as it is saved, or the draft where it is open, and return the counts.

    Raises JsonRpcException, whose message is one Chinese line, when the file cannot be read.
    """
    draft = ls.drafts.get(uri)
    sheet = await (ls.current(draft) if draft else _linted(ls, uri))
    if not sheet.report.format:
        raise JsonRpcException(sheet.report.failures[0].message)
    return status(sheet)


async def _diagnostic(ls: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    draft = ls.drafts.get(params.text_document.uri)
    if draft is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    sheet = await ls.current(draft)
    serial = str(draft.serial)
    if params.previous_result_id == serial:
        return types.RelatedUnchangedDocumentDiagnosticReport(serial)
    return types.RelatedFullDocumentDiagnosticReport(ls.diagnostics(sheet), result_id=serial)


async def _code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    sheet = await ls.sheet(params)

    def wrapped(edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        uri = params.text_document.uri
        if not ls.has("workspace.workspace_edit.document_changes"):
            return types.WorkspaceEdit({uri: edits})
        document = types.OptionalVersionedTextDocumentIdentifier(uri, sheet.number if sheet else None)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [*edits])])

    return actions.actions(sheet, params.range, params.context, wrapped) if sheet else []


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    sheet = await ls.sheet(params)
    found = reading.hover(sheet, params.position) if sheet else None
    if found is None:
        return None
    text, at = found
    formats = getattr(getattr(ls.client_capabilities.text_document, "hover", None), "content_format", None)
    kind = (
        types.MarkupKind.PlainText
        if formats and types.MarkupKind.Markdown not in formats
        else types.MarkupKind.Markdown
    )
    return types.Hover(types.MarkupContent(kind, text), at)


async def _document_symbol(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    sheet = await ls.sheet(params)
    return reading.symbols(sheet) if sheet else []


async def _folding_range(ls: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    sheet = await ls.sheet(params)
    return reading.folds(sheet) if sheet else []


async def _code_lens(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
    sheet = await ls.sheet(params)
    return reading.lens(sheet) if sheet else []


async def _inlay_hint(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    sheet = await ls.sheet(params) if ls.categories else None
    return reading.hints(sheet, params.range) if sheet else []


_FEATURES: dict[str, tuple[Callable[..., Any], Any]] = {
    types.INITIALIZE: (_initialize, None),
    types.INITIALIZED: (_initialized, None),
    types.SHUTDOWN: (_shutdown, None),
    types.TEXT_DOCUMENT_DID_OPEN: (_did_open, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (_did_change, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (_did_close, None),
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: (_did_change_configuration, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (_did_change_watched_files, None),
    types.TEXT_DOCUMENT_DIAGNOSTIC: (
        _diagnostic,
        types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="checker"),
    ),
    types.TEXT_DOCUMENT_CODE_ACTION: (_code_action, types.CodeActionOptions(actions.KINDS)),
    types.TEXT_DOCUMENT_HOVER: (_hover, None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (_document_symbol, None),
    types.TEXT_DOCUMENT_FOLDING_RANGE: (_folding_range, None),
    types.TEXT_DOCUMENT_CODE_LENS: (_code_lens, None),
    types.TEXT_DOCUMENT_INLAY_HINT: (_inlay_hint, None),
}


def serve(source: BinaryIO, sink: BinaryIO) -> bool:
    """Serve on two streams until the client ends; tell whether it did so as agreed, by `shutdown` and `exit`."""
    logging.getLogger("pygls").addHandler(logging.NullHandler())  # what matters reaches the client
    server = Server()
    server.start_io(source, sink)
    server.workers.shutdown(wait=False, cancel_futures=True)
    return server.ended
