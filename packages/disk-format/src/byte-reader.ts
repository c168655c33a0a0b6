/** Reads that answer `null` beyond the end, so that a short or lying file is a case and not an exception. */
export interface ByteReader {
  readonly length: number;
  readonly u16le: (at: number) => number | null;
  readonly u32le: (at: number) => number | null;
  readonly u32be: (at: number) => number | null;
  /** `null` also for values no JavaScript number holds exactly: no disk is that large. */
  readonly u64le: (at: number) => number | null;
  readonly u64be: (at: number) => number | null;
  /** True when the bytes at `at` are these, given as text (Latin-1) or numbers. */
  readonly has: (at: number, expected: string | readonly number[]) => boolean;
  /** Latin-1 text without trailing spaces and zeros. */
  readonly text: (at: number, length: number) => string;
  readonly utf8: (at: number, length: number) => string;
}

export function byteReader(data: Uint8Array): ByteReader {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const within = (at: number, size: number): boolean => at >= 0 && at + size <= data.byteLength;
  const exact = (value: bigint): number | null => (value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null);
  const cut = (at: number, length: number): Uint8Array => data.subarray(at, at + length);
  return {
    length: data.byteLength,
    u16le: (at) => (within(at, 2) ? view.getUint16(at, true) : null),
    u32le: (at) => (within(at, 4) ? view.getUint32(at, true) : null),
    u32be: (at) => (within(at, 4) ? view.getUint32(at, false) : null),
    u64le: (at) => (within(at, 8) ? exact(view.getBigUint64(at, true)) : null),
    u64be: (at) => (within(at, 8) ? exact(view.getBigUint64(at, false)) : null),
    has(at, expected) {
      const codes = typeof expected === 'string' ? [...expected].map((letter) => letter.charCodeAt(0)) : expected;
      return within(at, codes.length) && codes.every((code, i) => data[at + i] === code);
    },
    text: (at, length) => String.fromCharCode(...cut(at, length)).replace(/[\0 ]+$/, ''),
    utf8: (at, length) => new TextDecoder().decode(cut(at, length)),
  };
}
