/** One file of an archive; its name in ASCII. */
export interface ZipEntry {
  readonly name: string;
  readonly text: string;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Response(bytes).body?.pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

type Field = readonly [bytes: 2 | 4, value: number];

function record(fields: readonly Field[], name: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = fields.reduce((sum, [bytes]) => sum + bytes, 0);
  const record = new Uint8Array(length + name.length);
  const view = new DataView(record.buffer);
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  record.set(name, length);
  return record;
}

/** Needs deflate, nothing newer. */
const version = 20;
const deflated = 8;
/** 1 January 1980 at midnight: the archive tells nothing about when it was made. */
const date = 0x21;

/** Packs files with the browser's own deflate; no workers, which a strict content security policy would refuse. */
export async function zip(entries: readonly ZipEntry[], type: string): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  const sizeOf = (list: readonly Uint8Array[]) => list.reduce((sum, { length }) => sum + length, 0);
  const encoder = new TextEncoder();
  for (const entry of entries) {
    const name = encoder.encode(entry.name);
    const plain = encoder.encode(entry.text);
    const packed = await deflate(plain);
    const common: readonly Field[] = [
      [2, version],
      [2, 0],
      [2, deflated],
      [2, 0],
      [2, date],
      [4, crc32(plain)],
      [4, packed.length],
      [4, plain.length],
      [2, name.length],
      [2, 0],
    ];
    const header = record([[4, 0x04034b50], ...common], name);
    // Comment, disk, attributes inside and outside, place of the header.
    const rest: readonly Field[] = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ];
    directory.push(record([[4, 0x02014b50], [2, version], ...common, ...rest], name));
    parts.push(header, packed);
    offset += header.length + packed.length;
  }
  const count = entries.length;
  const end = record(
    [
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, count],
      [2, count],
      [4, sizeOf(directory)],
      [4, offset],
      [2, 0],
    ],
    new Uint8Array(),
  );
  return new Blob([...parts, ...directory, end], { type });
}
