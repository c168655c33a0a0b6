/** A word that names of files and identifiers must not have, and what to write instead. */
export interface BannedWord {
  /**
   * Where the word is banned: as a whole `file` name, `alone` as a whole name, as the `last` word of a name
   * (`statusWords`), or as `any` word of it (`newsDesk`).
   */
  readonly position: 'file' | 'alone' | 'last' | 'any';
  readonly instead: string;
}

const verb: BannedWord = { position: 'alone', instead: 'a verb that names what is returned or changed' };

/**
 * Banned words; `docs/glossary.md` has the words to use instead. Some words are absent or banned in one position only
 * because they are somebody else's terms: `put` is an HTTP method, `line` is a line of text, `answer` is a member's
 * answer in Glance, `followRedirects` is HTTP, `gateway` is one word.
 */
export const bannedNameParts: Readonly<Record<string, BannedWord>> = {
  // Speech, although code does not talk.
  say: verb,
  says: verb,
  said: verb,
  tell: verb,
  tells: verb,
  told: { position: 'any', instead: 'notify, report, or the name of the data' },
  hear: verb,
  hears: verb,
  heard: { position: 'any', instead: 'received, or the name of the data' },
  ask: verb,
  asks: verb,
  asked: { position: 'alone', instead: 'request, or the name of the data' },
  // Verbs without a field of their own.
  look: verb,
  looks: verb,
  looked: verb,
  judge: { position: 'any', instead: 'classify' },
  judged: { position: 'any', instead: 'classified' },
  take: verb,
  takes: verb,
  taken: { position: 'alone', instead: 'the state of the data, e.g. accepted' },
  give: verb,
  gives: verb,
  given: { position: 'alone', instead: 'fixture, input, or the name of the data' },
  carry: verb,
  carries: verb,
  enter: verb,
  stand: { position: 'last', instead: 'state' },
  stands: verb,
  follow: verb,
  follows: verb,
  // Metaphors where the field has a word.
  news: { position: 'any', instead: 'event, report or update' },
  weather: { position: 'any', instead: 'outage or fault' },
  desk: { position: 'any', instead: 'store' },
  tide: { position: 'any', instead: 'sent offset' },
  habit: { position: 'any', instead: 'preference' },
  habits: { position: 'any', instead: 'preferences' },
  aftermath: { position: 'any', instead: 'diagnosis' },
  surroundings: { position: 'any', instead: 'services or dependencies' },
  wish: { position: 'any', instead: 'request' },
  wishes: { position: 'any', instead: 'requests' },
  people: { position: 'any', instead: 'users' },
  // Nouns that fit any value.
  words: { position: 'last', instead: 'label, text or message' },
  way: { position: 'last', instead: 'method, path or mode' },
  ways: { position: 'last', instead: 'methods, paths or modes' },
  place: { position: 'last', instead: 'page, screen, position or slot' },
  places: { position: 'last', instead: 'pages, screens, positions or slots' },
  gate: { position: 'last', instead: 'pause control, lock or guard' },
  front: { position: 'last', instead: 'proxy or header' },
  line: { position: 'file', instead: 'row, connection or upstream request' },
  around: { position: 'alone', instead: 'context, services or neighbours' },
  kept: { position: 'alone', instead: 'stored, cached or retained' },
};

/** Whole names that are banned, and what to write instead. */
export const bannedNames: Readonly<Record<string, string>> = {
  letGo: 'release, abort or close',
  letsGo: 'releases, aborts or closes',
  holdBack: 'delay or throttle',
  giveBack: 'pipe or restore',
};
