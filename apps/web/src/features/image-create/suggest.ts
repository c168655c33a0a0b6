import { sourceUrlFault } from '@console/image-model';
import { inspectionOf, type Source, virtualGib } from './source.ts';
import type { CreateValues } from './values.ts';

/** Fields that a file can answer by itself. */
export const suggestedFields = ['name', 'diskFormat', 'minDiskGib', 'bootMode'] as const;
export type SuggestedField = (typeof suggestedFields)[number];
export type Suggestions = Partial<Pick<CreateValues, SuggestedField>>;

/** What a file's bytes and name propose; a field they say nothing about is absent. */
export function suggestionsFrom(source: Source): Suggestions {
  const inspection = inspectionOf(source);
  const gib = virtualGib(source);
  const format = inspection?.glanceFormat ?? null;
  return {
    name: nameFrom(source.file.name),
    ...(format === null ? {} : { diskFormat: format }),
    ...(gib === 0 ? {} : { minDiskGib: gib }),
    ...(inspection?.hasEfiPartition === true ? { bootMode: 'uefi' as const } : {}),
  };
}

/** What the address of a file proposes: its name, and the format that its ending stands for; its bytes are out of sight. */
export function suggestionsFromAddress(address: string, rules: AddressRules): Suggestions {
  if (sourceUrlFault(address, rules.schemes) !== null) return {};
  const fileName = fileNameIn(address);
  const format = formatByEnding[endingOf(fileName)];
  return {
    name: nameFrom(fileName),
    ...(format === undefined || !rules.formats.includes(format) ? {} : { diskFormat: format }),
  };
}

interface AddressRules {
  readonly schemes: readonly string[];
  /** Formats the cloud takes. */
  readonly formats: readonly string[];
}

/** `.img` stands for anything. */
const formatByEnding: Readonly<Record<string, string>> = {
  qcow2: 'qcow2',
  qcow: 'qcow2',
  raw: 'raw',
  iso: 'iso',
  vmdk: 'vmdk',
  vhd: 'vhd',
  vhdx: 'vhdx',
  vdi: 'vdi',
};

const packedEndings: ReadonlySet<string> = new Set(['gz', 'xz', 'zst', 'bz2', 'zip', 'tar', 'tgz', 'ova', '7z']);

/** Whether an address names an archive, which the cloud would keep as it is. */
export function looksPacked(address: string): boolean {
  return URL.canParse(address) && packedEndings.has(endingOf(fileNameIn(address)));
}

function endingOf(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
}

function fileNameIn(address: string): string {
  const last = new URL(address.trim()).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

const endings = /\.(qcow2?|img|raw|iso|vmdk|vhdx?|vdi|qed|dsk)$/i;

/** `debian-12.qcow2` → `debian-12`; characters a name cannot hold are left out. */
export function nameFrom(fileName: string): string {
  const plain = [...fileName.replace(endings, '')].filter((character) => character.length === 1).join('');
  return plain.trim().slice(0, 255);
}
