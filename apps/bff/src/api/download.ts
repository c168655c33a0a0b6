import type { IncomingHttpHeaders } from 'node:http';
import { parseImage } from '@console/openstack-api';
import { create as contentDisposition } from 'content-disposition';
import type { CloudClient } from '../cloud/cloud-client.ts';
import type { AuthorizedRequest } from '../policy/authorize-request.ts';

/**
 * Returns the file name of a download: the name that the browser asks for, else the image's name with its format, else
 * the image's id.
 */
export async function fetchDownloadName(
  { params, fileName, endpoint, token }: AuthorizedRequest,
  client: CloudClient,
  requestId: string,
): Promise<string> {
  const id = params.id ?? 'image';
  if (fileName !== null) return toSafeFileName(fileName, id);
  const url = `${endpoint}/v2/images/${encodeURIComponent(id)}`;
  const response = await client.call({ method: 'GET', service: 'image', url, token, requestId }).catch(() => null);
  const image = response?.status === 200 ? parseImageOrNull(response.text) : null;
  if (image === null) return id;
  const name = typeof image.name === 'string' && image.name !== '' ? image.name : id;
  const format = typeof image.disk_format === 'string' ? image.disk_format : null;
  return toSafeFileName(withExtension(name, format), id);
}

/**
 * Headers that make the response a file that the browser can resume. Image data never changes, so Glance's MD5 serves
 * as the ETag by which a resumed download recognizes its file.
 */
export function downloadHeaders(headers: IncomingHttpHeaders, fileName: string): Record<string, string> {
  const md5 = headers['content-md5'];
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': contentDisposition(fileName, { fallback: toAsciiName(fileName) }),
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    ...(typeof md5 === 'string' && /^[0-9a-f]+$/i.test(md5) ? { etag: `"${md5}"` } : {}),
  };
}

const maxCharacters = 180;
/** Separators, characters that some file system refuses, and control or direction marks that disguise a name. */
const unsafeCharacters = /[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Returns a name in any script that every file system accepts; never empty.
 * @param fallback for a name without a safe character
 */
export function toSafeFileName(name: string, fallback: string): string {
  const safe = name
    .normalize('NFC')
    .replace(unsafeCharacters, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return safe === '' ? fallback : shorten(safe);
}

/** Appends `.format`, unless the name ends with it already. */
export function withExtension(name: string, format: string | null): string {
  if (format === null || name.toLowerCase().endsWith(`.${format.toLowerCase()}`)) return name;
  return `${name}.${format}`;
}

/** The `filename` parameter for clients that do not know `filename*` (RFC 6266). */
function toAsciiName(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
}

/** Shortens the stem, keeps the extension, and does not split surrogate pairs. */
function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= maxCharacters) return name;
  const dot = characters.lastIndexOf('.');
  const extension = dot > 0 && characters.length - dot <= 12 ? characters.slice(dot) : [];
  return [...characters.slice(0, maxCharacters - extension.length), ...extension].join('');
}

function parseImageOrNull(text: string) {
  try {
    return parseImage(JSON.parse(text));
  } catch {
    return null;
  }
}
