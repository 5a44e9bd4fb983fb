"""What a page does beside what it shows: complaints, requests to other hosts, shifts, weight."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"

_WATCHER = """
window.__shift = 0;
window.__broken = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.__shift += one.value;
}).observe({ type: "layout-shift", buffered: true });
document.addEventListener("securitypolicyviolation", (event) => {
  window.__broken.push(event.violatedDirective + " " + event.blockedURI);
});
"""
_AXE_RUN = """async (rules) => {
  // Where an element stands is told by its own text; a way to find it again is not asked for.
  const told = { resultTypes: ["violations"], selectors: false, xpath: false, ancestry: false };
  const options = rules ? { ...told, runOnly: { type: "rule", values: rules } } : told;
  const found = await axe.run(document, options);
  return found.violations.flatMap((one) => one.nodes.map((node) => one.id + ": " + node.html.slice(0, 200)));
}"""


@dataclass
class Watch:
    """Collects what pages of one browser complain about. ``expect`` names what a test means to cause."""

    host: str
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of this context from its first moment."""
        context.add_init_script(_WATCHER)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._say(f"script: {error.error}"))
        context.on("request", self._request)

    def expect(self, part: str) -> None:
        """Complaints that contain this text are meant: a page that is not there, a server that was killed."""
        self.expected.append(part)

    def rest(self) -> list[str]:
        return [one for one in self.complaints if not any(part in one for part in self.expected)]

    def _say(self, text: str) -> None:
        self.complaints.append(text)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._say(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self._say(f"request to another host: {request.url}")


def violations(page: Page) -> list[str]:
    """What the page's own policy had to stop."""
    found: list[str] = page.evaluate("window.__broken || []")
    return found


def shift(page: Page) -> float:
    """How far things moved by themselves since the page began to be drawn; 0 where nothing did."""
    return float(page.evaluate("new Promise((done) => requestAnimationFrame(() => done(window.__shift)))"))


def count(page: Page, selector: str) -> int:
    """How many there are as the page stands, asked without what a locator brings into each page to wait with."""
    return int(page.evaluate("selector => document.querySelectorAll(selector).length", selector))


def sideways(page: Page) -> list[str]:
    """What reaches beyond the window's width, outside regions that scroll by themselves; empty where nothing does."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.scrollingElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          const wide = [...document.querySelectorAll("body *")].filter((one) => {
            const box = one.getBoundingClientRect();
            return box.right > root.clientWidth + 1 || box.left < -1;
          });
          return ["the page is " + root.scrollWidth + " wide", ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 160))];
        }"""
    )
    return found


@cache
def _axe_source() -> str:
    return AXE.read_text(encoding="utf-8")


def axe(page: Page, *, rules: list[str] | None = None) -> list[str]:
    """What axe finds on the page as it stands: rule and element, one line each.

    axe is brought into a page when it is first asked there, and not into every
    page from its beginning: it is larger than the page and all it comes with.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())
    found: list[str] = page.evaluate(_AXE_RUN, rules)
    return found
