import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

/** The caller as Keystone describes the token. Services authorize by this alone. */
export interface Caller {
  readonly userId: string;
  readonly userName: string;
  /** `null` for an unscoped token. */
  readonly projectId: string | null;
  readonly projectName: string | null;
  /** Including implied roles: admin implies member, member implies reader. */
  readonly roles: readonly string[];
  /** ms since the epoch. */
  readonly expiresAt: number;
}

/** What Glance and Cinder need from Keystone. */
export interface Identity {
  /** Returns `null` for a missing, unknown, expired or revoked token. */
  readonly authenticate: (token: string | undefined) => Caller | null;
  /**
   * Returns the limit that an administrator has set for the project (`image_size_total`, …); -1 is unlimited, `null` or
   * absent means that none is set.
   */
  readonly limitOf?: (projectId: string, resource: string) => number | null;
}

/** One request within a service. `path` has no service prefix (`/image`, …). */
export interface Call {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly method: string;
  /** Starts with a slash, percent-encoded as received, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `req-UUID`. The kernel has set the response header already. */
  readonly requestId: string;
  /** `http://host:port`, from the Host header and X-Forwarded-Proto. */
  readonly origin: string;
  /** `http://host:port/image`: `origin` plus the service's prefix, for absolute links. */
  readonly baseUrl: string;
  /**
   * Returns the request's body. Use it and never `req`: it sends `100 Continue` to a client that waits for it (so send
   * refusals before calling it), and a fault switch may slow it. Fails when the client disconnects.
   */
  readonly body: () => Readable;
  /** Effect of a fault switch on the import that this request starts. */
  readonly importCourse?: ImportFault;
  /** `match`: a fault switch requires the data to have the declared format. */
  readonly formatRule?: FormatRule;
  /** A fault switch kills the worker in the middle of the body, so the image's status is not reset. */
  readonly dies?: true;
}

export type FormatRule = 'match';

export interface ImportFault {
  /** Additional time in ms that the image stays `importing`. */
  readonly ms: number;
  /** The reason of the failure; `null` lets the import succeed. */
  readonly reason: string | null;
}

/** A service of the embedded cloud: Keystone, Glance or Cinder. */
export interface Service {
  readonly handle: (call: Call) => Promise<void>;
  /** Sends a 500 in the service's own shape after `handle` threw; plain JSON when absent. */
  readonly crash?: (call: Call) => void;
  /** Stops background work and closes the database. */
  readonly close: () => Promise<void>;
}

/** What Cinder needs to know of an image for a volume. Sizes in bytes, `minDisk` in GiB, `minRam` in MiB. */
export interface SourceImage {
  readonly id: string;
  readonly name: string | null;
  readonly status: string;
  readonly diskFormat: string | null;
  readonly containerFormat: string | null;
  readonly size: number | null;
  readonly virtualSize: number | null;
  readonly checksum: string | null;
  readonly minDisk: number;
  readonly minRam: number;
  readonly properties: Readonly<Record<string, string>>;
  /** Path of the image's data; `null` when nothing is stored. */
  readonly dataPath: string | null;
}

/** Glance's side of creating a volume from an image. */
export interface ImageSource {
  /** Returns `null` for an unknown, deleted or invisible image. */
  readonly imageFor: (caller: Caller, id: string) => SourceImage | null;
}

export interface SeedTask {
  readonly id: string;
  readonly status: 'pending' | 'processing' | 'success' | 'failure';
  readonly message: string;
  readonly importRequest: Readonly<Record<string, unknown>>;
  readonly userId: string;
  /** ms since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface SeedMember {
  readonly projectId: string;
  readonly status: 'pending' | 'accepted' | 'rejected';
  /** ms since the epoch. */
  readonly createdAt: number;
}

/** `hollow` means that the metadata describes data that was never stored; a download answers 204. */
export type SeedContent =
  | { readonly kind: 'none' }
  | { readonly kind: 'hollow' }
  | { readonly kind: 'bytes'; readonly bytes: () => Uint8Array };

/** A generated image. Sizes in bytes, times in ms since the epoch, `minDisk` in GiB, `minRam` in MiB. */
export interface SeedImage {
  readonly id: string;
  readonly name: string | null;
  readonly status: 'queued' | 'saving' | 'uploading' | 'importing' | 'active' | 'deactivated';
  readonly visibility: 'public' | 'private' | 'shared' | 'community';
  readonly owner: string;
  readonly diskFormat: string | null;
  readonly containerFormat: string | null;
  readonly size: number | null;
  readonly virtualSize: number | null;
  readonly minDisk: number;
  readonly minRam: number;
  /** MD5, hex. */
  readonly checksum: string | null;
  /** SHA-512, hex. */
  readonly sha512: string | null;
  readonly isProtected: boolean;
  readonly isHidden: boolean;
  readonly tags: readonly string[];
  /** Custom properties, including the `os_glance_*` ones of an import. */
  readonly properties: Readonly<Record<string, string>>;
  /** `fast`, `slow`; empty without data. */
  readonly stores: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly members: readonly SeedMember[];
  readonly tasks: readonly SeedTask[];
  readonly content: SeedContent;
}

/** Inserts generated images in one transaction. The data of each row is on disk before the commit. */
export interface SeedTarget {
  readonly imageCount: () => number;
  readonly importSeed: (rows: Iterable<SeedImage>) => void;
}

/** Glance as the rest of the embedded cloud uses it. It keeps `glance.db` and `data/` under its state folder. */
export interface ImageService extends Service, ImageSource, SeedTarget {}
