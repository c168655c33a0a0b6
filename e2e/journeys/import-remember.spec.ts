import { imagesNamed } from '../support/cloud.ts';
import { createForm } from '../support/create-form.ts';
import { smallRaw } from '../support/disk-image.ts';
import { type FileServer, startFileServer } from '../support/file-server.ts';
import { expect, test, words } from '../support/journey.ts';
import { trayRow } from '../support/uploads.ts';

const w = words['en-US'];
const importing = { service: 'image', method: 'POST', path: '/import$' } as const;
let server: FileServer;

test.beforeAll(async () => {
  server = await startFileServer(smallRaw.buffer);
});
test.afterAll(() => server.close());

test('an import whose answer is lost is followed, is there again after a reload without its address, and can be tried again', {
  tag: '@embedded',
}, async ({ page, enter, fail, cloud }) => {
  const name = `remembered ${Date.now()}`;
  await enter('admin', 'en-US', '/compute/images/create');
  await fail(
    { match: importing, effect: { kind: 'import', ms: 3000, reason: 'conversion failed' } },
    { match: importing, effect: { kind: 'truncate', bytes: 0 } },
  );
  const form = createForm(page, 'en-US');
  await form.name.fill(name);
  await page.getByRole('radio', { name: 'URL', exact: true }).check();
  const secret = `${server.url.replace('//', '//me:hush@')}/disk.raw?signature=hush`;
  await page.getByRole('textbox', { name: 'URL', exact: true }).fill(secret);
  await form.submit.click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('hush');

  await page.goto(`${new URL(page.url()).pathname}?lang=en-US`);
  await page.getByRole('button', { name: /^Uploads, / }).click();
  const row = trayRow(page, 'en-US', name);
  await expect(row.row.getByRole('alert')).toContainText('conversion failed');

  await fail({
    match: { service: 'image', method: 'GET', path: '/tasks$' },
    effect: { kind: 'status', status: 404, body: 'Not Found' },
  });
  await row.button('', 'Try again to import').click();
  await row.row.getByRole('textbox').fill(`${server.url}/disk.raw`);
  await row.button('', 'Try again to import').click();
  await expect(row.row).toContainText('Imported');
  await expect(page.getByRole('main').getByText(w.active, { exact: true })).toBeVisible();
  expect(await imagesNamed(cloud, name)).toMatchObject([{ status: 'active', size: smallRaw.buffer.length }]);
});
