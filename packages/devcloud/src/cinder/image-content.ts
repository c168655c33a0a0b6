import { open } from 'node:fs/promises';

const headBytes = 64 * 1024;

/** `refused` is decided before the data is downloaded, `useless` after it. */
export type ImageContent = 'usable' | 'refused' | 'useless';

/**
 * Classifies image data for a new volume. Usable data has the declared format and refers to no other file (no backing
 * file, no external data file, no flat VMDK). Cinder calls VHD `vpc`, so it refuses a declared `vhd`. A missing file is
 * useless.
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

/** An ISO and a raw disk are both copied byte for byte. */
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

/** Returns whether the QCOW2 has a backing file or an external data file. */
function leansOnOthers(head: Buffer): boolean {
  if (head.length < 80) return true;
  const dataFileBit = 4n;
  const hasDataFile = head.readUInt32BE(4) >= 3 && (head.readBigUInt64BE(72) & dataFileBit) !== 0n;
  return head.readBigUInt64BE(8) !== 0n || hasDataFile;
}
