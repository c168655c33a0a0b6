/** Running SHA-512, or whatever is asked for. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  /** Hex. */
  digest(): string;
}

/** A file read slice by slice, each byte once: the same bytes go to the wire and into the hash. */
export interface Source {
  readonly size: number;
  /** The bytes from `offset` on, one slice at most. @throws FileGone */
  slice(offset: number): Promise<Blob>;
  /** To be called while the slice from `offset` is on its way: hashes it and reads the next one ahead. @throws FileGone */
  meanwhile(offset: number): Promise<void>;
  /** @throws FileGone where the file can no longer be read */
  check(): Promise<void>;
  /** Hash of all bytes, `null` where none is wanted. */
  digest(): string | null;
}

export class FileGone extends Error {}

export function createSource(file: Blob, sliceBytes: number, hasher: Hasher | null): Source {
  const endOf = (offset: number) => Math.min(offset + sliceBytes, file.size);
  let hashed = 0;
  let ahead: { readonly offset: number; readonly bytes: Promise<ArrayBuffer> } | null = null;

  const read = (offset: number): Promise<ArrayBuffer> => {
    if (ahead?.offset !== offset) ahead = { offset, bytes: readBlob(file.slice(offset, endOf(offset))) };
    return ahead.bytes;
  };
  const hash = async (offset: number) => {
    const bytes = new Uint8Array(await read(offset));
    hasher?.update(bytes.subarray(hashed - offset));
    hashed = offset + bytes.length;
  };

  return {
    size: file.size,
    async slice(offset) {
      if (!hasher) return file.slice(offset, endOf(offset));
      // After a reload the bytes sent earlier have not been through this hash yet.
      while (hashed < offset) await hash(hashed);
      return new Blob([await read(offset)]);
    },
    async meanwhile(offset) {
      if (!hasher) return;
      if (endOf(offset) > hashed) await hash(offset);
      const next = endOf(offset);
      if (next >= file.size) return;
      // Who needs it next awaits it, and hears of a failure then.
      read(next).catch(() => undefined);
    },
    async check() {
      await readBlob(file.slice(0, 1));
    },
    digest: () => hasher?.digest() ?? null,
  };
}

async function readBlob(blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch (cause) {
    throw new FileGone('the file cannot be read any more', { cause });
  }
}
