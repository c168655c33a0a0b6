/**
 * Splits a request's path into decoded segments. Each address has exactly one accepted spelling, so the policy and the
 * cloud cannot read the same path differently.
 * @param path percent-encoded, with a leading slash, without the query
 * @returns `null` for a path that a plain client would not send
 */
export function parsePath(path: string): readonly string[] | null {
  if (!path.startsWith('/')) return null;
  const segments: string[] = [];
  for (const raw of path.slice(1).split('/')) {
    const segment = decode(raw);
    if (segment === null || !isPlain(segment)) return null;
    segments.push(segment);
  }
  return segments;
}

/** Encodes segments as the path that the cloud receives. */
export function formatPath(segments: readonly string[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}

const maxSegmentLength = 1024;

function decode(raw: string): string | null {
  try {
    return decodeURIComponent(raw);
  } catch {
    return null;
  }
}

/** No empty or dotted segment, no separator, no control character, and nothing that was encoded twice. */
function isPlain(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..' || segment.length > maxSegmentLength) return false;
  return !/[/\\;?#%\p{Cc}\p{Cs}]/u.test(segment);
}
