// What a query finds. The whole site is a megabyte of text, so a key press simply reads all of it,
// and a match may begin anywhere: in the tail of a compound, before a particle, across a space that
// one writer leaves out. No index but the text.
//
// Other names of a term come from the thesaurus: its names, and the page about it. A page counts as
// much as its front matter says (search: boost). The dialog (assets/search-dialog.js) calls
// `SiteSearch.setUp` once and `SiteSearch.search` at every key.
"use strict"

const SiteSearch = (() => {
  const PARTICLES =
    "으로부터|에서부터|이라는|에서는|에서도|에게서|으로서|으로써|까지는|에는|에도|에서|에게|으로|로서|로써|부터|" +
    "까지|보다|처럼|마다|조차|마저|이란|이나|라는|란|은|는|이|가|을|를|의|에|와|과|도|만|로|나"
  const TAIL = new RegExp(`^([가-힣]{2,}|.*[^가-힣])(${PARTICLES})$`)
  const GAP = /[\s\-‐–·]/,
    PASSED_OVER = /[\s\-‐–·,'’"“”‘()[\]$&/:;]|\.(?!\d)|(?<!\d)\./g,
    HANGUL = /[가-힣]/,
    LATIN = /[a-z]/,
    DIGIT = /\d/,
    SILENT = new Set(".'’")
  const ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
  // characters beside the first match; sections shown of a page; pages shown; matches told apart in
  // a section
  const AROUND = 70,
    SECTIONS = 5,
    PAGES = 60,
    ENOUGH = 9

  // words: how often each occurs in the stories
  let pages = [],
    names = new Map(),
    words = new Map(),
    likeness = null

  // English words that say nothing by themselves in a question; Korean ones hang on their noun.
  const EMPTY = new Set(
    (
      "a an and are at by did do does for from how in is it of on or the to was were " +
      "what when where which who why with"
    ).split(" "),
  )

  const plain = html =>
    html
      .replace(/<sup>.*?<\/sup>/g, "")
      .replace(/<[^>]+>/g, " ")
      .replace(/&(lt|gt|amp);/g, name => ENTITIES[name])
      .replace(/\s+/g, " ")
      .trim()
  const escaped = text =>
    text.replace(/[&<>]/g, letter => `&${{"&": "amp", "<": "lt", ">": "gt"}[letter]};`)

  /**
   * Text as it is compared: no case, accents, spaces, hyphens or commas, and no point but in a
   * number.
   */
  const flat = text =>
    text
      .toLowerCase()
      .replace(/[\u0080-\u036f]/g, letter =>
        letter.normalize("NFD").replace(/[\u0300-\u036f]/g, ""),
      )
      .replace(PASSED_OVER, "")

  /**
   * A letter of a text: what is left of it in the flat form, of which script that is, whether it
   * parts words.
   */
  const known = new Map()
  function letter(raw) {
    let read = known.get(raw)
    if (!read) {
      const left = flat(raw)
      known.set(
        raw,
        (read = {
          left,
          kind: HANGUL.test(left) ? 1 : LATIN.test(left) ? 2 : DIGIT.test(left) ? 3 : 0,
          parts: GAP.test(raw),
        }),
      )
    }
    return read
  }

  /**
   * A text and its flat form, which every query reads through; the way back is made where a query
   * first finds something.
   */
  class Field {
    constructor(text) {
      this.text = text
      this.flat = flat(text)
      this.way = null
    }

    /**
     * Of each flat letter: `at`, its place in the text; `start`, 2 where a word begins and 1 where
     * a script does; `apart`, whether a space is before it.
     */
    get letters() {
      return (this.way ??= wayBack(this.text, this.flat.length))
    }
  }

  function wayBack(text, length) {
    const at = new Uint32Array(length),
      start = new Uint8Array(length + 1),
      apart = new Uint8Array(length)
    start[length] = 2
    let open = true,
      before = 0,
      gap = false,
      place = 0
    for (let i = 0; i < text.length; i++) {
      const raw = text[i],
        {left, kind, parts} = letter(raw)
      const point = raw === "." && DIGIT.test(text[i - 1]) && DIGIT.test(text[i + 1])
      if (parts) gap = open = true
      else if (!left && !point) open = open || !((raw === "," && before === 3) || SILENT.has(raw))
      for (let more = point ? 1 : left.length; more--; place++) {
        at[place] = i
        start[place] = open ? 2 : (point ? 3 : kind) !== before ? 1 : 0
        apart[place] = gap
        gap = open = false
        before = point ? 3 : kind
      }
    }
    return {at, start, apart}
  }

  /** Whole numbers as Korean prose writes them: 63039 is 6만3039. */
  function inMyriads(digits) {
    let rest = Number(digits),
      said = ""
    for (const [size, name] of [
      [1e12, "조"],
      [1e8, "억"],
      [1e4, "만"],
    ]) {
      if (rest >= size) said += Math.floor(rest / size) + name
      rest %= size
    }
    return said + (rest || "")
  }

  function* matches(field, sought, whole) {
    const {kind} = letter(sought[0]),
      last = letter(sought[sought.length - 1]).kind
    for (let i = field.flat.indexOf(sought); i >= 0; i = field.flat.indexOf(sought, i + 1)) {
      const {start, apart} = field.letters,
        end = i + sought.length
      const ends = start[end] !== 0
      if (!start[i] && (kind !== 1 || sought.length < 2)) continue
      if (start[i] !== 2 && apart.subarray(i + 1, end).includes(1)) continue // 서울 산업 holds no 울산
      if (whole && last !== 1 && !ends && !/^s/.test(field.flat.slice(end))) continue
      yield {from: i, to: end, good: (start[i] ? 1 : 0.7) * (last === 1 || ends ? 1 : 0.6)}
    }
  }

  /**
   * Reads the index (`search/search_index.json`, its `docs`) and the thesaurus
   * (`search/terms.json`).
   */
  function setUp(docs, thesaurus) {
    const found = new Map()
    for (const doc of docs) {
      const [path, id] = doc.location.split("#")
      const section = {location: doc.location, title: plain(doc.title), text: plain(doc.text)}
      const slug =
        id ||
        path
          .replace(/(\/index)?\.html$/, "")
          .split("/")
          .pop()
      section.fields = [
        section.title,
        section.text,
        [slug, ...(id ? [] : doc.tags || [])].join(" | "),
      ].map(text => new Field(text))
      if (!found.has(path)) found.set(path, {path, boost: doc.boost || 1, sections: []})
      found.get(path).sections.push(section)
    }
    pages = [...found.values()]
    names = new Map()
    for (const term of thesaurus) {
      const group = {names: term.names.map(flat), about: found.get(term.page)}
      for (const name of group.names) names.set(name, [...(names.get(name) || []), group])
    }
    const written = new Map()
    for (const page of pages.filter(page => page.boost >= 1))
      for (const {title, text} of page.sections) {
        for (const word of `${title} ${text}`.toLowerCase().match(/[a-z]{4,}|[가-힣]{3,}/g) || [])
          written.set(word, (written.get(word) || 0) + 1)
      }
    words = new Map()
    for (const [word, count] of written) words.set(bare(word), (words.get(bare(word)) || 0) + count)
    likeness = null
  }

  /** A word without its particle, where what is left can stand alone. */
  function bare(word) {
    const cut = word.match(TAIL)
    return cut && cut[1].length > 1 ? cut[1] : word
  }

  /**
   * Whether a story holds `sought`, at the beginning of a word at least; as a `whole` word only,
   * where that is asked.
   */
  const occurs = (sought, whole) =>
    pages.some(
      page =>
        page.boost >= 1 &&
        page.sections.some(section =>
          section.fields.some(field => !matches(field, sought, whole).next().done),
        ),
    )

  /**
   * Names and words by their first letter, each with its letters apart; made for the first word
   * that nobody wrote.
   */
  function alike(first) {
    if (!likeness) {
      likeness = new Map()
      for (const word of new Set([...names.keys(), ...words.keys()])) {
        if (!likeness.has(word[0])) likeness.set(word[0], [])
        likeness.get(word[0]).push([word, letters(word)])
      }
    }
    return likeness.get(first) || []
  }

  /** Letters apart: 피치 is ㅍㅣㅊㅣ, so that one wrong vowel is one slip. */
  const letters = word => word.normalize("NFD")

  /**
   * How many slips lie between two words: a letter wrong, missing, too many, or two changed over.
   */
  function slips(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1
    let rows = [[], [...Array(b.length + 1).keys()]]
    for (let i = 1; i <= a.length; i++) {
      const row = [i]
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(
          rows[1][j] + 1,
          row[j - 1] + 1,
          rows[1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        )
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          row[j] = Math.min(row[j], rows[0][j - 2] + 1)
      }
      if (Math.min(...row) > most) return most + 1
      rows = [rows[1], row]
    }
    return rows[1][b.length]
  }

  /** The known words, or only names, that are most like one that nobody wrote. */
  function likely(word, onlyNames) {
    const mine = letters(word),
      most = mine.length < 4 ? 0 : mine.length < 8 ? 1 : 2
    let best = [],
      least = most
    for (const [known, theirs] of most ? alike(word[0]) : []) {
      if (onlyNames && !names.has(known)) continue
      const count = slips(mine, theirs, least)
      if (count > least) continue
      if (count < least) [best, least] = [[], count]
      best.push(known)
    }
    return best
      .sort((a, b) => names.has(b) - names.has(a) || (words.get(b) || 0) - (words.get(a) || 0))
      .slice(0, 2)
  }

  /**
   * What to look for: for each word, or run of words that is a name, its forms with their weight.
   */
  function terms(query) {
    const said = query
      .replace(/"/g, " ")
      .trim()
      .split(/[\s+]+/)
      .filter(word => flat(word))
    const telling = said.filter(word => !EMPTY.has(word.toLowerCase()))
    const typed = telling.length ? telling : said
    const sought = []
    for (let i = 0; i < typed.length;) {
      let take = Math.min(5, typed.length - i)
      const named = () =>
        [
          typed.slice(i, i + take).join(""),
          [...typed.slice(i, i + take - 1), bare(typed[i + take - 1])].join(""),
        ]
          .map(flat)
          .find(name => names.has(name))
      while (take > 1 && !named()) take--
      let name = named()
      if (!name && i === 0 && typed.length === 2 && !occurs(flat(typed[0]), true))
        ((name = likely(flat(typed.join("")), true)[0]), (take = name ? 2 : take))
      const word = flat(typed.slice(i, i + take).join(""))
      i += take
      sought.push(name ? ofName(name) : ofWord(word))
    }
    if (sought.length > 1) {
      // what is typed apart may be written together
      const together = flat(typed.join(""))
      if (occurs(together)) sought.phrase = together
    }
    return sought
  }

  function ofName(name) {
    const groups = names.get(name)
    const forms = new Map([[name, {weight: 1}]])
    for (const other of groups.flatMap(group => group.names))
      if (![...forms.keys()].some(form => other.startsWith(form)))
        forms.set(other, {weight: 0.9, whole: true})
    return {word: name, forms, about: groups.map(group => group.about)}
  }

  function ofWord(word) {
    const stem = bare(word)
    const forms = new Map([[word, {weight: 1}]])
    // 자립도 is a word, since 자립도가 occurs somewhere; 울산을 is none
    if (stem !== word && !standsAlone(word)) {
      if (names.has(stem)) return ofName(stem)
      forms.clear()
      forms.set(stem, {weight: 1})
    }
    if (/^\d{5,}$/.test(word)) forms.set(inMyriads(word), {weight: 1})
    const singular = word.replace(/(?<=[a-z]{2})(ies|es|s)$/, "")
    if (singular !== word) forms.set(singular, {weight: 0.8})
    if (/\d/.test(word) || words.has(stem) || [...forms.keys()].some(form => occurs(form, true)))
      return {word, forms, about: []}
    const close = likely(stem, true)[0] || (occurs(word) ? [] : likely(stem))
    if (typeof close === "string") return {...ofName(close), word}
    for (const known of close) forms.set(known, {weight: 0.7})
    return {word, forms, about: []}
  }

  function standsAlone(word) {
    const said = new RegExp(`${word.replace(/[^\p{L}\p{N}]/gu, "\\$&")}(${PARTICLES})(?![가-힣])`)
    return pages.some(page => page.sections.some(({text}) => said.test(text)))
  }

  /** How well a section answers one term, and where. */
  function scored(section, term) {
    let best = 0
    const spots = [[], [], []]
    for (const [form, {weight, whole}] of term.forms) {
      let text = 0
      section.fields.forEach((field, place) => {
        let left = ENOUGH
        for (const match of matches(field, form, whole)) {
          if (!left--) break
          spots[place].push(match)
          if (place === 1) text += weight * match.good
          else best = Math.max(best, weight * (place ? 4 : 6) * match.good)
        }
      })
      best += (4 * text) / (text + 3)
    }
    return {score: best, spots}
  }

  function marked(text, field, spots, shorten) {
    let from = 0,
      to = text.length
    const ranges = spots
      .map(({from: first, to: last}) => [field.letters.at[first], field.letters.at[last - 1] + 1])
      .sort((a, b) => a[0] - b[0])
    if (shorten) {
      const first = ranges.length ? ranges[0][0] : 0
      from = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 || first : 0
      if (from > first) from = first
      to = Math.min(text.length, from + 4 * AROUND)
    }
    let out = from ? "… " : "",
      done = from
    for (const [start, end] of ranges) {
      if (start < done || end > to) continue
      out += `${escaped(text.slice(done, start))}<mark>${escaped(text.slice(start, end))}</mark>`
      done = end
    }
    return out + escaped(text.slice(done, to)) + (to < text.length ? " …" : "")
  }

  /** The pages that answer `query`, best first, as `shown` describes them. */
  function search(query) {
    const sought = terms(query)
    if (!sought.length) return []
    const found = pages.map(page => ({
      page,
      held: new Set(),
      sections: page.sections.map(section => ({
        section,
        by: sought.map(term => scored(section, term)),
      })),
    }))
    // A word that few pages hold says more than one that many do.
    const telling = sought.map((term, place) => {
      const holders = found.filter(({sections}) => sections.some(({by}) => by[place].score))
      for (const {held} of holders) held.add(term)
      return Math.log(1 + pages.length / (holders.length + 1)) * (term.word.length > 1 ? 1 : 0.3)
    })
    const all = telling.reduce((sum, weight) => sum + weight, 0)
    const answers = []
    for (const {page, held, sections} of found.filter(({held}) => held.size)) {
      for (const answer of sections) {
        const weights = telling.filter((_, place) => answer.by[place].score)
        answer.score =
          (telling.reduce((sum, weight, place) => sum + weight * answer.by[place].score, 0) / all) *
          (0.4 + (0.6 * weights.reduce((sum, weight) => sum + weight, 0)) / all)
        answer.spots = [0, 1].map(place => answer.by.flatMap(({spots}) => spots[place]))
        if (
          sought.phrase &&
          answer.section.fields.some(field => !matches(field, sought.phrase).next().done)
        )
          answer.score *= 1.6
      }
      sections.sort((a, b) => b.score - a.score)
      const rest = sections.slice(1).reduce((sum, answer) => sum + answer.score, 0)
      const cover =
        sought.reduce((sum, term, place) => sum + (held.has(term) ? telling[place] : 0), 0) / all
      const about = sought.filter(term => term.about.includes(page)).length / sought.length
      answers.push({
        page,
        sections: sections.filter(answer => answer.score),
        held,
        cover,
        score:
          cover ** 2 * page.boost * (sections[0].score + (6 * rest) / (rest + 20)) + 12 * about,
      })
    }
    const best = Math.max(0, ...answers.map(answer => answer.cover))
    const listed = answers
      .filter(answer => answer.cover >= best / 2)
      .sort((a, b) => b.score - a.score)
      .slice(0, PAGES)
    return listed.map(answer => shown(answer, sought))
  }

  /**
   * A page with its sections, best first, itself always among them: `location`, `title` and `text`
   * with `<mark>` round what was matched, `words` as they are written there, so that the page can
   * highlight them; and `missing`, what it does not hold.
   */
  function shown({page, sections, held}, sought) {
    const listed = sections.slice(0, SECTIONS)
    const top = page.sections[0]
    if (!listed.some(({section}) => section === top))
      listed.push(
        sections.find(({section}) => section === top) || {section: top, score: 0, spots: [[], []]},
      )
    return {
      location: page.path,
      missing: sought.filter(term => !held.has(term)).map(term => term.word),
      sections: listed.map(({section, spots}) => {
        const words = [
          ...new Set(
            spots.flatMap((list, place) =>
              list.map(({from, to}) => {
                const field = section.fields[place]
                return [section.title, section.text][place].slice(
                  field.letters.at[from],
                  field.letters.at[to - 1] + 1,
                )
              }),
            ),
          ),
        ].slice(0, 6)
        return {
          location: section.location,
          words,
          title: marked(section.title, section.fields[0], spots[0]),
          text: marked(section.text, section.fields[1], spots[1], true),
        }
      }),
    }
  }

  return {setUp, search}
})()
