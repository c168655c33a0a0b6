import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { CloudTransport } from '../auth/transport.ts';
import type { Passage } from './admit.ts';
import { attachment, fitFileName, withExtension } from './file-name.ts';

const imageShape = z.object({ name: z.string().nullish(), disk_format: z.string().nullish() });

/**
 * The name under which a download is kept. Where the browser wishes none, the image's own name and format make it;
 * where those cannot be had, its id.
 */
export async function nameOfDownload(passage: Passage, transport: CloudTransport, requestId: string): Promise<string> {
  const id = passage.params.id ?? 'image';
  if (passage.fileName !== null) return fitFileName(passage.fileName, id);
  const url = `${passage.endpoint}/v2/images/${encodeURIComponent(id)}`;
  const answer = await transport
    .call({ method: 'GET', service: 'image', url, token: passage.token.value, requestId })
    .catch(() => null);
  const image = imageShape.safeParse(answer?.status === 200 ? jsonOf(answer.text) : null);
  if (!image.success) return id;
  return fitFileName(withExtension(image.data.name || id, image.data.disk_format ?? null), id);
}

/**
 * Headers that make the bytes a file of the right name which the browser can take up again. An image's bytes never
 * change, so their checksum serves as the tag by which a resumed download knows that it is the same file.
 */
export function downloadHeaders(given: IncomingHttpHeaders, passage: Passage): OutgoingHttpHeaders {
  const md5 = given['content-md5'];
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': attachment(passage.fileName ?? passage.params.id ?? 'image'),
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    ...(typeof md5 === 'string' && /^[0-9a-f]+$/i.test(md5) ? { etag: `"${md5}"` } : {}),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
