/**
 * Takes a request's path apart into decoded segments, or refuses it: one spelling for each address, so that the
 * policy and the cloud can never read the same path differently.
 * @param path percent-encoded, beginning with a slash, without the query
 * @returns `null` for anything that a plain client would not send
 */
export function segmentsOf(path: string): readonly string[] | null {
  if (!path.startsWith('/')) return null;
  const segments: string[] = [];
  for (const raw of path.slice(1).split('/')) {
    const segment = decode(raw);
    if (segment === null || !isPlain(segment)) return null;
    segments.push(segment);
  }
  return segments;
}

/** The one spelling that goes to the cloud. */
export function pathOf(segments: readonly string[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}

const longestSegment = 1024;

function decode(raw: string): string | null {
  try {
    return decodeURIComponent(raw);
  } catch {
    return null;
  }
}

/** No empty or dotted step, no separator in disguise, no control character, nothing encoded twice. */
function isPlain(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..' || segment.length > longestSegment) return false;
  return !/[/\\;?#%\p{Cc}\p{Cs}]/u.test(segment);
}
