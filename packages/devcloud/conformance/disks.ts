import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

/**
 * Files that the usual tools made, packed with Brotli. Each is a disk of 1 MiB that begins with "conformance", as
 * `qemu-img convert` writes it. Exceptions: `disc.iso` and `hybrid.iso` (the same with a partition table in its first
 * sector) come from genisoimage; `wide.qcow2` is empty with 3 GiB; `backed.qcow2` and `data-file.qcow2` refer to
 * another file; `flat.vmdk` is only the descriptor of a flat VMDK.
 */
const files = [
  'disk.qcow2',
  'disk.vmdk',
  'disk.vdi',
  'disk.vhd',
  'disk.vhdx',
  'disc.iso',
  'hybrid.iso',
  'wide.qcow2',
  'backed.qcow2',
  'data-file.qcow2',
  'flat.vmdk',
] as const;

export type DiskName = (typeof files)[number] | 'disk.raw';

/** Virtual size of each `disk.*`. */
export const diskBytes = 1024 * 1024;

export function disk(name: DiskName): Buffer {
  if (name !== 'disk.raw') return brotliDecompressSync(readFileSync(new URL(`disks/${name}.br`, import.meta.url)));
  const raw = Buffer.alloc(diskBytes);
  raw.write('conformance');
  return raw;
}
