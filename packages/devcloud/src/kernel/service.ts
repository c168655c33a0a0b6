import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

/** Who calls, as Keystone vouches for the token; the services decide by this and nothing else. */
export interface Caller {
  readonly userId: string;
  readonly userName: string;
  /** `null` for an unscoped token. */
  readonly projectId: string | null;
  readonly projectName: string | null;
  /** With the implied ones: admin brings member, member brings reader. */
  readonly roles: readonly string[];
  /** ms since the epoch. */
  readonly expiresAt: number;
}

/** What Glance and Cinder ask of Keystone. */
export interface Identity {
  /** `null` = no, unknown, expired or revoked token. */
  readonly authenticate: (token: string | undefined) => Caller | null;
  /** What an administrator has limited the project to (`image_size_total`, …), -1 = to nothing; `null` or absent = nobody has. */
  readonly limitOf?: (projectId: string, resource: string) => number | null;
}

/** One request on its way through a service. `path` has lost the service's prefix (`/image`, …). */
export interface Call {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly method: string;
  /** Begins with a slash, percent-encoded as it came, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `req-UUID`; the kernel has set the header already. */
  readonly requestId: string;
  /** `http://host:port`, from the Host header and X-Forwarded-Proto. */
  readonly origin: string;
  /** `http://host:port/image`: `origin` and the service's prefix, for absolute links. */
  readonly baseUrl: string;
  /**
   * The request's body. Read this and never `req`: it sends `100 Continue` to a client that waits
   * for it (so refuse before calling), and a fault rule may slow it. Fails when the client goes away.
   */
  readonly body: () => Readable;
  /** What a fault rule makes of the import that this request starts. */
  readonly importCourse?: ImportFault;
  /** `match`: a fault rule has data looked into, and refused where they are not of the declared format. */
  readonly formatRule?: FormatRule;
  /** A fault rule has the worker die in the middle of the body: nobody puts the image back. */
  readonly dies?: true;
}

export type FormatRule = 'match';

export interface ImportFault {
  /** How long the image stays `importing`, ms, over what it takes anyway. */
  readonly ms: number;
  /** Why it fails; `null` = it does not. */
  readonly reason: string | null;
}

/** A service of the embedded cloud: Keystone, Glance or Cinder. */
export interface Service {
  readonly handle: (call: Call) => Promise<void>;
  /** Answers 500 in the service's own shape after `handle` threw; plain JSON when absent. */
  readonly crash?: (call: Call) => void;
  /** Ends background work and closes the database. */
  readonly close: () => Promise<void>;
}

/** What Cinder needs to know of an image it makes a volume from. Sizes in bytes, `minDisk` in GiB, `minRam` in MiB. */
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
  /** The file with its bytes, to look into; `null` when nothing is stored. */
  readonly dataPath: string | null;
}

/** Glance's side of "create a volume from an image". */
export interface ImageSource {
  /** `null` = unknown, deleted, or not visible to the caller. */
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

/** `hollow`: the metadata speaks of data that was never stored; its download answers 204. */
export type SeedContent =
  | { readonly kind: 'none' }
  | { readonly kind: 'hollow' }
  | { readonly kind: 'bytes'; readonly bytes: () => Uint8Array };

/** One made-up image. Sizes in bytes, times in ms since the epoch, `minDisk` in GiB, `minRam` in MiB. */
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
  /** Further properties, `os_glance_*` of an import among them. */
  readonly properties: Readonly<Record<string, string>>;
  /** `fast`, `slow`; empty without data. */
  readonly stores: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly members: readonly SeedMember[];
  readonly tasks: readonly SeedTask[];
  readonly content: SeedContent;
}

/** Takes made-up images in, all in one transaction; the file of each row with bytes is on disk before it commits. */
export interface SeedTarget {
  readonly imageCount: () => number;
  readonly importSeed: (rows: Iterable<SeedImage>) => void;
}

/**
 * Glance as the rest of the embedded cloud sees it. `glance/index.ts` exports
 * `createGlance(options: { stateDir: string; identity: Identity }): Promise<ImageService>`;
 * it keeps `glance.db` and `data/` under `stateDir`.
 */
export interface ImageService extends Service, ImageSource, SeedTarget {}
