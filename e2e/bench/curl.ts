import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { CloudClient } from '../support/cloud-client.ts';

const run = promisify(execFile);

/** Uploads a file to Glance with curl, without the console. */
export async function uploadWithCurl(cloud: CloudClient, id: string, path: string): Promise<void> {
  const headers = ['-H', `X-Auth-Token: ${cloud.token}`, '-H', 'Content-Type: application/octet-stream'];
  await run('curl', ['-sSf', '-X', 'PUT', ...headers, '-T', path, `${cloud.imageUrl}/v2/images/${id}/file`]);
}

/** Downloads a URL with curl and discards the bytes. */
export async function downloadWithCurl(
  url: string,
  headers: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<void> {
  const headerOptions = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  await run('curl', ['-sSf', '-o', '/dev/null', ...options, ...headerOptions, url]);
}
