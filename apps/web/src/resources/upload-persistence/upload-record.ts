import type { FileHandle } from '../../shared/form/chosen-file.ts';

/** Hashes that the console computes, by their names in Glance (`os_hash_algo`). */
export const hashNames = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s'] as const;
export type HashName = (typeof hashNames)[number];

/** Digests that the browser has computed, in lower-case hex. */
export type Digests = Readonly<Partial<Record<HashName, string>>>;

/** A checksum that was published for a file and that the user has typed in. */
export interface Checksum {
  readonly name: HashName;
  /** Lower-case hex. */
  readonly value: string;
}

export function isHashName(name: string): name is HashName {
  return hashNames.some((known) => known === name);
}

/** The project of an image: only a session in it can read, fill or delete the image. */
export interface UploadProject {
  readonly id: string;
  readonly name: string;
}

/** What is known of an upload, and kept in IndexedDB so that the upload survives a reload of the page. */
export interface UploadRecord {
  readonly version: typeof RECORD_VERSION;
  /** The image's id: an image has one upload. */
  readonly id: string;
  /** Id of the user who began the upload; other users of this browser do not see it. */
  readonly owner: string;
  readonly project: UploadProject;
  readonly imageName: string;
  /** `file`: the data goes into the image. `stage`: it goes into the staging area, and an import follows. */
  readonly via: 'file' | 'stage';
  /** Target stores; empty leaves the choice to the cloud. Only an import takes several. */
  readonly stores: readonly string[];
  readonly checksum: Checksum | null;
  /** The form's values, plain data, to fill it again when the image has to be created anew. */
  readonly form: unknown;
  readonly file: FileFingerprint;
  readonly handle: FileHandle | null;
  /** Address of the upload at the BFF; `null` while it is not open there. */
  readonly location: string | null;
  /** `sent`: the cloud has every byte, so that the file is not needed. `importing`: the import has been started. */
  readonly step: 'sending' | 'sent' | 'importing';
  /** Of the whole file; empty until it has been read. */
  readonly digests: Digests;
  /** Milliseconds since the epoch; the tray lists older uploads first. */
  readonly startedAt: number;
}

/** Version 1 had the same fields and no version. */
export const RECORD_VERSION = 2;

/**
 * Brings a stored record up to the present version; `null` for a record of a later release, which a tab that was loaded
 * before an update leaves alone.
 */
export function migrateRecord(
  stored: Omit<UploadRecord, 'version'> & { readonly version?: number },
): UploadRecord | null {
  const { version = 1 } = stored;
  return version > RECORD_VERSION ? null : { ...stored, version: RECORD_VERSION };
}

/** What a file is recognized by when the user chooses it again. */
export interface FileFingerprint {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** SHA-256 of the first and the last MiB, in hex; `null` until they have been read. */
  readonly head: string | null;
  readonly tail: string | null;
}

/** What differs between two files; `unreadable`: the chosen file could not be read. */
export type FileDifference = 'name' | 'size' | 'time' | 'content' | 'unreadable';

const EDGE_BYTES = 1024 * 1024;

/** The part of a fingerprint that needs no reading. */
export function describeFile({ name, size, lastModified }: File): FileFingerprint {
  return { name, size, lastModified, head: null, tail: null };
}

/**
 * Takes a file's fingerprint.
 * @param sha256 digest of a part, in hex
 * @throws if the file cannot be read
 */
export async function fingerprintFile(file: File, sha256: (part: Blob) => Promise<string>): Promise<FileFingerprint> {
  const head = await sha256(file.slice(0, EDGE_BYTES));
  const tail = await sha256(file.slice(Math.max(0, file.size - EDGE_BYTES)));
  return { ...describeFile(file), head, tail };
}

/** Compares the fingerprints of two files; empty if they are the same file. */
export function compareFiles(known: FileFingerprint, chosen: FileFingerprint): readonly FileDifference[] {
  const differences: readonly (readonly [FileDifference, boolean])[] = [
    ['name', known.name !== chosen.name],
    ['size', known.size !== chosen.size],
    ['time', known.lastModified !== chosen.lastModified],
    ['content', isOtherHash(known.head, chosen.head) || isOtherHash(known.tail, chosen.tail)],
  ];
  return differences.filter(([, differs]) => differs).map(([difference]) => difference);
}

/** An edge that has not been read proves nothing; the digest of the whole file is compared at the end. */
function isOtherHash(known: string | null, chosen: string | null): boolean {
  return known !== null && chosen !== null && known !== chosen;
}
