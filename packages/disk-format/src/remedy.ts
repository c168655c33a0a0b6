import type { Archive, Finding } from './inspection.ts';

/** The shell command that mends a finding on the user's machine; `null` when no command helps. */
export function remedyCommand(finding: Finding, fileName: string): string | null {
  const file = shellQuoted(fileName);
  const output = (extension: string): string => shellQuoted(`${stemOf(fileName)}-converted.${extension}`);
  switch (finding.code) {
    case 'empty':
    case 'truncated':
    case 'encrypted':
    case 'hybridIso':
      return null;
    case 'backingFile':
    case 'dataFile':
    case 'differencing':
    case 'unsupported':
      return `qemu-img convert -O qcow2 ${file} ${output('qcow2')}`;
    case 'vhdFixed':
      return `qemu-img convert -f vpc -O qcow2 ${file} ${output('qcow2')}`;
    case 'vmdkFlat':
      return `qemu-img convert -O vmdk -o subformat=streamOptimized ${file} ${output('vmdk')}`;
    case 'archive':
      return `${unpackCommands[finding.archive]} ${file}`;
  }
}

const unpackCommands: Readonly<Record<Archive, string>> = {
  gzip: 'gunzip -k',
  xz: 'unxz -k',
  zstd: 'unzstd',
  bzip2: 'bunzip2 -k',
  tar: 'tar -xvf',
  zip: 'unzip',
};

/** A file name as one word of a POSIX shell. */
function shellQuoted(name: string): string {
  return /^[\w.,+@%/-]+$/.test(name) && !name.startsWith('-') ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}

const stemOf = (name: string): string => name.replace(/\.[A-Za-z0-9]{1,6}$/, '') || name;
