import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { CloudClient } from '../support/cloud-client.ts';

const run = promisify(execFile);

/** Sends a file's bytes to an image by curl, without the console. */
export async function uploadWithCurl(cloud: CloudClient, id: string, path: string): Promise<void> {
  const headers = ['-H', `X-Auth-Token: ${cloud.token}`, '-H', 'Content-Type: application/octet-stream'];
  await run('curl', ['-sSf', '-X', 'PUT', ...headers, '-T', path, `${cloud.imageUrl}/v2/images/${id}/file`]);
}

/** Fetches an address by curl and throws the bytes away. */
export async function downloadWithCurl(
  url: string,
  headers: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<void> {
  const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  await run('curl', ['-sSf', '-o', '/dev/null', ...more, ...lines, url]);
}
