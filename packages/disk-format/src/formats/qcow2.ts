import { type ByteReader, byteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type DiskInspection, type Finding, inspectionOf } from '../inspection.ts';
import { noPartitions, readPartitions } from '../partitions.ts';

const HEADER_BYTES = 4096;
const DATA_FILE_NAME = 0x44415441;
const EXTERNAL_DATA_FILE = 0b100;
const COMPRESSED = 0x40;

/** QEMU copy-on-write, versions 2 and 3 (QEMU docs/interop/qcow2). */
export async function readQcow2(source: ByteSource): Promise<DiskInspection> {
  const header = byteReader(await source.read(0, HEADER_BYTES));
  const findings = findingsOf(header, source.size);
  const readable = findings.every((finding) => finding.severity !== 'error') && header.u32be(32) === 0;
  const virtualSize = header.u64be(24);
  const partitions = readable ? await readPartitions(guestDisk(source, header, virtualSize ?? 0)) : noPartitions;
  return inspectionOf('qcow2', { glanceFormat: 'qcow2', virtualSize, findings, ...partitions });
}

function findingsOf(header: ByteReader, fileSize: number): Finding[] {
  const findings: Finding[] = [];
  const backingAt = header.u64be(8) ?? 0;
  if (backingAt !== 0)
    findings.push({
      code: 'backingFile',
      severity: 'error',
      file: header.utf8(backingAt, Math.min(header.u32be(16) ?? 0, 1023)),
    });
  if ((header.u32be(4) ?? 0) >= 3 && ((header.u32be(76) ?? 0) & EXTERNAL_DATA_FILE) !== 0) {
    findings.push({ code: 'dataFile', severity: 'error', file: dataFileName(header) });
  }
  if ((header.u32be(32) ?? 0) !== 0) findings.push({ code: 'encrypted', severity: 'warning' });
  const l1End = (header.u64be(40) ?? Number.POSITIVE_INFINITY) + (header.u32be(36) ?? 0) * 8;
  if (l1End > fileSize) findings.push({ code: 'truncated', severity: 'error' });
  return findings;
}

/** Header extensions are a chain of type, length, padded data. */
function dataFileName(header: ByteReader): string {
  let at = header.u32be(100) ?? header.length;
  for (let i = 0; i < 16; i++) {
    const type = header.u32be(at);
    const length = header.u32be(at + 4);
    if (type === null || length === null || type === 0) return '';
    if (type === DATA_FILE_NAME) return header.utf8(at + 8, Math.min(length, 1023));
    at += 8 + Math.ceil(length / 8) * 8;
  }
  return '';
}

/**
 * The guest's disk seen through the two-level table. Only uncompressed clusters are followed: what is
 * asked of it (a partition table) is a suggestion, and unreadable parts are zeros.
 */
function guestDisk(source: ByteSource, header: ByteReader, size: number): ByteSource {
  const clusterBits = Math.min(Math.max(header.u32be(20) ?? 16, 9), 21);
  const cluster = 2 ** clusterBits;
  const entriesPerTable = cluster / 8;
  const l1At = header.u64be(40) ?? 0;

  async function entry(at: number): Promise<number> {
    const raw = await source.read(at, 8);
    if (raw.length < 8 || ((raw[0] ?? 0) & COMPRESSED) !== 0) return 0;
    // Bit 63 says "in use by nobody else", the low nine bits are flags: the rest is the place.
    const place = new Uint8Array(raw);
    place[0] = (place[0] ?? 0) & 0x3f;
    const offset = byteReader(place).u64be(0) ?? 0;
    return offset - (offset % 512);
  }

  async function readOne(offset: number, length: number): Promise<Uint8Array> {
    const index = Math.floor(offset / cluster);
    const table = await entry(l1At + Math.floor(index / entriesPerTable) * 8);
    const place = table === 0 ? 0 : await entry(table + (index % entriesPerTable) * 8);
    const data = place === 0 ? new Uint8Array() : await source.read(place + (offset % cluster), length);
    const whole = new Uint8Array(length);
    whole.set(data);
    return whole;
  }

  return {
    size,
    async read(offset, length) {
      const parts: Uint8Array[] = [];
      for (let at = offset; at < offset + length && at < size; ) {
        const step = Math.min(offset + length - at, cluster - (at % cluster));
        parts.push(await readOne(at, step));
        at += step;
      }
      const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of parts) {
        joined.set(part, at);
        at += part.length;
      }
      return joined;
    },
  };
}
