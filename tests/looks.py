"""What can be asked of a page about how it looks: contrast, width, headings, names of its fields."""

from itertools import pairwise
from typing import Any, Protocol

CONTRAST = """() => {
  const straight = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => straight(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parse = (text) => text.match(/[0-9.]+/g).map(Number);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const c = parse(getComputedStyle(at).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
    if (!own || !node.checkVisibility()) continue;
    const style = getComputedStyle(node);
    const pair = [light(parse(style.color).slice(0, 3)), light(behind(node))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) poor.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)}`);
  }
  return poor;
}"""
_HEADINGS = "() => [...document.querySelectorAll('h1,h2,h3,h4')].map((one) => Number(one.tagName[1]))"
_NAMELESS = """() => [...document.querySelectorAll('input,select,textarea,button,img,a')]
  .filter((one) => one.type !== 'hidden' && one.checkVisibility())
  .filter((one) => !(one.labels?.length || one.alt || one.textContent.trim() || one.ariaLabel
    || one.getAttribute('aria-labelledby')))
  .map((one) => one.outerHTML)"""
_SMALL = """() => [...document.querySelectorAll('button,input,nav a')]
  .filter((one) => one.type !== 'hidden' && one.checkVisibility()
    && one.getBoundingClientRect().height < 24)
  .map((one) => one.outerHTML)"""


class Page(Protocol):
    """What is needed of a browser's tab."""

    async def evaluate(self, expression: str) -> Any:
        """What the script says."""

    async def title(self) -> str:
        """Of the document."""


async def flaws(page: Page) -> list[str]:
    """What somebody would stumble over: sideways scrolling, poor contrast, and what has no name or no place.

    Contrast by WCAG 2.2 1.4.3 AA, sizes of targets by 2.5.8.
    """
    found = [f"contrast: {one}" for one in await page.evaluate(CONTRAST)]
    found += [f"without a name: {one}" for one in await page.evaluate(_NAMELESS)]
    found += [f"too small: {one}" for one in await page.evaluate(_SMALL)]
    if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    levels = await page.evaluate(_HEADINGS)
    if levels[:1] != [1] or levels.count(1) != 1:
        found.append(f"headings begin with {levels[:1]}, not with the only h1")
    if any(below > above + 1 for above, below in pairwise(levels)):
        found.append(f"headings leave a level out: {levels}")
    if not await page.evaluate("document.documentElement.lang") or not await page.title():
        found.append("no language or no title")
    return found
