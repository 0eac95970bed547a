"""What no page may do, whatever a test is about."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response, WebError


class Watch:
    """Notes down what pages do that they must not: ask another origin, break the content security policy, fail in a
    script, open a dialog, name a file that is not there.

    An API that refuses is no offence, nor is a page that says why it cannot be shown.
    """

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.origin = origin
        self.offences: list[str] = []
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("dialog", self._on_dialog)

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:")):
            self.offences.append(f"asked another origin: {request.url}")

    def _on_response(self, response: Response) -> None:
        expected = response.request.is_navigation_request() or response.url.startswith(f"{self.origin}/api/")
        if response.status >= 400 and not expected:
            self.offences.append(f"{response.status} for {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        # Answers of 400 and more are noted in the console too; those that matter were seen above.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.offences.append(f"console: {message.text}")

    def _on_error(self, error: WebError) -> None:
        self.offences.append(f"script: {error.error}")

    def _on_dialog(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            # The browser's own question, asked while a change is not saved; this user leaves.
            dialog.accept()
            return
        self.offences.append(f"dialog: {dialog.message}")
        dialog.dismiss()
