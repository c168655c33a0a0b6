/** What a file is known by when it is chosen again. */
export interface FileFacts {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** SHA-256 in hex of its first and its last MiB; `null` until they have been read. */
  readonly head: string | null;
  readonly tail: string | null;
}

/** In what a file differs from the one an upload began with; `unreadable`: it could not even be looked at. */
export type FileTrait = 'name' | 'size' | 'time' | 'content' | 'unreadable';

export const EDGE_BYTES = 1024 * 1024;

/** What is known of a file before it is read. */
export function outerFacts({ name, size, lastModified }: File): FileFacts {
  return { name, size, lastModified, head: null, tail: null };
}

/** @param hashOf SHA-256 of a part, in hex. @throws where the file cannot be read */
export async function factsOf(file: File, hashOf: (part: Blob) => Promise<string>): Promise<FileFacts> {
  const { size } = file;
  const head = await hashOf(file.slice(0, EDGE_BYTES));
  const tail = await hashOf(file.slice(Math.max(0, size - EDGE_BYTES)));
  return { ...outerFacts(file), head, tail };
}

/** Nothing where it is the same file. */
export function differences(known: FileFacts, offered: FileFacts): readonly FileTrait[] {
  const differs: readonly (readonly [FileTrait, boolean])[] = [
    ['name', known.name !== offered.name],
    ['size', known.size !== offered.size],
    ['time', known.lastModified !== offered.lastModified],
    ['content', isOther(known.head, offered.head) || isOther(known.tail, offered.tail)],
  ];
  return differs.filter(([, is]) => is).map(([trait]) => trait);
}

/** What has not been read says nothing; the hash of the whole file has the last word. */
function isOther(known: string | null, offered: string | null): boolean {
  return known !== null && known !== offered;
}
