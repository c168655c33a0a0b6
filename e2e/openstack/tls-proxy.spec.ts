import { MiB } from '@console/units';
import { expect, test } from '@playwright/test';
import { accountOf } from '../support/accounts.ts';
import { signInToBff } from '../support/bff-session.ts';
import { findImagesByName } from '../support/cloud-client.ts';
import { startConsole } from '../support/console.ts';
import { createRawFile, sizeAndHash } from '../support/disk-image.ts';
import { imageList } from '../support/image-list.ts';
import { labelsOf } from '../support/labels.ts';
import { signIn, submitSignIn } from '../support/sign-in.ts';
import { startUpload } from '../support/upload-tray.ts';
import { startTlsSite, type TlsSite } from './tls/tls-site.ts';

const { OS_AUTH_URL = '' } = process.env;
const labels = labelsOf('en-US');

let site: TlsSite;
let disk: Awaited<ReturnType<typeof createRawFile>>;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  disk = await createRawFile(300);
  site = await startTlsSite(OS_AUTH_URL);
});
test.afterAll(async () => {
  await site?.close();
  await disk?.remove();
});

test('a large file can be uploaded and downloaded through TLS and two proxies without a change', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const name = `behind proxies ${Date.now()}`;
  const page = await browser.newPage({ baseURL: site.url, ignoreHTTPSErrors: true });
  await signIn(page, 'admin', 'en-US', '/compute/images/create');
  expect(await page.context().cookies()).toMatchObject([{ name: '__Host-console', secure: true, httpOnly: true }]);

  await startUpload(page, 'en-US', name, disk.path);
  const row = imageList(page, 'en-US').row(name);
  await expect(row.getByText(labels.active)).toBeVisible({ timeout: 180_000 });
  const [image] = await findImagesByName(site.cloud, name);
  expect(image).toMatchObject({ status: 'active', size: disk.size, os_hash_value: disk.sha512 });

  await page.goto(`/compute/images/${image?.id}?lang=en-US`);
  await page.getByRole('button', { name: labels.download, exact: true }).click();
  const downloadEvent = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: labels.download, exact: true }).click();
  const download = await downloadEvent;
  expect(await sizeAndHash(await download.path())).toEqual({ size: disk.size, sha512: disk.sha512 });
  await site.cloud.image('DELETE', `/v2/images/${image?.id}`);
  // nginx logs a warning if it buffers a request or response in a temporary file.
  expect(await site.proxyLog()).toBe('');
  await page.close();
});

test('a script can send a whole image in one request and reach the volume service', async ({ playwright }) => {
  const script = await playwright.request.newContext({ baseURL: site.url, ignoreHTTPSErrors: true });
  const headers = { Origin: site.url };
  const { name: username, password } = accountOf('admin');
  const session = await script.post('/api/session', {
    headers,
    data: { username, password },
  });
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const write = { ...headers, 'X-CSRF-Token': csrfToken };
  const name = `by a script ${Date.now()}`;
  const created = await script.post('/api/image/v2/images', {
    headers: write,
    data: { name, disk_format: 'raw', container_format: 'bare' },
  });
  const { id } = (await created.json()) as { id: string };
  const response = await script.put(`/api/image/v2/images/${id}/file`, {
    headers: { ...write, 'Content-Type': 'application/octet-stream' },
    data: Buffer.alloc(40 * MiB, 'image'),
  });
  expect(response.status()).toBe(204);
  expect(await findImagesByName(site.cloud, name)).toMatchObject([{ status: 'active', size: 40 * MiB }]);
  expect((await script.delete(`/api/image/v2/images/${id}`, { headers: write })).status()).toBe(204);

  expect((await script.get('/api/volume/v3/types')).status()).toBe(200);
  expect(await site.proxyLog()).toBe('');
  await script.dispose();
});

test('the list names the image service and its address if only that certificate is not trusted', async ({
  browser,
}) => {
  const runningConsole = await startConsole({ env: { OS_AUTH_URL, OS_REGION_NAME: site.region } });
  const page = await browser.newPage({ baseURL: runningConsole.url });
  await signIn(page, 'admin', 'zh-CN');
  await expect(page.getByRole('alert')).toContainText('云平台的镜像服务的证书不受信任');
  await expect(page.getByRole('alert')).toContainText(/镜像服务 · localhost:\d+/);
  await page.close();
  await runningConsole.stop();
});

test('OS_INSECURE=true turns off the check of all certificates', async () => {
  const env = { OS_AUTH_URL: site.authUrl, OS_REGION_NAME: site.region, OS_INSECURE: 'true' };
  const runningConsole = await startConsole({ env });
  expect((await fetch(`${runningConsole.url}/readyz`)).status).toBe(200);
  const { headers } = await signInToBff(runningConsole.url);
  const image = await fetch(`${runningConsole.url}/api/image/v2/images?limit=1`, { headers });
  const volume = await fetch(`${runningConsole.url}/api/volume/v3/types`, { headers });
  expect([image.status, volume.status]).toEqual([200, 200]);
  await runningConsole.stop();
});

test('readiness check and sign-in form report a certificate that is not trusted', async ({ browser }) => {
  const runningConsole = await startConsole({ env: { OS_AUTH_URL: site.authUrl } });
  const ready = await fetch(`${runningConsole.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toMatch(/identity service: the certificate of the cloud is not trusted .*OS_CACERT/);
  const page = await browser.newPage({ baseURL: runningConsole.url });
  await page.goto('/login?lang=en-US');
  await submitSignIn(page, 'admin', 'en-US');
  await expect(page.getByRole('alert')).toContainText(
    'The cloud’s identity service has a certificate that is not trusted',
  );
  await page.close();
  await runningConsole.stop();
});
