/** Typed reads that return `null` beyond the end, so that a truncated file is a case and not an exception. */
export interface ByteReader {
  readonly length: number;
  readonly u16le: (offset: number) => number | null;
  readonly u32le: (offset: number) => number | null;
  readonly u32be: (offset: number) => number | null;
  /** `null` also for values beyond `Number.MAX_SAFE_INTEGER`: no disk is that large. */
  readonly u64le: (offset: number) => number | null;
  readonly u64be: (offset: number) => number | null;
  /** Whether the bytes at the offset equal these, given as Latin-1 text or as numbers. */
  readonly has: (offset: number, expected: string | readonly number[]) => boolean;
  /** Latin-1 text without trailing spaces and zeros. */
  readonly text: (offset: number, length: number) => string;
  readonly utf8: (offset: number, length: number) => string;
}

export function byteReader(data: Uint8Array): ByteReader {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const fits = (offset: number, size: number): boolean => offset >= 0 && offset + size <= data.byteLength;
  const safe = (value: bigint): number | null => (value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null);
  const part = (offset: number, length: number): Uint8Array => data.subarray(offset, offset + length);
  return {
    length: data.byteLength,
    u16le: (offset) => (fits(offset, 2) ? view.getUint16(offset, true) : null),
    u32le: (offset) => (fits(offset, 4) ? view.getUint32(offset, true) : null),
    u32be: (offset) => (fits(offset, 4) ? view.getUint32(offset, false) : null),
    u64le: (offset) => (fits(offset, 8) ? safe(view.getBigUint64(offset, true)) : null),
    u64be: (offset) => (fits(offset, 8) ? safe(view.getBigUint64(offset, false)) : null),
    has(offset, expected) {
      const codes = typeof expected === 'string' ? [...expected].map((letter) => letter.charCodeAt(0)) : expected;
      return fits(offset, codes.length) && codes.every((code, index) => data[offset + index] === code);
    },
    text: (offset, length) => String.fromCharCode(...part(offset, length)).replace(/[\0 ]+$/, ''),
    utf8: (offset, length) => new TextDecoder().decode(part(offset, length)),
  };
}
