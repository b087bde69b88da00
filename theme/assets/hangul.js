// Hangul as it is typed: letters, keys, and what a syllable half typed may become.
"use strict"

const Hangul = (() => {
  const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    INITIAL_KEYS = "r R s e E f a q Q t T d w W c z x v g".split(" "),
    VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    VOWEL_KEYS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(" "),
    FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
    FINAL_KEYS = " r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(" "),
    FIRST = 0xac00,
    OF_INITIAL = 21 * 28
  const keysOf = new Map()
  for (const [letters, keys] of [
    [INITIALS, INITIAL_KEYS],
    [VOWELS, VOWEL_KEYS],
    [FINALS, FINAL_KEYS],
  ])
    keys.forEach((key, place) => keysOf.set(letters[place], key))
  const either = keys => [...keys].sort((a, b) => b.length - a.length).join("|")
  const VOWEL = either(VOWEL_KEYS)
  const SYLLABLE = new RegExp(
    `(${either(INITIAL_KEYS)})(?:(${VOWEL})((?:${either(FINAL_KEYS.slice(1))})(?!${VOWEL}))?)?`,
    "y",
  )

  /** Initial, vowel and final of a syllable, by their places in the alphabet. */
  function parts(syllable) {
    const code = syllable.charCodeAt(0) - FIRST
    return [Math.floor(code / OF_INITIAL), Math.floor(code / 28) % 21, code % 28]
  }
  const join = (initial, vowel, final) =>
    String.fromCharCode(FIRST + initial * OF_INITIAL + vowel * 28 + final)

  /** The keys of a two-set keyboard that type `text`: 울산 is dnftks. */
  const keys = text =>
    text.replace(/[가-힣]|[ㄱ-ㅣ]/g, one => {
      if (one < "가") return keysOf.get(one)
      const [initial, vowel, final] = parts(one)
      return INITIAL_KEYS[initial] + VOWEL_KEYS[vowel] + FINAL_KEYS[final].trim()
    })

  /** What a Korean keyboard makes of `typed`; nothing where that is not all Hangul. */
  function composed(typed) {
    const shifted = key => ("QWERTOP".includes(key) ? key : key.toLowerCase())
    const small = typed.replace(/[A-Z]/g, shifted)
    let out = ""
    for (SYLLABLE.lastIndex = 0; SYLLABLE.lastIndex < small.length;) {
      const found = SYLLABLE.exec(small)
      if (!found) return ""
      const [, initial, vowel, final] = found
      const place = INITIAL_KEYS.indexOf(initial)
      out += vowel
        ? join(place, VOWEL_KEYS.indexOf(vowel), final ? FINAL_KEYS.indexOf(final) : 0)
        : INITIALS[place]
    }
    return out
  }

  /** Any syllable that begins with a consonant. */
  function beginning(consonant) {
    const place = INITIALS.indexOf(consonant)
    return place < 0 ? consonant : `[${join(place, 0, 0)}-${join(place, 20, 27)}]`
  }

  /** Consonants one by one: ㄳ is ㄱ and ㅅ. */
  const apart = text =>
    text.replace(/[ㄱ-ㅎ]/g, one => {
      const pair = INITIALS.includes(one) ? [] : [...keysOf.get(one)]
      return pair.length ? pair.map(key => INITIALS[INITIAL_KEYS.indexOf(key)]).join("") : one
    })

  /**
   * A pattern of what `text` may become while its last syllable is typed: 핓 is 피츠 on its way, 우
   * may be 울, 산ㅇ is 산 and the beginning of 업. Nothing where `text` does not end so.
   */
  function onTheWay(text) {
    const [, head, last, more] = /^(.*?)([가-힣]?)([ㄱ-ㅎ]*)$/s.exec(text)
    if (more) return head + last + [...apart(more)].map(beginning).join("")
    if (!last) return ""
    const [initial, vowel, final] = parts(last)
    const grown = (all, key) => all.flatMap((one, place) => (one.startsWith(key) ? [place] : []))
    if (!final) {
      const ranges = grown(VOWEL_KEYS, VOWEL_KEYS[vowel]).map(
        one => `${join(initial, one, 0)}-${join(initial, one, 27)}`,
      )
      return `${head}[${ranges.join("")}]`
    }
    const typed = FINAL_KEYS[final],
      moved = typed.slice(-1),
      kept = FINAL_KEYS.indexOf(typed.slice(0, -1))
    const floated = join(initial, vowel, kept) + beginning(INITIALS[INITIAL_KEYS.indexOf(moved)])
    const whole = grown(FINAL_KEYS, typed).map(f => join(initial, vowel, f))
    return `${head}(?:[${whole.join("")}]|${floated})`
  }

  const jamo = (keys, among, first) =>
    [...keys].map(key => String.fromCharCode(first + among.indexOf(key))).join("")

  /**
   * `text` letter by letter as it is typed, without accents and case: what is half a syllable is
   * the beginning of the whole.
   */
  const letters = text =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\u11a8-\u11c2]/g, one =>
        jamo(FINAL_KEYS[one.charCodeAt(0) - 0x11a7], INITIAL_KEYS, 0x1100),
      )
      .replace(/[\u1161-\u1175]/g, one =>
        jamo(VOWEL_KEYS[one.charCodeAt(0) - 0x1161], VOWEL_KEYS, 0x1161),
      )
      .replace(/\p{M}+/gu, "")

  const initials = text => text.replace(/[가-힣]/g, one => INITIALS[parts(one)[0]])

  return {INITIALS, keys, composed, apart, onTheWay, letters, initials}
})()
