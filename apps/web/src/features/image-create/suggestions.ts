import { sourceUrlViolation } from '@console/image-model';
import type { CreateValues } from './create-values.ts';
import { inspectionResult, type SourceFile, virtualSizeGib } from './source-file.ts';

/** Fields that a file or a URL can fill in. */
export const suggestedFields = ['name', 'diskFormat', 'minDiskGib', 'bootMode'] as const;
export type SuggestedField = (typeof suggestedFields)[number];
/** A field without a suggestion is `undefined`. */
export type Suggestions = { readonly [F in SuggestedField]?: CreateValues[F] | undefined };

/** Suggests values from the name and the bytes of a file. */
export function suggestFromFile(source: SourceFile): Suggestions {
  const result = inspectionResult(source);
  return {
    name: imageNameFrom(source.file.name),
    diskFormat: result?.glanceFormat ?? undefined,
    minDiskGib: virtualSizeGib(source) || undefined,
    bootMode: result?.hasEfiPartition === true ? 'uefi' : undefined,
  };
}

interface UrlRules {
  readonly schemes: readonly string[];
  /** Formats that the cloud accepts. */
  readonly formats: readonly string[];
}

/** Suggests values from the file name in a URL. The browser cannot read the bytes behind it. */
export function suggestFromUrl(url: string, rules: UrlRules): Suggestions {
  if (sourceUrlViolation(url, rules.schemes) !== null) return {};
  const fileName = fileNameOf(url);
  const format = formatByExtension[extensionOf(fileName)];
  return {
    name: imageNameFrom(fileName),
    diskFormat: format !== undefined && rules.formats.includes(format) ? format : undefined,
  };
}

/** `img` is left out, because files of any format have it. */
const formatByExtension: Readonly<Record<string, string>> = {
  qcow2: 'qcow2',
  qcow: 'qcow2',
  raw: 'raw',
  iso: 'iso',
  vmdk: 'vmdk',
  vhd: 'vhd',
  vhdx: 'vhdx',
  vdi: 'vdi',
};

const archiveExtensions: ReadonlySet<string> = new Set(['gz', 'xz', 'zst', 'bz2', 'zip', 'tar', 'tgz', 'ova', '7z']);

/** Whether the URL names an archive. The cloud would store it without unpacking it. */
export function isArchiveUrl(url: string): boolean {
  return URL.canParse(url) && archiveExtensions.has(extensionOf(fileNameOf(url)));
}

function extensionOf(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
}

function fileNameOf(url: string): string {
  const segment = new URL(url.trim()).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const imageExtension = /\.(qcow2?|img|raw|iso|vmdk|vhdx?|vdi|qed|dsk)$/i;

/** Returns an image name: `debian-12.qcow2` → `debian-12`. Characters that Glance cannot store are left out. */
export function imageNameFrom(fileName: string): string {
  const storable = [...fileName.replace(imageExtension, '')].filter((character) => character.length === 1).join('');
  return storable.trim().slice(0, 255);
}
