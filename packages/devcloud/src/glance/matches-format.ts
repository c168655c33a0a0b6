import { type FileHandle, open } from 'node:fs/promises';

const HEAD_BYTES = 64 * 1024;

interface Mark {
  readonly format: string;
  readonly offset: number;
  readonly magic: string;
}

const MARKS: readonly Mark[] = [
  { format: 'qcow2', offset: 0, magic: 'QFI\xfb' },
  { format: 'vmdk', offset: 0, magic: 'KDMV' },
  { format: 'vhdx', offset: 0, magic: 'vhdxfile' },
  { format: 'vhd', offset: 0, magic: 'conectix' },
  { format: 'vdi', offset: 64, magic: '\x7f\x10\xda\xbe' },
  { format: 'luks', offset: 0, magic: 'LUKS\xba\xbe' },
  { format: 'iso', offset: 32769, magic: 'CD001' },
  { format: 'disk', offset: 510, magic: '\x55\xaa' },
];

/** Formats whose magic numbers the data has: several for a hybrid ISO, none for plain bytes. */
function formatsOf(head: Buffer): readonly string[] {
  return MARKS.filter(({ offset, magic }) => head.toString('latin1', offset, offset + magic.length) === magic).map(
    ({ format }) => format,
  );
}

/** Returns whether the QCOW2 has a backing file or an external data file. */
function leansOnOthers(head: Buffer): boolean {
  if (head.length < 80) return true;
  const dataFileBit = 4n;
  const hasDataFile = head.readUInt32BE(4) >= 3 && (head.readBigUInt64BE(72) & dataFileBit) !== 0n;
  return head.readBigUInt64BE(8) !== 0n || hasDataFile;
}

/** Formats without a magic number. Data that has the magic number of another format does not match them. */
const UNMARKED: readonly (string | null)[] = ['ami', 'ari', 'aki', 'ploop'];

/**
 * Returns whether release 2025.1 accepts the file for a bare image of this format. The data must have the declared
 * format or be declared raw, refer to no other file, and have only one format. Only the first bytes are read.
 */
export async function matchesFormat(path: string, diskFormat: string | null): Promise<boolean> {
  const head = await headOf(path);
  const found = formatsOf(head);
  if (found.length > 1 || (found.includes('qcow2') && leansOnOthers(head))) return false;
  if (diskFormat === 'raw') return true;
  return UNMARKED.includes(diskFormat) ? found.length === 0 : found[0] === diskFormat;
}

async function headOf(path: string): Promise<Buffer> {
  const file: FileHandle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
