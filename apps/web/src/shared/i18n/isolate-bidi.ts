/** Right-to-left scripts and the characters that open or close a change of direction. */
const directional = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u200F\u202A-\u202E\u2066-\u2069]/u;
const isolateOpeners = /[\u2066-\u2068]/u;
const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';

/**
 * Wraps a value in a Unicode directional isolate (UAX #9), so that it cannot reverse or reorder the sentence around it,
 * even if its own changes of direction are unbalanced. A value without directional characters is returned unchanged.
 */
export function isolateBidi(value: string): string {
  if (!directional.test(value)) return value;
  let openIsolates = 0;
  let result = '';
  for (const character of value) {
    if (isolateOpeners.test(character)) openIsolates += 1;
    if (character === popIsolate) {
      // An unbalanced U+2069 would close the isolate around the value.
      if (openIsolates === 0) continue;
      openIsolates -= 1;
    }
    result += character;
  }
  return firstStrongIsolate + result + popIsolate.repeat(openIsolates + 1);
}
