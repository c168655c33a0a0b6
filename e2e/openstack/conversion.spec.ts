import { imagesNamed } from '../support/cloud.ts';
import { createForm } from '../support/create-form.ts';
import { sampleDisk } from '../support/disk-image.ts';
import { expect, languages, test, words } from '../support/journey.ts';

for (const language of languages) {
  const w = words[language];

  test(`a VMDK is staged and imported, and the cloud makes a qcow2 of it (${language})`, async ({
    page,
    enter,
    cloud,
  }) => {
    const name = `converted ${language} ${Date.now()}`;
    await enter('admin', language, '/compute/images/create');
    const form = createForm(page, language);
    await form.name.fill(name);
    await form.file.setInputFiles(await sampleDisk('stream.vmdk'));
    await expect(form.summary).toContainText('VMDK');
    await form.submit.click();

    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row.getByText(w.active)).toBeVisible({ timeout: 60_000 });
    const [image] = await imagesNamed(cloud, name);
    expect(image).toMatchObject({ status: 'active', disk_format: 'qcow2' });
    await row.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByText('QCOW2', { exact: true }).first()).toBeVisible();
    await cloud.image('DELETE', `/v2/images/${image?.id}`);
  });
}
