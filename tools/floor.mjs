// @ts-check
// What a page's scripts may take for granted: Chromium 119, the floor of full cover, and Firefox 128. Newer things are used only
// where the browser is asked first. Syntax is lowered by the build (its target is Chromium 102); this looks at names.

/**
 * Names above the floor. `asked`: how a script must ask before it uses one; without it the name may not occur at all.
 * @type {{name: string, since: number, words: RegExp, asked?: RegExp}[]}
 */
const ABOVE = [
  { name: 'URL.canParse', since: 120, words: /\bURL\.canParse\b/ },
  { name: 'URL.parse', since: 126, words: /\bURL\.parse\b/ },
  { name: 'Array.fromAsync', since: 121, words: /\bArray\.fromAsync\b/ },
  { name: 'Set methods', since: 122, words: /\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/ },
  {
    name: 'Iterator helpers',
    since: 122,
    words: /\bIterator\.(from|concat)\b|\.(values|keys|entries)\(\)\.(map|filter|toArray|some|every)\(/,
  },
  { name: 'setHTMLUnsafe, getHTML', since: 124, words: /\.(setHTMLUnsafe|getHTML)\(/ },
  { name: 'Promise.try', since: 128, words: /\bPromise\.try\b/ },
  { name: 'currentCSSZoom', since: 128, words: /\.currentCSSZoom\b/, asked: /\.currentCSSZoom\s*\?\?/ },
  { name: 'caretPositionFromPoint', since: 128, words: /\.caretPositionFromPoint\b/ },
  { name: 'Intl.DurationFormat', since: 129, words: /\bIntl\.DurationFormat\b/ },
  { name: 'moveBefore', since: 133, words: /\.moveBefore\(/ },
  { name: 'requestClose', since: 134, words: /\.requestClose\(/ },
  { name: 'Error.isError', since: 134, words: /\bError\.isError\b/ },
  { name: 'RegExp.escape', since: 136, words: /\bRegExp\.escape\b/ },
  { name: 'base64 of byte arrays', since: 140, words: /\bUint8Array\.from(Base64|Hex)\b|\.to(Base64|Hex)\(\)/ },
  { name: 'activeViewTransition', since: 142, words: /\.activeViewTransition\b/ },
  { name: 'light-dark()', since: 123, words: /\blight-dark\(/ },
  { name: 'field-sizing', since: 123, words: /\bfield-sizing\s*:/ },
  { name: 'anchor positioning', since: 125, words: /\b(anchor-name|position-anchor|position-area)\s*:/ },
  { name: 'interpolate-size', since: 129, words: /\binterpolate-size\s*:/ },
  // Below the floor of full cover, above the least version that may be installed (102): the reminder still shows without them.
  { name: 'arrays by copy', since: 110, words: /\.(toSorted|toReversed|toSpliced)\(/ },
  { name: 'groupBy', since: 117, words: /\b(Object|Map)\.groupBy\b/ },
  { name: 'Promise.withResolvers', since: 119, words: /\bPromise\.withResolvers\b/ },
  { name: 'AbortSignal.timeout, AbortSignal.any', since: 103, words: /\bAbortSignal\.(timeout|any)\b/ },
  { name: 'isWellFormed', since: 111, words: /\.(isWellFormed|toWellFormed)\(/ },
  { name: ':has()', since: 105, words: /:has\(/ },
  { name: 'color-mix()', since: 111, words: /\bcolor-mix\(/ },
  { name: 'container queries', since: 105, words: /@container\b/ },
  { name: 'units of the small and dynamic window', since: 108, words: /\d(dvh|svh|lvh|dvw|svw)\b/ },
  { name: 'popover', since: 114, words: /\.showPopover\(/, asked: /[`'"]popover[`'"]\s*in\s*HTMLElement\.prototype/ },
  {
    name: 'checkVisibility',
    since: 105,
    words: /\.checkVisibility\b/,
    asked: /\.checkVisibility\?\.\(|\.checkVisibility\)?\s*==/,
  },
  // Chromium 74, never in Firefox.
  {
    name: 'isVisible of an observer',
    since: 74,
    words: /trackVisibility/,
    asked: /[`'"]isVisible[`'"]\s*in\s*IntersectionObserverEntry\.prototype/,
  },
];

/** Names in a page's script that are newer than the floor and not asked for. @param {string} text @returns {string[]} */
export function aboveFloor(text) {
  return ABOVE.filter(({ words, asked }) => words.test(text) && !asked?.test(text)).map(
    ({ name, since }) => `uses ${name} (Chromium ${since}) without asking for it`,
  );
}
