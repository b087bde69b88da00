"""Where the words of drawings are, asked of a browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page
from support import ROOT

STYLES = (ROOT / "theme/assets/second-leap.css").read_text(encoding="utf-8")
# The site's own font as this machine has it, and a browser's default: here a wider one.
FACES = [" ".join(re.findall(r"--sans: (.+?);", STYLES, re.DOTALL)[0].split()), "sans-serif"]

# A text's own box depends on its font: that of Noto Sans CJK is 1.45 times as high as the letters
# are large, and mostly empty. So the measure is the band that letters fill, from 0.9 of their size
# over the baseline (Hangul, an accent on a capital) to 0.25 under it. Bands may touch but not
# overlap. Only at the picture's edge is a pixel allowed, for the rounding of its size.
# The name of a line, with which each of its dots' descriptions begins, is nearer to its own line
# than to any other, or a thin rule leads from the one to the other.
LOOK = """() => {
  const faults = []
  for (const svg of document.querySelectorAll("svg")) {
    const at = (element, {x, y}) => new DOMPoint(x, y).matrixTransform(element.getScreenCTM())
    const frame = svg.getBoundingClientRect()
    const words = [...svg.querySelectorAll("text")].flatMap(text => {
      const size = parseFloat(getComputedStyle(text).fontSize)
      const lines = text.children.length ? [...text.children] : [text]
      const whole = lines.map(line => line.textContent).join(" ")
      const panel = text.closest(".chart__panel")
      return lines.filter(line => line.getNumberOfChars()).map(line => {
        const start = at(text, line.getStartPositionOfChar(0))
        const end = at(text, line.getEndPositionOfChar(line.getNumberOfChars() - 1))
        const [top, bottom] = [start.y - 0.9 * size, start.y + 0.25 * size]
        return {says: line.textContent, whole, panel, left: start.x, right: end.x, top, bottom}
      })
    })
    const points = mark => {
      const found = []
      for (let along = 0; along <= mark.getTotalLength(); along += 2)
        found.push(at(mark, mark.getPointAtLength(along)))
      return found
    }
    const rules = [...svg.querySelectorAll(".chart__rule")].map(points)
    const drawn = [...svg.querySelectorAll(".chart__series")].map(series => ({
      description: (series.querySelector("[aria-label]")?.getAttribute("aria-label")
        ?? series.querySelector("[data-told]").dataset.told),
      panel: series.closest(".chart__panel"),
      points: [...series.children].flatMap(points),
    }))
    const inside = (box, {x, y}) =>
      x > box.left && x < box.right && y > box.top && y < box.bottom
    const within = box =>
      box.left >= frame.left - 1 && box.right <= frame.right + 1 &&
      box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1
    const meet = (a, b) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    const far = (box, {x, y}) =>
      Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom))
    const nearest = (box, points) => Math.min(...points.map(point => far(box, point)))
    const strokes = [...rules, ...drawn.map(line => line.points)].flat()
    words.forEach((box, index) => {
      if (!within(box)) faults.push(`${box.says} leaves the picture`)
      for (const other of words.slice(0, index))
        if (meet(box, other)) faults.push(`${box.says} lies on ${other.says}`)
      if (strokes.some(point => inside(box, point)))
        faults.push(`${box.says} lies on a line or a dot`)
    })
    // A name may be followed by the value where the line ends.
    const names = (box, own) => [box.whole, box.whole.replace(/ [^ ]*[0-9].*$/, "")]
      .some(name => own.description.startsWith(`${name}, `))
    for (const own of drawn) {
      const named = words.filter(box => box.panel === own.panel && names(box, own))
      if (!named.length) {
        if (drawn.length > 1) faults.push(`a line has no name: ${own.description}`)
        continue
      }
      const box = {
        left: Math.min(...named.map(line => line.left)),
        right: Math.max(...named.map(line => line.right)),
        top: named[0].top,
        bottom: named.at(-1).bottom,
      }
      const ends = (rule, point) =>
        rule.some(step => Math.hypot(step.x - point.x, step.y - point.y) < 3)
      const led = rules.some(rule =>
        nearest(box, rule) < 5 && own.points.some(point => ends(rule, point)))
      const gap = nearest(box, own.points)
      const closer = drawn.some(line => line !== own && nearest(box, line.points) <= gap)
      if (!led && (gap > 20 || closer))
        faults.push(`${named[0].whole} may be taken for another line's name`)
    }
  }
  return [document.querySelectorAll("svg text").length, faults]
}"""


def faults(page: Page, *drawings: str) -> list[str]:
    """What is wrong with the words of the drawings, in each of the fonts.

    Words that leave their picture, lie on others, or on a line or a dot, or name a line unclearly.
    """
    found = []
    for face in FACES:
        page.set_content(
            "<style>body { margin: 0 } svg text "
            f"{{ font-family: {face}; font-variant-numeric: tabular-nums }}</style>"
            f"{'<br>'.join(drawings)}"
        )
        count, wrong = page.evaluate(LOOK)
        assert count >= 3 * len(drawings)
        found += [f"{face.split(',')[0]}: {fault}" for fault in wrong]
    return found
