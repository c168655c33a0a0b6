/**
 * The effect of a rule on a matching request. After `delay` and `slowRead` the request continues, and later rules apply
 * to it too.
 */
export type FaultEffect =
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string; readonly contentType?: string }
  | { readonly kind: 'reset' }
  /** Closes the connection after this many bytes of the response body. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  | { readonly kind: 'slowRead'; readonly bytesPerSecond: number }
  /** Expires the request's token before the service checks it. */
  | { readonly kind: 'expireToken' }
  /** Keeps the import that this request starts `importing` for `ms`, then fails it with `reason` where one is given. */
  | { readonly kind: 'import'; readonly ms?: number; readonly reason?: string }
  /** Kills the worker after this many bytes of the body: the connection closes and the image's status never changes. */
  | { readonly kind: 'die'; readonly afterBytes: number }
  /**
   * Data of this request, or of the import that it starts, must have the declared format, as from release 2025.1 on.
   */
  | { readonly kind: 'matchFormats' };

export interface FaultMatch {
  /** `identity`, `image` or `volume`. */
  readonly service?: string;
  readonly method?: string;
  /** Source of a regular expression that is matched against the path without the service's prefix and the query. */
  readonly path?: string;
  /** The same for the query, without the question mark. */
  readonly query?: string;
}

export interface FaultRule {
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
  /** How often the rule may still apply; unlimited when absent. */
  readonly times?: number;
}

type Shape = Readonly<Record<string, 'string' | 'number' | 'string?' | 'number?'>>;

const effectShapes: Readonly<Record<FaultEffect['kind'], Shape>> = {
  delay: { ms: 'number' },
  status: { status: 'number', body: 'string?', contentType: 'string?' },
  reset: {},
  truncate: { bytes: 'number' },
  slowRead: { bytesPerSecond: 'number' },
  expireToken: {},
  import: { ms: 'number?', reason: 'string?' },
  die: { afterBytes: 'number' },
  matchFormats: {},
};
const matchShape: Shape = { service: 'string?', method: 'string?', path: 'string?', query: 'string?' };
const patterns = ['path', 'query'] as const;

/** Parses the body of a PUT. Returns the rules, or a message that says what is wrong with them. */
export function parseFaultRules(value: unknown): readonly FaultRule[] | string {
  if (!Array.isArray(value)) return 'a list of rules is wanted';
  const complaints = value.flatMap((rule, i) => complaintsAbout(rule).map((text) => `rule ${i}: ${text}`));
  return complaints.length > 0 ? complaints.join('; ') : (value as FaultRule[]);
}

function complaintsAbout(rule: unknown): string[] {
  if (!isRecord(rule)) return ['an object is wanted'];
  const { match, effect, times } = rule;
  if (!isRecord(match)) return ['match is missing'];
  if (!isRecord(effect)) return ['effect is missing'];
  const shape = Object.entries(effectShapes).find(([kind]) => kind === effect.kind)?.[1];
  if (!shape) return [`effect.kind is one of ${Object.keys(effectShapes).join(', ')}`];
  return [
    ...misfits('match', match, matchShape),
    ...misfits('effect', effect, { kind: 'string', ...shape }),
    ...(times === undefined || isCount(times) ? [] : ['times is a number']),
    ...patterns
      .filter((key) => match[key] !== undefined && !isPattern(match[key]))
      .map((key) => `match.${key} is not a regular expression`),
  ];
}

function misfits(where: string, value: Readonly<Record<string, unknown>>, shape: Shape): string[] {
  const unknown = Object.keys(value)
    .filter((key) => !(key in shape))
    .map((key) => `${where}.${key} is not known`);
  const wrong = Object.entries(shape).flatMap(([key, type]) => {
    const wanted = type.replace('?', '');
    if (value[key] === undefined) return type.endsWith('?') ? [] : [`${where}.${key} is missing`];
    const fits = wanted === 'number' ? isCount(value[key]) : typeof value[key] === wanted;
    return fits ? [] : [`${where}.${key} is a ${wanted}`];
  });
  return [...unknown, ...wrong];
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === 'string' && new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
