// Filters a ledger's claims by verdict and group. Without this script the filter stays hidden and every claim is shown.
(() => {
  "use strict"

  const filter = document.querySelector(".ledger .filter")
  if (!filter) return
  const claims = [...document.querySelectorAll(".ledger .claim")]
  const status = filter.querySelector(".filter__status")
  const chosen = {verdict: "", group: ""}

  function show() {
    for (const claim of claims) {
      claim.hidden = Object.entries(chosen).some(([kind, value]) => value && claim.dataset[kind] !== value)
    }
    for (const button of filter.querySelectorAll("button")) {
      const kind = "verdict" in button.dataset ? "verdict" : "group"
      button.setAttribute("aria-pressed", String(button.dataset[kind] === chosen[kind]))
    }
    // A group's heading stands before its claims, and goes with the last of them.
    for (const heading of document.querySelectorAll(".ledger > h2")) {
      const group = claims.filter(claim => heading.id.endsWith(`-${claim.dataset.group}`))
      heading.hidden = group.every(claim => claim.hidden)
    }
    const count = claims.filter(claim => !claim.hidden).length
    status.textContent = status.dataset.template.replace("{count}", count).replace("{total}", claims.length)
  }

  filter.addEventListener("click", event => {
    const button = event.target.closest("button")
    if (!button) return
    Object.assign(chosen, button.dataset)
    show()
  })

  /** An address that names a claim shows it, whatever is chosen. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    const hidden = target && target.closest(".ledger [hidden]")
    if (!hidden) return
    chosen.verdict = chosen.group = ""
    show()
    target.scrollIntoView()
  }

  window.addEventListener("hashchange", reveal)
  filter.hidden = false
  show()
})()
