import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A built file, held in memory: what is not in the map does not exist, so no path can lead outside. */
export interface Asset {
  readonly type: string;
  readonly etag: string;
  /** The name carries a hash of the content: it may be kept for ever. */
  readonly immutable: boolean;
  readonly plain: Buffer;
  /** `null` where packing gains nothing. */
  readonly packed: { readonly br: Buffer; readonly gzip: Buffer } | null;
}

export interface Spa {
  /** By address, with a leading slash. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** `null`: the pages have not been built. */
  readonly index: string | null;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const packable = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/;

/** Reads the built pages, and packs them once so that no request has to. */
export async function loadSpa(directory: string): Promise<Spa> {
  const names = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const addressOf = (file: string) => file.slice(directory.length).replaceAll('\\', '/');
  const served = files.filter((file) => !addressOf(file).startsWith('/.') && addressOf(file) !== '/index.html');
  const assets = new Map<string, Asset>();
  // One after the other: each packer takes megabytes that the process would keep.
  for (const file of served) assets.set(addressOf(file), await loadAsset(file, addressOf(file)));
  const index = await readFile(join(directory, 'index.html'), 'utf8').catch(() => null);
  return { assets, index };
}

async function loadAsset(file: string, address: string): Promise<Asset> {
  const plain = await readFile(file);
  const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 24)}"`;
  const packed = packable.test(type) && plain.length > 1024 ? await pack(plain) : null;
  return { type, etag, immutable: address.startsWith('/assets/'), plain, packed };
}

async function pack(plain: Buffer) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  return { br: await promisify(brotliCompress)(plain, { params }), gzip: await promisify(gzip)(plain) };
}
