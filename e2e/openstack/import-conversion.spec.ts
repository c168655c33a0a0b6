import { expect } from '@playwright/test';
import { findImagesByName } from '../support/cloud-client.ts';
import { sampleFile } from '../support/disk-image.ts';
import { imageForm } from '../support/image-form.ts';
import { test } from '../support/journey-test.ts';
import { labelsOf, languages } from '../support/labels.ts';

for (const language of languages) {
  const labels = labelsOf(language);

  test(`a VMDK is staged and imported, and the cloud makes a qcow2 of it (${language})`, async ({
    page,
    signInAndOpen,
    cloud,
  }) => {
    const name = `converted ${language} ${Date.now()}`;
    await signInAndOpen('admin', language, '/compute/images/create');
    const form = imageForm(page, language);
    await form.name.fill(name);
    await form.file.setInputFiles(await sampleFile('stream.vmdk'));
    await expect(form.summary).toContainText('VMDK');
    await form.submit.click();

    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row.getByText(labels.active)).toBeVisible({ timeout: 60_000 });
    const [image] = await findImagesByName(cloud, name);
    expect(image).toMatchObject({ status: 'active', disk_format: 'qcow2' });
    await row.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByText('QCOW2', { exact: true }).first()).toBeVisible();
    await cloud.image('DELETE', `/v2/images/${image?.id}`);
  });
}
