import { open } from 'node:fs/promises';

const headBytes = 64 * 1024;

/** `refused` before it is fetched, `useless` once it is here. */
export type ImageContent = 'usable' | 'refused' | 'useless';

/**
 * Whether the volume service can turn these bytes into a disk: they are of the declared format, and whole in themselves
 * (no backing or data file, no flat VMDK). A VHD goes by another name there and is never taken. A missing file is useless.
 */
export async function classifyContent(path: string | null, diskFormat: string | null): Promise<ImageContent> {
  const head = path === null ? null : await readHead(path).catch(() => null);
  if (head === null) return 'useless';
  if (diskFormat === 'vhd') return 'refused';
  const found = formatOf(head);
  if (found === 'qcow2' && leansOnOthers(head)) return 'refused';
  return found === wantedFor(diskFormat) ? 'usable' : 'useless';
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A CD and a raw disk are copied as they are. */
function wantedFor(diskFormat: string | null): string {
  return diskFormat === null || ['raw', 'iso', 'ami', 'ari', 'aki'].includes(diskFormat) ? 'raw' : diskFormat;
}

const magics: readonly (readonly [format: string, offset: number, magic: string])[] = [
  ['qcow2', 0, 'QFI\xfb'],
  ['vmdk', 0, 'KDMV'],
  ['flat vmdk', 0, '# Disk DescriptorFile'],
  ['vhdx', 0, 'vhdxfile'],
  ['vhd', 0, 'conectix'],
  ['vdi', 64, '\x7f\x10\xda\xbe'],
  ['qed', 0, 'QED\0'],
  ['luks', 0, 'LUKS\xba\xbe'],
];

function formatOf(head: Buffer): string {
  const row = magics.find(([, offset, magic]) => head.toString('latin1', offset, offset + magic.length) === magic);
  return row?.[0] ?? 'raw';
}

/** A QCOW2 with a backing file, or whose data lies in another file. */
function leansOnOthers(head: Buffer): boolean {
  if (head.length < 80) return true;
  const dataFileBit = 4n;
  const hasDataFile = head.readUInt32BE(4) >= 3 && (head.readBigUInt64BE(72) & dataFileBit) !== 0n;
  return head.readBigUInt64BE(8) !== 0n || hasDataFile;
}
