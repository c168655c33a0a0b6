import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A built file in memory. Only files that were read at the start exist, so no path can lead out of the directory. */
export interface Asset {
  readonly type: string;
  readonly etag: string;
  /** Whether the name has a hash of the content, so that browsers may keep the file for ever. */
  readonly isImmutable: boolean;
  readonly plain: Buffer;
  /** `null` for small files and for types that are compressed already. */
  readonly compressed: { readonly br: Buffer; readonly gzip: Buffer } | null;
}

/** The built pages. */
export interface PageAssets {
  /** By path, with a leading slash. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** Text of index.html; `null` if the pages have not been built. */
  readonly index: string | null;
}

const contentTypes: Readonly<Record<string, string>> = {
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
const compressibleType = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/;

/** Reads the built pages and compresses them once, so that no request has to. */
export async function loadPageAssets(directory: string): Promise<PageAssets> {
  const names = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pathOf = (file: string) => file.slice(directory.length).replaceAll('\\', '/');
  const publicFiles = files.filter((file) => !pathOf(file).startsWith('/.') && pathOf(file) !== '/index.html');
  const assets = new Map<string, Asset>();
  // One at a time: each compressor takes megabytes, which the process would keep.
  for (const file of publicFiles) assets.set(pathOf(file), await loadAsset(file, pathOf(file)));
  const index = await readFile(join(directory, 'index.html'), 'utf8').catch(() => null);
  return { assets, index };
}

async function loadAsset(file: string, path: string): Promise<Asset> {
  const plain = await readFile(file);
  const type = contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 24)}"`;
  const compressed = compressibleType.test(type) && plain.length > 1024 ? await compress(plain) : null;
  return { type, etag, isImmutable: path.startsWith('/assets/'), plain, compressed };
}

async function compress(plain: Buffer) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  return { br: await promisify(brotliCompress)(plain, { params }), gzip: await promisify(gzip)(plain) };
}
