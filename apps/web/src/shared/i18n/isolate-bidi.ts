/** Scripts written from right to left, and the characters that turn direction or end a turn. */
const mayTurn = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u200F\u202A-\u202E\u2066-\u2069]/u;
const opens = /[\u2066-\u2068]/u;
const firstStrong = '\u2068';
const end = '\u2069';

/**
 * A value for the middle of a sentence, which it can neither reverse nor reorder: it stands in an isolate of its own
 * (Unicode TR 9), whatever turns of direction it holds, ended or not. What cannot turn anything comes back as it was.
 */
export function isolateBidi(value: string): string {
  if (!mayTurn.test(value)) return value;
  let open = 0;
  let kept = '';
  for (const character of value) {
    if (opens.test(character)) open += 1;
    if (character === end) {
      // It would end the isolate around the value.
      if (open === 0) continue;
      open -= 1;
    }
    kept += character;
  }
  return firstStrong + kept + end.repeat(open + 1);
}
