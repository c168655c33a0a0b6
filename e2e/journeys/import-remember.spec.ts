import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { smallRawFile } from '../support/disk-image.ts';
import { type FileServer, startFileServer } from '../support/file-server.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf } from '../support/labels.ts';
import { uploadRow } from '../support/upload-tray.ts';

const labels = labelsOf('en-US');
const importing = { service: 'image', method: 'POST', path: '/import$' } as const;
let server: FileServer;

test.beforeAll(async () => {
  server = await startFileServer(smallRawFile.buffer);
});
test.afterAll(() => server.close());

test('an import whose answer is lost is followed, is there again after a reload without its address, and can be tried again', {
  tag: '@embedded',
}, async ({ page, signInAndOpen, faults, cloud }) => {
  const name = `remembered ${Date.now()}`;
  await signInAndOpen('admin', 'en-US', '/compute/images/create');
  await faults.set(
    { match: importing, effect: { kind: 'import', ms: 3000, reason: 'conversion failed' } },
    { match: importing, effect: { kind: 'truncate', bytes: 0 } },
  );
  const form = imageForm(page, 'en-US');
  await form.name.fill(name);
  await page.getByRole('radio', { name: 'URL', exact: true }).check();
  const secret = `${server.url.replace('//', '//me:hush@')}/disk.raw?signature=hush`;
  await page.getByRole('textbox', { name: 'URL', exact: true }).fill(secret);
  await form.submit.click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('hush');

  await page.goto(`${new URL(page.url()).pathname}?lang=en-US`);
  await page.getByRole('button', { name: /^Uploads, / }).click();
  const row = uploadRow(page, 'en-US', name);
  await expect(row.row.getByRole('alert')).toContainText('conversion failed');

  await faults.set({
    match: { service: 'image', method: 'GET', path: '/tasks$' },
    effect: { kind: 'status', status: 404, body: 'Not Found' },
  });
  await row.button('', 'Try again to import').click();
  await row.row.getByRole('textbox').fill(`${server.url}/disk.raw`);
  await row.button('', 'Try again to import').click();
  await expect(row.row).toContainText('Imported');
  await expect(page.getByRole('main').getByText(labels.active, { exact: true })).toBeVisible();
  expect(await findImagesByName(cloud, name)).toMatchObject([{ status: 'active', size: smallRawFile.buffer.length }]);
});
