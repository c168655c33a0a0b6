import { type ByteReader, byteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type DiskInspection, type Finding, inspectionOf } from '../inspection.ts';
import { noPartitions, readPartitions } from '../partitions.ts';

const HEADER_BYTES = 4096;
const FILE_NAME_BYTES_MAX = 1023;
const DATA_FILE_NAME = 0x44415441;
const EXTERNAL_DATA_FILE = 0b100;
const COMPRESSED = 0x40;

/** Reads a QEMU copy-on-write disk, version 2 or 3 (QEMU docs/interop/qcow2). */
export async function readQcow2(source: ByteSource): Promise<DiskInspection> {
  const header = byteReader(await source.read(0, HEADER_BYTES));
  const findings = findingsOf(header, source.size);
  const virtualSize = header.u64be(24);
  const isReadable = findings.every(({ severity }) => severity !== 'error') && header.u32be(32) === 0;
  const partitions = isReadable ? await readPartitions(guestDisk(source, header, virtualSize ?? 0)) : noPartitions;
  return inspectionOf('qcow2', { glanceFormat: 'qcow2', virtualSize, findings, ...partitions });
}

function findingsOf(header: ByteReader, fileSize: number): Finding[] {
  const findings: Finding[] = [];
  const backingOffset = header.u64be(8) ?? 0;
  if (backingOffset !== 0) {
    const file = header.utf8(backingOffset, Math.min(header.u32be(16) ?? 0, FILE_NAME_BYTES_MAX));
    findings.push({ code: 'backingFile', severity: 'error', file });
  }
  const version = header.u32be(4) ?? 0;
  const incompatibleFeatures = header.u32be(76) ?? 0;
  if (version >= 3 && (incompatibleFeatures & EXTERNAL_DATA_FILE) !== 0)
    findings.push({ code: 'dataFile', severity: 'error', file: dataFileName(header) });
  if ((header.u32be(32) ?? 0) !== 0) findings.push({ code: 'encrypted', severity: 'warning' });
  const l1End = (header.u64be(40) ?? Number.POSITIVE_INFINITY) + (header.u32be(36) ?? 0) * 8;
  if (l1End > fileSize) findings.push({ code: 'truncated', severity: 'error' });
  return findings;
}

/** Finds the data file's name in the header extensions: a list of type, length and padded data. */
function dataFileName(header: ByteReader): string {
  let offset = header.u32be(100) ?? header.length;
  for (let index = 0; index < 16; index++) {
    const type = header.u32be(offset);
    const length = header.u32be(offset + 4);
    if (type === null || length === null || type === 0) return '';
    if (type === DATA_FILE_NAME) return header.utf8(offset + 8, Math.min(length, FILE_NAME_BYTES_MAX));
    offset += 8 + Math.ceil(length / 8) * 8;
  }
  return '';
}

/**
 * The guest's disk, mapped through the L1 and L2 tables. Compressed clusters and unreadable parts are zeros: the result
 * serves to suggest a boot mode from the partition table and decides nothing else.
 */
function guestDisk(source: ByteSource, header: ByteReader, size: number): ByteSource {
  const clusterBits = Math.min(Math.max(header.u32be(20) ?? 16, 9), 21);
  const clusterBytes = 2 ** clusterBits;
  const entriesPerTable = clusterBytes / 8;
  const l1Offset = header.u64be(40) ?? 0;

  /** Offset that a table entry points to; 0 when the cluster is not allocated or compressed. */
  async function readTableEntry(entryOffset: number): Promise<number> {
    const entry = new Uint8Array(await source.read(entryOffset, 8));
    const first = entry[0] ?? 0;
    if (entry.length < 8 || (first & COMPRESSED) !== 0) return 0;
    // Bits 62 and 63 and the low nine bits are flags.
    entry[0] = first & 0x3f;
    const target = byteReader(entry).u64be(0) ?? 0;
    return target - (target % 512);
  }

  async function readWithinCluster(offset: number, length: number): Promise<Uint8Array> {
    const index = Math.floor(offset / clusterBytes);
    const l2Offset = await readTableEntry(l1Offset + Math.floor(index / entriesPerTable) * 8);
    const clusterOffset = l2Offset === 0 ? 0 : await readTableEntry(l2Offset + (index % entriesPerTable) * 8);
    const data = new Uint8Array(length);
    if (clusterOffset !== 0) data.set(await source.read(clusterOffset + (offset % clusterBytes), length));
    return data;
  }

  return {
    size,
    async read(offset, length) {
      const data = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      for (let done = 0; done < data.length; ) {
        const clusterLeft = clusterBytes - ((offset + done) % clusterBytes);
        const part = await readWithinCluster(offset + done, Math.min(data.length - done, clusterLeft));
        data.set(part, done);
        done += part.length;
      }
      return data;
    },
  };
}

/** Reads a QEMU enhanced disk, which Glance does not know. */
export async function readQed(source: ByteSource): Promise<DiskInspection> {
  const header = byteReader(await source.read(0, 64));
  return inspectionOf('qed', { virtualSize: header.u64le(48), findings: [{ code: 'unsupported', severity: 'error' }] });
}
