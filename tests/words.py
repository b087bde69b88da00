"""Where the words of drawings stand, asked of a browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page
from support import ROOT

# The site's own face as this machine has it, and what a browser takes where it has none: here a wider one.
FACES = [
    re.findall(
        r"--sans: (.+?);", (ROOT / "theme/assets/second-leap.css").read_text(encoding="utf-8")
    )[0],
    "sans-serif",
]

# A text's own box would tell of its face: of Noto Sans CJK it is 1.45 times as high as the letters are large, and most of that is empty. So the
# measure is the band that letters fill, from 0.9 of their size over the line they stand on (Hangul, an accent on a capital) to 0.25 under it (a
# tail). Such bands may touch but not lie on each other. Only at the picture's edge is a pixel allowed, for the rounding of its size.
# The name of a line (each of whose dots tells it) is nearer to its own line than to any other, or a thin rule leads from the one to the other.
LOOK = """() => {
  const faults = []
  for (const svg of document.querySelectorAll("svg")) {
    const at = (element, point) => new DOMPoint(point.x, point.y).matrixTransform(element.getScreenCTM())
    const frame = svg.getBoundingClientRect()
    const words = [...svg.querySelectorAll("text")].filter(text => text.getAttribute("opacity") !== "0").flatMap(text => {
      const size = parseFloat(getComputedStyle(text).fontSize), lines = text.children.length ? [...text.children] : [text]
      return lines.filter(line => line.getNumberOfChars()).map(line => {
        const start = at(text, line.getStartPositionOfChar(0)), end = at(text, line.getEndPositionOfChar(line.getNumberOfChars() - 1))
        const whole = lines.map(line => line.textContent).join(" ")
        return {says: line.textContent, whole, left: start.x, right: end.x, top: start.y - 0.9 * size, bottom: start.y + 0.25 * size}
      })
    })
    const points = mark => {
      const found = []
      for (let along = 0; along <= mark.getTotalLength(); along += 2) found.push(at(mark, mark.getPointAtLength(along)))
      return found
    }
    const rules = [...svg.querySelectorAll(".chart__rule")].map(points)
    const drawn = [...svg.querySelectorAll(".chart__series")].map(series =>
      ({told: series.querySelector("[aria-label]").getAttribute("aria-label"), points: [...series.children].flatMap(points)}))
    const inside = (box, point) => point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom
    const within = box => box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    const far = (box, {x, y}) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom))
    const nearest = (box, points) => Math.min(...points.map(point => far(box, point)))
    words.forEach((box, index) => {
      if (!within(box)) faults.push(`${box.says} leaves the picture`)
      for (const other of words.slice(0, index)) if (meet(box, other)) faults.push(`${box.says} lies on ${other.says}`)
      if ([...rules, ...drawn.map(line => line.points)].flat().some(point => inside(box, point))) faults.push(`${box.says} lies on a line or a dot`)
    })
    for (const own of drawn) {
      const named = words.filter(box => own.told.startsWith(`${box.whole}, `))
      if (!named.length) continue
      const box = {left: Math.min(...named.map(line => line.left)), right: Math.max(...named.map(line => line.right)), top: named[0].top, bottom: named.at(-1).bottom}
      const led = rules.some(rule => nearest(box, rule) < 5 && own.points.some(point => rule.some(step => Math.hypot(step.x - point.x, step.y - point.y) < 3)))
      const gap = nearest(box, own.points)
      if (!led && (gap > 20 || drawn.some(line => line !== own && nearest(box, line.points) <= gap))) faults.push(`${named[0].whole} may be taken for another line's name`)
    }
    if (drawn.length > 1) for (const own of drawn)
      if (!words.some(box => own.told.startsWith(`${box.whole}, `))) faults.push(`a line has no name: ${own.told}`)
  }
  return [document.querySelectorAll("svg text").length, faults]
}"""


def faults(page: Page, *drawings: str) -> list[str]:
    """What is wrong with the words of the drawings in each of the faces: those that leave their picture, lie on others, or on a line or a dot."""
    found = []
    for face in FACES:
        page.set_content(
            f"<style>body {{ margin: 0 }} svg text {{ font-family: {face}; font-variant-numeric: tabular-nums }}</style>{'<br>'.join(drawings)}"
        )
        count, wrong = page.evaluate(LOOK)
        assert count >= 3 * len(drawings)
        found += [f"{face.split(',')[0]}: {fault}" for fault in wrong]
    return found
