import { expect, type Page } from '@playwright/test';
import { createImage, getImage, patchImage } from '../support/cloud-client.ts';
import { test } from '../support/journey-test.ts';
import { type Language, labelsOf, localized } from '../support/labels.ts';
import { recordPatches } from '../support/recorded-requests.ts';

const editAddress = (id: string): string => `/compute/images/${id}/edit`;

/** Page object of the form that modifies an image, and of the dialog that appears when another user has changed the same field. */
function editForm(page: Page, language: Language) {
  const labels = labelsOf(language);
  const conflictDialog = page.getByRole('dialog', {
    name: localized(language, '他人同时修改了此镜像', 'Somebody else has changed this image'),
  });
  return {
    name: page.getByLabel(labels.name, { exact: true }),
    minDisk: page.getByLabel(labels.minDisk, { exact: true }),
    minMemory: page.getByLabel(labels.minMemory, { exact: true }),
    publicSwitch: page.getByRole('switch', { name: labels.public, exact: true }),
    save: page.getByRole('button', { name: labels.save, exact: true }),
    conflictDialog,
    saveChoices: conflictDialog.getByRole('button', { name: localized(language, '按选择保存', 'Save these choices') }),
  };
}

test.describe('editing an image', () => {
  test('the form shows the image’s values and sends only the changed ones', async ({
    page,
    language,
    labels,
    signInAndOpen,
    cloud,
  }) => {
    const name = `修改 ${Date.now()}`;
    const { id } = await createImage(cloud, {
      name,
      min_disk: 7,
      min_ram: 1536,
      protected: true,
      tags: ['保留'],
      vendor_secret: '{"a":"值"}',
      hw_disk_bus: 'nobody-knows-this',
    });
    const before = await getImage(cloud, id);
    const form = editForm(page, language);
    await signInAndOpen('admin', editAddress(id));
    await expect(form.name).toHaveValue(name);
    await expect(form.minDisk).toHaveValue('7');
    await expect(form.minMemory).toHaveValue('1.5');
    await expect(page.getByRole('switch', { name: labels.protected, exact: true })).toBeChecked();
    await expect(form.publicSwitch).not.toBeChecked();

    const patches = recordPatches(page);
    const newName = `${name} 改名`;
    await form.name.fill(`  ${newName} `);
    await form.minDisk.fill('9');
    await page.getByText(localized(language, '将要发送的修改', 'Changes to send')).click();
    await expect(page.getByText('"path":"/min_disk"')).toBeVisible();
    await form.save.click();

    await expect(page.getByRole('status').filter({ hasText: localized(language, '已保存', 'is saved') })).toBeVisible();
    expect(patches).toEqual([
      expect.arrayContaining([
        { op: 'replace', path: '/name', value: newName },
        { op: 'replace', path: '/min_disk', value: 9 },
      ]),
    ]);
    expect(patches[0]).toHaveLength(2);
    expect(await getImage(cloud, id)).toEqual({
      ...before,
      name: newName,
      min_disk: 9,
      updated_at: expect.any(String),
    });
  });

  test('saving without a change says so and sends nothing', async ({ page, language, signInAndOpen, cloud }) => {
    const { id } = await createImage(cloud, { name: `unchanged ${Date.now()}`, strange: '1' });
    await signInAndOpen('admin', editAddress(id));
    const patches = recordPatches(page);
    await editForm(page, language).save.click();
    await expect(
      page.getByText(localized(language, '没有修改，未发送任何内容', 'Nothing was changed, so nothing was sent')),
    ).toBeVisible();
    expect(patches).toEqual([]);
  });

  test('the user can choose the value that another user has saved in the same field', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const name = `conflict ${Date.now()}`;
    const { id } = await createImage(cloud, { name, min_disk: 1 });
    const form = editForm(page, language);
    await signInAndOpen('admin', editAddress(id));
    const patches = recordPatches(page);
    await form.name.fill(`${name} mine`);
    await form.minDisk.fill('3');
    await patchImage(cloud, id, [
      { op: 'replace', path: '/name', value: `${name} theirs` },
      { op: 'add', path: '/their_note', value: '他人' },
    ]);
    await form.save.click();

    await expect(form.conflictDialog.getByRole('radio')).toHaveCount(2);
    await expect(form.saveChoices).toBeDisabled();
    expect(patches).toEqual([]);
    await form.conflictDialog.getByRole('radio', { name: `${name} theirs` }).check();
    await form.saveChoices.click();
    await expect(page.getByRole('heading', { name: `${name} theirs` })).toBeVisible();
    expect(patches).toEqual([[{ op: 'replace', path: '/min_disk', value: 3 }]]);
    expect(await getImage(cloud, id)).toMatchObject({
      name: `${name} theirs`,
      min_disk: 3,
      their_note: '他人',
    });
  });

  test('the user can go back from a conflict to the form, or choose the own value', async ({
    page,
    language,
    signInAndOpen,
    cloud,
  }) => {
    const name = `mine ${Date.now()}`;
    const { id } = await createImage(cloud, { name });
    const form = editForm(page, language);
    await signInAndOpen('admin', editAddress(id));
    await form.name.fill(`${name} mine`);
    await patchImage(cloud, id, [{ op: 'replace', path: '/name', value: `${name} theirs` }]);
    await form.save.click();
    await form.conflictDialog
      .getByRole('button', { name: localized(language, '返回表单', 'Back to the form') })
      .click();
    await expect(form.conflictDialog).toBeHidden();
    await expect(form.name).toHaveValue(`${name} mine`);
    await form.save.click();
    await form.conflictDialog.getByRole('radio', { name: `${name} mine` }).check();
    await form.saveChoices.click();
    await expect(page.getByRole('heading', { name: `${name} mine` })).toBeVisible();
  });

  test('changes of two users in different fields are merged', async ({ page, language, signInAndOpen, cloud }) => {
    const name = `merged ${Date.now()}`;
    const { id } = await createImage(cloud, { name });
    const form = editForm(page, language);
    await signInAndOpen('admin', editAddress(id));
    await form.minMemory.fill('2');
    await patchImage(cloud, id, [{ op: 'replace', path: '/name', value: `${name} theirs` }]);
    await form.save.click();
    await expect(
      page.getByText(localized(language, '他人同时所做的修改已保留', 'what somebody else changed meanwhile is kept')),
    ).toBeVisible();
    expect(await getImage(cloud, id)).toMatchObject({ name: `${name} theirs`, min_ram: 2048 });
  });

  for (const visibility of ['shared', 'community'] as const) {
    test(`an image with visibility ${visibility} keeps it when its name changes`, async ({
      page,
      language,
      signInAndOpen,
      cloud,
    }) => {
      const name = `${visibility} ${Date.now()}`;
      const { id } = await createImage(cloud, { name, visibility });
      const form = editForm(page, language);
      await signInAndOpen('admin', editAddress(id));
      const patches = recordPatches(page);
      await expect(form.publicSwitch).not.toBeChecked();
      await form.name.fill(`${name} 2`);
      await form.save.click();
      await expect(page.getByRole('heading', { name: `${name} 2` })).toBeVisible();
      expect(patches).toEqual([[{ op: 'replace', path: '/name', value: `${name} 2` }]]);
      expect(await getImage(cloud, id)).toMatchObject({ visibility });
    });
  }

  test('the switch Public changes the visibility to public', async ({ page, language, signInAndOpen, cloud }) => {
    const { id } = await createImage(cloud, { name: `公开 ${Date.now()}`, visibility: 'shared' });
    const form = editForm(page, language);
    await signInAndOpen('admin', editAddress(id));
    const patches = recordPatches(page);
    await form.publicSwitch.click();
    await form.save.click();
    await expect.poll(() => patches).toEqual([[{ op: 'replace', path: '/visibility', value: 'public' }]]);
  });
});
