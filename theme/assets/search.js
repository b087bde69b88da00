// What a query finds. The whole site is a megabyte of text, so a key press simply reads all of it,
// and a match may begin anywhere: in the tail of a compound, before a particle, across a space that
// one writer leaves out. No index but the text.
//
// Other words for a thing come from the thesaurus: the names of terms, the pages about them, and
// synonyms. A page counts as much as its front matter says (search: boost), and most where the
// query is one of its other names (also:). The dialog (assets/search-dialog.js) calls
// `SiteSearch.setUp` once and `SiteSearch.search` at every key.
"use strict"

const SiteSearch = (() => {
  // what hangs on a Korean noun or verb, longest first where one ends like another
  const SUFFIX = [
    "으로부터 에서부터 이라는 이라도 에게서 으로서 으로써 에서 에게 으로 로서 로써 부터 까지 보다 처럼",
    "마다 조차 마저 밖에 이란 이나 이며 이고 라는 라도 란 은 는 이 가 을 를 의 에 와 과 도 만 로 나 들 께 하고",
    "했나요 했는지 했나 하나요 하는지 하나 했다 한다 하다 하는 하기 되나요 되나 됐나 인가요 인가 일까 이다",
    "하려면 하려고 하면 하고 해야 해서 해요 하세요 합니까 됩니까 되면 려면 려고 받나요 받나",
    "나요 는지 은지 는가 을까 까요 습니까 니까 다 요 나 지 던 기 고 며 면",
  ]
    .join(" ")
    .split(" ")
    .sort((a, b) => b.length - a.length)
  const ONLY_SUFFIXES = new RegExp(`^(?:${SUFFIX.join("|")})+$`)
  const PARTICLES =
    "으로부터|에서부터|이라는|에서는|에서도|에게서|으로서|으로써|까지는|에는|에도|에서|에게|으로|로서|로써|부터|" +
    "까지|보다|처럼|마다|조차|마저|이란|이나|라는|란|은|는|이|가|을|를|의|에|와|과|도|만|로|나"
  const TAIL = new RegExp(`^([가-힣]{2,}|.*[^가-힣])(${PARTICLES})$`)
  const GAP = /[\s\-‐–·~,?!]/,
    UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff",
    PASSED_OVER = new RegExp(
      `[\\s\\-‐–·~,'’"“”‘()[\\]$&/:;?!*_#<>「」『』《》〈〉${UNSEEN}]|\\.(?!\\d)|(?<!\\d)\\.`,
      "g",
    ),
    HANGUL = /[가-힣ㄱ-ㅣ]/,
    LATIN = /[a-z]/,
    DIGIT = /\d/,
    SILENT = new Set(".'’")
  const ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
  const AROUND = 70, // characters beside the first match of an excerpt
    SECTIONS = 5, // shown of a page
    PAGES = 24, // shown
    ENOUGH = 9, // matches told apart in a text
    KEPT = 300, // forms whose places are kept
    MEANT = 3 // words that consonants alone may stand for
  // What weighs how much; the bench holds it (python -m bench.search).
  const TITLE = 6, // a word in a heading
    HEAD = 4, // in a page's other names, its city's and its description, or in an id
    TEXT = 4, // in the text, at most
    BESIDE = 4, // letters between words that stand together
    NEAR = 40, // and in one sentence
    SAID = 0.6, // a word, before its rarity
    IN_HEAD = 0.7, // a word that a section has only in the head of its page
    ON_PAGE = 0.4, // and one that only another section of a story has
    OTHERS = 4, // a page's other sections, at most
    STORY = 0.5, // the boost of a story, at least
    ABOUT = 16, // a page that is what the query asks for
    ELSEWHERE = 0.7 // a page of another city than the one that is asked for

  // whole: all texts in their flat form, one after the other, which is what a query reads;
  // words: how often each occurs in the stories
  let pages = [],
    cities = new Set(),
    fields = [],
    whole = "",
    usual = 1,
    names = new Map(),
    words = new Map(),
    likeness = null,
    headwords = null,
    kept = new Map(),
    alone = new Map(),
    absent = new Set()
  const NOWHERE = new Map()

  // Words that say nothing by themselves in a question.
  const EMPTY = new Set(
    (
      "a an and are at be been by can could did do does for from had happen happened has " +
      "have how i in is it its me of on or over s should tell than that the their there " +
      "they this to versus vs was were what what's when where which who whose why will " +
      "with would you 왜 어떻게 어떤 어느 무엇 무엇이 무엇을 무엇인가 무슨 뭐 뭐가 뭐야 뭔가 뭔지 뭘 언제 누가 누구 어디 어디서 어디에 " +
      "얼마나 얼마 몇 있나 있나요 있는 있는지 있는가 있을까 했나 했나요 한 할 하는 하나 되나 되나요 된 부분 부분이 부분은 곳 곳은 점 점은 점이 때 " +
      "때문 때문에 내용 정보 설명 관련 현황 뭐예요 뭔가요 무엇인가요 어떤가 어땠나 대한 대해 관한 관해 위한 그 이 저 수 것 것은 것이 및 또는 그리고 " +
      "이유 이유는 까닭 까닭은 뜻 뜻은 의미 알려줘"
    ).split(" "),
  )

  const plain = html =>
    html
      .replace(/<sup>.*?<\/sup>/g, "")
      .replace(/<[^>]+>/g, " ")
      .replace(/&(lt|gt|amp);/g, name => ENTITIES[name])
      .replace(/\s+/g, " ")
      .trim()
      .normalize("NFC")
  const escaped = text =>
    text.replace(/[&<>]/g, letter => `&${{"&": "amp", "<": "lt", ">": "gt"}[letter]};`)

  /** A letter without accent and width; a Hangul letter by itself as a keyboard types it. */
  const folds = new Map()
  function folded(letter) {
    let fold = folds.get(letter)
    if (fold === undefined) {
      fold = /[ㄱ-ㅣ]/.test(letter)
        ? letter
        : letter
            .normalize("NFKD")
            .toLowerCase()
            .replace(/[\u0300-\u036f]/g, "")
            .replace(/[\u1100-\u1112]/g, one => Hangul.INITIALS[one.charCodeAt(0) - 0x1100])
            .normalize("NFC")
            .replace(PASSED_OVER, "")
      folds.set(letter, fold)
    }
    return fold
  }

  /**
   * Text as it is compared: no case, accents, widths, spaces, hyphens or commas, and no point but
   * in a number.
   */
  const flat = text =>
    text
      .toLowerCase()
      .replace(PASSED_OVER, "")
      .replace(/[^\x00-\x7f가-힣]/g, folded)

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
   * A text of a section, with the place of its flat form in `whole`; the way back is made where a
   * query first finds something.
   */
  class Field {
    constructor(section, place, text) {
      this.section = section
      this.place = place
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
      if (parts && !(raw === "," && before === 3)) gap = open = true
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

  /** Figures as the pages write them: 60 percent is 60%, 15만2천 is 15만2000, 350k is 350,000. */
  const figures = query =>
    query
      .replace(/(\d)\s*(?:percent|per cent|퍼센트|프로(?![가-힣]))/gi, "$1%")
      .replace(/(?<!\S)(\d+)k\b/gi, "$1,000")
      .replace(/(\d)\s?(?:m|mn|mln)\b/gi, "$1 million")
      .replace(/(\d)\s?bn\b/gi, "$1 billion")
      .replace(/(\d+)천(?:\s?(\d+)백)?(?=[\s가-힣]|$)/g, (_, thousands, hundreds) =>
        String(thousands * 1000 + (hundreds || 0) * 100),
      )

  /**
   * Where a form stands, by section: a text of its own or a pattern, found at the beginning of a
   * word or, if Hangul of two syllables or more, anywhere in one.
   */
  function hits(form) {
    const {text, pattern = "", whole: wholly = false} = form,
      key = `${text} ${pattern} ${wholly}`
    if (absent.has(text)) return NOWHERE
    let found = kept.get(key)
    if (!found) {
      found = text || pattern ? read(text, pattern && new RegExp(pattern, "g"), wholly) : NOWHERE
      if (kept.size > KEPT) kept.clear()
      kept.set(key, found)
      if (text && !found.size && !whole.includes(text)) absent.add(text)
    }
    return found
  }

  function read(text, pattern, wholly) {
    const found = new Map()
    let place = 0
    for (let at = 0, sought = text; ; at++) {
      if (pattern) {
        pattern.lastIndex = at
        const next = pattern.exec(whole)
        at = next ? next.index : -1
        sought = next?.[0]
      } else at = whole.indexOf(text, at)
      if (at < 0) return found
      while (fields[place].end < at) place++
      const field = fields[place],
        spot = match(field, at - field.from, sought, wholly)
      if (!spot) continue
      let spots = found.get(field.section)
      if (!spots) found.set(field.section, (spots = [[], [], []]))
      if (spots[field.place].push(spot) >= ENOUGH) at = field.end
    }
  }

  function match(field, from, sought, wholly) {
    const {start, apart} = field.letters,
      {kind} = letter(sought[0]),
      last = letter(sought[sought.length - 1]).kind,
      to = from + sought.length
    const ends = start[to] !== 0
    if (!start[from] && (kind !== 1 || sought.length < 2)) return null
    if (start[from] !== 2 && apart.subarray(from + 1, to).includes(1)) return null // 서울 산업: no 울산
    if (wholly && last !== 1 && !ends && !/^s/.test(field.flat.slice(to))) return null
    return {from, to, good: (start[from] ? 1 : 0.7) * (last === 1 || ends ? 1 : 0.6)}
  }

  /**
   * Reads the index (`search/search_index.json`, its `docs`) and the thesaurus
   * (`search/terms.json`).
   */
  function setUp(docs, thesaurus) {
    const found = new Map(),
      at = new Map()
    fields = []
    for (const doc of docs) {
      const [path, id] = doc.location.split("#")
      const section = {location: doc.location, title: plain(doc.title), text: plain(doc.text)}
      const slug =
        id ||
        path
          .replace(/(\/index)?\.html$/, "")
          .split("/")
          .pop()
      const other = [...(doc.also || []), ...(doc.place || []), doc.description || ""]
      section.fields = [section.title, section.text, [slug, ...other].join(" | ")].map(
        (text, place) => new Field(section, place, text),
      )
      fields.push(...section.fields)
      if (!found.has(path))
        found.set(path, {
          path,
          boost: doc.boost || 1,
          sections: [],
          also: namesIn(section, doc),
          place: (doc.place || []).map(flat),
        })
      section.page = found.get(path)
      section.page.sections.push(section)
      at.set(doc.location, section)
    }
    let from = 0
    for (const field of fields) {
      field.from = from
      field.end = from + field.flat.length
      from = field.end + 1
    }
    whole = fields.map(field => field.flat).join("\n")
    pages = [...found.values()]
    cities = new Set(pages.flatMap(page => page.place))
    usual = (from / fields.length) * 3
    names = new Map()
    for (const {names: all, page, entry} of thesaurus) {
      const group = {
        names: all.map(flat),
        page: found.get(page),
        entry: at.get(entry),
        synonyms: !entry,
      }
      for (const name of group.names) names.set(name, [...(names.get(name) || []), group])
    }
    const written = new Map()
    for (const page of pages.filter(page => page.boost >= 1))
      for (const {title, text} of page.sections) {
        for (const word of `${title} ${text}`.toLowerCase().match(/[a-z]{4,}|[가-힣]{2,}/g) || [])
          written.set(word, (written.get(word) || 0) + 1)
      }
    words = new Map()
    for (const [word, count] of written) words.set(bare(word), (words.get(bare(word)) || 0) + count)
    likeness = headwords = null
    for (const held of [kept, alone, absent]) held.clear()
  }

  /** Where the other names of a page stand in the flat form of its first section's head. */
  function namesIn({fields}, {also = []}) {
    const heads = fields[2].flat.split("|")
    let from = heads[0].length + 1
    return heads.slice(1, also.length + 1).map(text => {
      const name = {text, from, to: from + text.length}
      from = name.to + 1
      return name
    })
  }

  /** What the first queries would wait for, in small steps, so that idle moments can take them. */
  function* warm() {
    for (const field of fields) yield field.letters
    for (const name of names.keys()) yield whole.includes(name) || absent.add(name)
    yield alike("a")
    yield byInitials("ㅇ")
  }

  /** A word without its particle, where what is left can stand alone. */
  function bare(word) {
    const cut = word.match(TAIL)
    return cut && cut[1].length > 1 ? cut[1] : word
  }

  /**
   * Whether a story holds `text`, at the beginning of a word at least; as a `whole` word only,
   * where that is asked.
   */
  function occurs(text, wholly) {
    for (const section of hits({text, whole: wholly}).keys())
      if (section.page.boost >= STORY) return true
    return false
  }

  const anywhere = form => hits(form).size > 0

  /**
   * Names and words by their first letter, each with its keys; made for the first word that nobody
   * wrote.
   */
  function alike(first) {
    if (!likeness) {
      likeness = new Map()
      for (const word of new Set([...names.keys(), ...words.keys()])) {
        if (word.length < 3) continue
        if (!likeness.has(word[0])) likeness.set(word[0], [])
        likeness.get(word[0]).push([word, Hangul.keys(word)])
      }
    }
    return likeness.get(first) || []
  }

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
    const mine = Hangul.keys(word),
      most = mine.length < 4 ? 0 : mine.length < 8 ? 1 : 2
    let best = [],
      least = most
    for (const [near, theirs] of most ? alike(word[0]) : []) {
      if (onlyNames && !names.has(near)) continue
      const count = slips(mine, theirs, least)
      if (count > least) continue
      if (count < least) [best, least] = [[], count]
      best.push(near)
    }
    return best
      .sort((a, b) => names.has(b) - names.has(a) || (words.get(b) || 0) - (words.get(a) || 0))
      .slice(0, 2)
  }

  /** The words of headings and the names that consonants alone stand for, commonest first. */
  function byInitials(consonants) {
    if (!headwords) {
      const all = new Set([...names.keys()])
      for (const {place, text} of fields)
        if (place !== 1) for (const word of text.match(/[가-힣]{2,}/g) || []) all.add(bare(word))
      const often = word => (words.get(word) || 0) + (names.has(word) ? 9 : 0)
      headwords = [...all]
        .filter(word => /^[가-힣]/.test(word))
        .map(word => [Hangul.initials(word), word])
        .sort(([, a], [, b]) => often(b) - often(a))
    }
    const whole = headwords.filter(([initials]) => initials === consonants)
    const begun = headwords.filter(
      ([initials]) => initials !== consonants && initials.startsWith(consonants),
    )
    return [...whole, ...begun].slice(0, MEANT).map(([, word]) => word)
  }

  /**
   * What to look for: for each word, or run of words that is a name, its forms with their weight.
   */
  function terms(query) {
    const said = figures(query.normalize("NFC"))
      .replace(/["“”‘’「」]/g, " ")
      .replace(/(?<!\d),|,(?!\d)|[?!…|/]/g, " ")
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
      const raw = typed.slice(i, i + take).join("")
      i += take
      sought.push(...(name ? [ofName(name)] : ofWord(flat(raw), raw)))
    }
    if (sought.length > 1) {
      // what is typed apart may be written together
      const together = flat(typed.join(""))
      if (occurs(together)) sought.phrase = together
    }
    sought.said = sought.map(({word}) => word).join("")
    sought.typed = flat(said.join(""))
    return sought
  }

  const term = (word, forms, more) => ({word, forms, pages: [], entries: [], ...more})

  function ofName(name) {
    const groups = names.get(name)
    const forms = [{text: name, weight: 1}]
    for (const text of shorter(name)) forms.push({text, weight: 0.8})
    const written = occurs(name)
    for (const {names: all, synonyms} of groups)
      for (const other of all)
        if (!forms.some(({text}) => other.startsWith(text)))
          forms.push({text: other, weight: !synonyms ? 0.9 : written ? 0.35 : 0.7, whole: true})
    return term(name, forms, {
      pages: groups.flatMap(({page}) => page || []),
      entries: groups.flatMap(({entry}) => entry || []),
    })
  }

  /** The terms that a word stands for: mostly one, more where it is a compound that no page has. */
  function ofWord(word, raw) {
    if (/^[ㄱ-ㅎ]+$/.test(word)) {
      const meant = byInitials(Hangul.apart(word))
      if (meant.length) {
        const [first, ...others] = meant
        const one = names.has(first) ? ofName(first) : term(word, [{text: first, weight: 1}])
        const rest = others.map(text => ({text, weight: 0.3}))
        return [{...one, word, forms: [...one.forms, ...rest]}]
      }
    }
    if (names.has(word)) return [ofName(word)]
    const stem = bare(word)
    // 자립도 is a word, since 자립도가 stands somewhere; 울산을 is none, nor 울산에서, for all that
    // 울산에서는 stands somewhere
    const cut = stem !== word && (word.length - stem.length > 1 || !standsAlone(word))
    if (cut && names.has(stem)) return [ofName(stem)]
    for (let length = word.length - 1; length > 1; length--) {
      const name = word.slice(0, length)
      if (names.has(name) && ONLY_SUFFIXES.test(word.slice(length)) && !standsAlone(word))
        return [ofName(name)]
    }
    const forms = [{text: cut ? stem : word, weight: 1}]
    if (/^\d{5,}$/.test(word)) forms.push({text: inMyriads(word), weight: 1})
    for (const text of shorter(cut ? stem : word)) forms.push({text, weight: 0.8})
    if (/\d/.test(word) && forms.some(anywhere)) return [term(word, forms)]
    if (words.has(stem) || forms.some(({text}) => occurs(text, true))) return [term(word, forms)]
    const split = pieces(word)
    if (split.length && !split.at(-1).rest && !forms.some(({text}) => occurs(text)))
      return split.flatMap(({word: part}) => ofWord(part, part))
    const close = likely(stem, true)[0]
    if (close) return [{...ofName(close), word}]
    const begun = {pattern: Hangul.onTheWay(word), text: "", weight: 0.8}
    if (begun.pattern && anywhere(begun)) return [term(word, [...forms, begun])]
    const other = onOtherKeyboard(raw)
    if (other) return ofWord(other, other).map(one => ({...one, instead: other}))
    if (forms.some(anywhere)) return [term(word, forms)]
    const name = [...names.keys()].find(
      name => name.startsWith(word) || (begun.pattern && name.match(begun.pattern)?.index === 0),
    )
    if (name) return [{...ofName(name), word}]
    const near = likely(stem)
    if (near.length) return [term(word, [...forms, ...near.map(text => ({text, weight: 0.7}))])]
    if (split.length)
      return split.flatMap(({word: part, rest = ""}) => [
        ...ofWord(part, part),
        ...(rest.length > 1 ? [term(rest, [{text: rest, weight: 1}])] : []),
      ])
    return [term(word, forms)]
  }

  /** What a word shares with its other forms: 제철소들 and 제철소, closing and closed. */
  function shorter(word) {
    const found = []
    for (const end of [
      /(?<=[가-힣]{2})(들|했|하|한|할|함|됐|되|된|될|시켰|적|적인)$/,
      /(?<=[a-z]{2})(ies|es|s)$/,
      /(?<=[a-z]{4})(ing|ed|er|ers|ion|ions|e|es)$/,
    ]) {
      const text = word.replace(end, "")
      if (text !== word && !found.includes(text)) found.push(text)
    }
    return found
  }

  /**
   * A word that no page has, in the longest known words that it is made of: 울산인구 is 울산 and
   * 인구. `rest` is set where something is left that is no ending.
   */
  function pieces(word) {
    const found = []
    for (let from = 0; from < word.length;) {
      const left = word.slice(from)
      if (ONLY_SUFFIXES.test(left) && found.length) break
      let length = left.length - (from ? 0 : 1)
      const fits = () => {
        const part = left.slice(0, length)
        if (words.has(part) || names.has(part)) return true
        const rest = left.slice(length)
        return (!rest || ONLY_SUFFIXES.test(rest)) && occurs(part, true)
      }
      while (length > 1 && !fits()) length--
      if (length < 2) {
        if (found.length) found[found.length - 1].rest = left
        return found
      }
      found.push({word: left.slice(0, length)})
      from += length
    }
    return found
  }

  /** What the same keys type on the other keyboard, if pages hold that. */
  function onOtherKeyboard(raw) {
    const latin = /^[a-z]+$/i.test(raw)
    if (raw.length < 3 || !(latin || /^[가-힣ㄱ-ㅣ]+$/.test(raw))) return ""
    const other = latin ? Hangul.composed(raw) : Hangul.keys(raw).toLowerCase()
    if (latin ? !/^[가-힣]+[ㄱ-ㅎ]?$/.test(other) : other.length < 4) return ""
    const begun = {text: "", pattern: latin && other.length > 1 ? Hangul.onTheWay(other) : ""}
    return names.has(other) || occurs(other) || anywhere(begun) ? other : ""
  }

  function standsAlone(word) {
    if (alone.has(word)) return alone.get(word)
    const said = new RegExp(`${word.replace(/[^\p{L}\p{N}]/gu, "\\$&")}(${PARTICLES})(?![가-힣])`)
    const found = fields.some(({text}) => said.test(text))
    alone.set(word, found)
    return found
  }

  /** How well the sections answer one term, and where. */
  function answers(term) {
    const found = new Map()
    for (const form of term.forms)
      for (const [section, spots] of hits(form)) {
        if (!found.has(section)) found.set(section, {score: 0, spots: [[], [], []]})
        const answer = found.get(section)
        let best = 0
        for (const place of [0, 2])
          for (const {good} of spots[place])
            best = Math.max(best, form.weight * (place ? HEAD : TITLE) * good)
        const text = spots[1].reduce((sum, {good}) => sum + form.weight * good, 0)
        const long = 0.5 + (0.5 * section.fields[1].flat.length) / usual
        answer.score += best + (TEXT * text) / (text + 3 * Math.min(long, 4))
        answer.spots[0].push(...spots[0])
        answer.spots[1].push(...spots[1])
        for (const {from, to, good} of spots[2])
          answer.spots[2].push({from, to, good: good * Math.max(form.weight, 0.8)})
      }
    return found
  }

  /**
   * How much words of a section stand together: 1 where all neighbors in the query are neighbors
   * there, half where they are in one sentence.
   */
  function together(by) {
    let near = 0
    for (let i = 1; i < by.length; i++) {
      const [a, b] = [by[i - 1], by[i]]
      if (!a || !b) continue
      let gap = Infinity
      for (const place of [0, 1])
        for (const one of a.spots[place].slice(0, ENOUGH))
          for (const two of b.spots[place].slice(0, ENOUGH))
            gap = Math.min(gap, Math.max(two.from - one.to, one.from - two.to))
      near += gap <= BESIDE ? 1 : gap <= NEAR ? 0.5 : 0
    }
    return by.length > 1 ? near / (by.length - 1) : 0
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
      if (to < text.length) to = text.lastIndexOf(" ", to)
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
    const by = sought.map(answers)
    const held = new Map() // page -> for each term whether it is there, and in its head
    by.forEach((found, place) => {
      for (const [section, {spots}] of found) {
        if (!held.has(section.page))
          held.set(section.page, {has: sought.map(() => 0), head: sought.map(() => 0)})
        const {has, head} = held.get(section.page)
        has[place] = 1
        if (section === section.page.sections[0])
          head[place] = Math.max(head[place], ...[...spots[0], ...spots[2]].map(({good}) => good))
      }
    })
    // A word that few pages hold says more than one that many do.
    const telling = sought.map(({word}, place) => {
      const holders = [...held.values()].filter(({has}) => has[place]).length
      return (SAID + Math.log(1 + pages.length / (holders + 1))) * (word.length > 1 ? 1 : 0.3)
    })
    const all = telling.reduce((sum, weight) => sum + weight, 0)
    const share = list => list.reduce((sum, one, place) => sum + one * telling[place], 0) / all
    const phrase = sought.phrase ? hits({text: sought.phrase}) : new Map()
    // a page of another city than the one that is asked for
    const asked = sought
      .flatMap(({forms}) => forms.map(({text}) => text))
      .filter(text => cities.has(text))
    const elsewhere = ({place}) =>
      asked.length && place.length && !place.some(name => asked.includes(name))
    const listed = []
    for (const [page, {has, head}] of held) {
      const story = page.boost >= STORY,
        sections = page.sections
          .filter(section => by.some(found => found.has(section)))
          .map(section => {
            const mine = by.map(found => found.get(section))
            const cover = share(
              mine.map((one, place) =>
                one ? 1 : head[place] ? IN_HEAD : has[place] && story ? ON_PAGE : 0,
              ),
            )
            let score = share(mine.map(one => (one ? one.score : 0)))
            score *= 1 + together(mine)
            if (phrase.has(section)) score *= 1.6
            const spots = [0, 1].map(place => mine.flatMap(one => (one ? one.spots[place] : [])))
            return {section, score: score * cover ** 2, cover, spots}
          })
          .sort((a, b) => b.score - a.score)
      const rest = sections.slice(1).reduce((sum, answer) => sum + answer.score, 0)
      const cover = Math.max(...sections.map(answer => answer.cover)),
        meant = about(
          page,
          sought,
          sections,
          by.map(found => found.get(page.sections[0])),
          share(head),
          share,
        )
      listed.push({
        page,
        sections,
        missing: sought.filter((_, place) => !has[place]).map(({word}) => word),
        enough: Math.max(cover, meant),
        score:
          (page.boost * (sections[0].score + (OTHERS * rest) / (rest + 20)) + ABOUT * meant) *
          (elsewhere(page) ? ELSEWHERE : 1),
      })
    }
    const best = Math.max(0, ...listed.map(answer => answer.enough))
    return listed
      .filter(answer => answer.enough >= best / 4)
      .sort((a, b) => b.score - a.score)
      .slice(0, PAGES)
      .map(answer => shown(answer, sought))
  }

  /** How much a page is what the query asks for, whatever else holds its words: 0 to 1. */
  function about(page, sought, sections, heads, head, share) {
    const {said, typed} = sought
    let most = head ** 3 * 0.6
    for (const {text, from, to} of page.also) {
      if (text === typed || text === said) most = 1
      const held = sought.map((_, place) => {
        const spots = heads[place]?.spots[2].filter(spot => spot.from >= from && spot.to <= to)
        return spots?.length ? spots.reduce((a, b) => (b.good > a.good ? b : a)) : null
      })
      const covered = held.reduce((sum, spot) => sum + (spot ? spot.to - spot.from : 0), 0),
        whole = Math.min(1, covered / (to - from))
      most = Math.max(most, 0.9 * share(held.map(spot => spot?.good || 0)) ** 2 * whole ** 2)
    }
    most = Math.max(most, share(sought.map(({pages}) => pages.includes(page))) ** 1.5)
    if (sought.length === 1) {
      const entry = sections.find(({section}) => sought[0].entries.includes(section))
      if (entry) {
        most = Math.max(most, sought[0].pages.length ? 0.6 : 1)
        sections.unshift(...sections.splice(sections.indexOf(entry), 1))
      }
    }
    // a claim typed or pasted as it stands
    if (sought.length > 5 && sections.some(({section}) => section.fields[0].flat.includes(typed)))
      most = 1
    return most
  }

  /**
   * A page with its sections, best first, itself always among them: `location`, `title` and `text`
   * with `<mark>` round what was matched, `words` as they are written there, so that the page can
   * highlight them; `missing`, what it does not hold; and `instead`, what was looked for where the
   * keyboard was the wrong one.
   */
  function shown({page, sections, missing}, sought) {
    const listed = sections.slice(0, SECTIONS)
    const top = page.sections[0]
    if (!listed.some(({section}) => section === top))
      listed.push(
        sections.find(({section}) => section === top) || {section: top, score: 0, spots: [[], []]},
      )
    return {
      location: page.path,
      missing,
      instead: sought.flatMap(({instead}) => instead || [])[0],
      sections: listed.map(({section, spots}) => {
        const words = [
          ...new Set(
            spots.flatMap((list, place) =>
              list.map(({from, to}) => {
                const field = section.fields[place]
                return field.text.slice(field.letters.at[from], field.letters.at[to - 1] + 1)
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

  return {setUp, warm, search}
})()
