import type { Finding } from './inspection.ts';

/** A file name as one word of a POSIX shell. */
function quoted(name: string): string {
  return /^[\w.,+@%/-]+$/.test(name) && !name.startsWith('-') ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}

const stem = (name: string): string => name.replace(/\.[A-Za-z0-9]{1,6}$/, '') || name;
const converted = (name: string): string => quoted(`${stem(name)}-converted.qcow2`);

/** What to run to get a file the cloud takes; one line a finding, `null` where no command helps. */
const commands: {
  readonly [C in Finding['code']]: (name: string, finding: Extract<Finding, { code: C }>) => string | null;
} = {
  empty: () => null,
  truncated: () => null,
  encrypted: () => null,
  backingFile: (name) => `qemu-img convert -O qcow2 ${quoted(name)} ${converted(name)}`,
  dataFile: (name) => `qemu-img convert -O qcow2 ${quoted(name)} ${converted(name)}`,
  vmdkFlat: (name) =>
    `qemu-img convert -O vmdk -o subformat=streamOptimized ${quoted(name)} ${quoted(`${stem(name)}-converted.vmdk`)}`,
  differencing: (name) => `qemu-img convert -O qcow2 ${quoted(name)} ${converted(name)}`,
  unsupported: (name) => `qemu-img convert -O qcow2 ${quoted(name)} ${converted(name)}`,
  vhdFixed: (name) => `qemu-img convert -f vpc -O qcow2 ${quoted(name)} ${converted(name)}`,
  hybridIso: () => null,
  archive: (name, { archive }) => unpack[archive](quoted(name)),
};

const unpack = {
  gzip: (name: string) => `gunzip -k ${name}`,
  xz: (name: string) => `unxz -k ${name}`,
  zstd: (name: string) => `unzstd ${name}`,
  bzip2: (name: string) => `bunzip2 -k ${name}`,
  tar: (name: string) => `tar -xvf ${name}`,
  zip: (name: string) => `unzip ${name}`,
} as const;

/** The exact command that mends a finding, for a shell on the user's machine. */
export function remedyCommand(finding: Finding, fileName: string): string | null {
  const command = commands[finding.code] as (name: string, finding: Finding) => string | null;
  return command(fileName, finding);
}
