import { expect, type Page } from '@playwright/test';
import { createImage } from '../support/cloud-client.ts';
import { createAddress } from '../support/image-form.ts';
import { imageList, listAddress } from '../support/image-list.ts';
import { test } from '../support/journey-test.ts';
import { type Language, labelsOf, languages, localized } from '../support/labels.ts';

/** Column headers of the user manual, in the order of the screen. They are written by hand and have to match `locales/`. */
const columns = {
  'zh-CN': '名称 状态 操作系统类别 CPU架构 虚拟化类型 格式 大小 公用 受保护的 标签 所属项目 创建时间 更新时间 ID',
  'en-US':
    'Name|Status|OS category|CPU architecture|Hypervisor type|Format|Size|Public|Protected|Tags|Owner project|Created|Updated|ID',
} as const;
const columnsOf = (language: Language) => columns[language].split(language === 'zh-CN' ? ' ' : '|');

const actions = {
  'zh-CN': ['修改配置', '下载', '创建云硬盘', '编辑标签', '删除'],
  'en-US': ['Modify', 'Download', 'Create volume', 'Edit tags', 'Delete'],
} as const;

const systems = 'CentOS,Windows,CoreOS,Debian,Fedora,FreeBSD,Kylin,Oracle Linux,RHEL,SUSE,Ubuntu,Arch Linux'.split(',');

type Role = 'textbox' | 'combobox' | 'spinbutton' | 'switch' | 'radiogroup';

/** Fields for a QEMU image with Linux, which has all of them. */
const fields: readonly (readonly [role: Role, zh: string, en: string])[] = [
  ['textbox', '镜像名称', 'Image name'],
  ['radiogroup', '镜像来源', 'Source'],
  ['combobox', '格式', 'Format'],
  ['textbox', '描述', 'Description'],
  ['combobox', '操作系统类别', 'OS category'],
  ['radiogroup', 'CPU架构', 'CPU architecture'],
  ['radiogroup', '虚拟化类型', 'Hypervisor type'],
  ['combobox', '启动方式', 'Boot mode'],
  ['switch', '开启在线变更规格', 'Live resize'],
  ['switch', '启用云主机内置Agent', 'Guest agent'],
  ['switch', '启用网卡多队列', 'NIC multi-queue'],
  ['switch', '加密存储初始密码', 'Encrypt the initial password'],
  ['spinbutton', '最小系统盘(GiB)', 'Minimum system disk (GiB)'],
  ['spinbutton', '最小内存(GiB)', 'Minimum memory (GiB)'],
  ['switch', '公用', 'Public'],
  ['switch', '受保护的', 'Protected'],
  ['combobox', '标签', 'Tags'],
  ['combobox', '可见性', 'Visibility'],
  ['combobox', '存储后端', 'Stores'],
];

const radios = ['URL', 'x86', 'Arm', 'QEMU', 'Baremetal'] as const;

async function chooseOs(page: Page, label: string, os: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.fill(os);
  await field.press('Enter');
}

for (const language of languages) {
  test.describe(`labels, ${language}`, () => {
    test.use({ language, actionTimeout: 15_000 });
    const labels = labelsOf(language);

    test('the header and its menus have the labels of the manual', async ({ page, signInAndOpen }) => {
      await signInAndOpen('admin');
      await expect(page.getByRole('heading', { name: labels.images, level: 1 })).toBeVisible();
      await page.getByRole('button', { name: labels.products, exact: true }).click();
      const menu = page.getByRole('navigation', { name: labels.products });
      await expect(menu.getByRole('heading', { name: labels.compute })).toBeVisible();
      await menu.getByRole('link', { name: labels.images, exact: true }).click();

      await expect(page.getByLabel(labels.project, { exact: true })).toBeVisible();
      await expect(page.getByRole('button', { name: labels.uploads })).toBeVisible();
      await page.getByRole('button', { name: labels.language, exact: true }).click();
      await expect(page.getByRole('menuitemradio')).toHaveText(['中文', 'English']);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: labels.theme, exact: true }).click();
      await expect(page.getByRole('menuitemradio')).toHaveText(
        language === 'zh-CN' ? ['浅色', '深色', '跟随系统'] : ['Light', 'Dark', 'System'],
      );
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: `${labels.user} admin` }).click();
      for (const text of [
        localized(language, '角色', 'Roles'),
        localized(language, '登录有效期至', 'Signed in until'),
        labels.signOut,
      ]) {
        await expect(page.getByText(text, { exact: true })).toBeVisible();
      }
    });

    test('list and detail have the columns, tabs and actions of the manual', async ({ page, signInAndOpen, cloud }) => {
      const { name } = await createImage(cloud, { name: `labels ${Date.now()}` });
      const list = imageList(page, language);
      await signInAndOpen('admin', listAddress(name));
      await expect(list.row(name)).toBeVisible();
      await expect(list.table.getByRole('columnheader').getByRole('button')).toHaveText(columnsOf(language));
      await expect(page.getByRole('tab')).toContainText([labels.all, labels.public, labels.private, labels.shared]);
      for (const button of [labels.create, labels.export]) {
        await expect(
          page.getByRole('button', { name: button }).or(page.getByRole('link', { name: button })),
        ).toBeVisible();
      }
      const [modify, download, ...menuActions] = actions[language];
      for (const action of [modify, download]) {
        await expect(list.row(name).getByRole('button', { name: action, exact: true })).toBeVisible();
      }
      await expect((await list.openRowMenu(name)).getByRole('menuitem')).toContainText(menuActions);
      await page.keyboard.press('Escape');

      await list.names.first().click();
      for (const action of actions[language]) {
        await expect(page.getByRole('button', { name: action, exact: true })).toBeVisible();
      }
    });

    test('the create form has the fields and options of the manual', async ({ page, signInAndOpen }) => {
      await signInAndOpen('admin', createAddress);
      await expect(page.getByRole('heading', { name: labels.create })).toBeVisible();
      await page.getByRole('radio', { name: 'QEMU' }).check();
      await chooseOs(page, labels.os, 'Ubuntu');
      for (const [role, zh, en] of fields) {
        await expect(page.getByRole(role, { name: localized(language, zh, en), exact: true })).toBeVisible();
      }
      for (const name of [labels.localFile, ...radios]) {
        await expect(page.getByRole('radio', { name, exact: true })).toBeVisible();
      }
      await expect(page.getByRole('heading', { name: labels.advanced })).toBeVisible();
      await expect(page.getByRole('button', { name: labels.submit, exact: true })).toBeVisible();

      await page.getByRole('combobox', { name: labels.bootMode, exact: true }).click();
      for (const mode of ['BIOS', 'UEFI']) await expect(page.getByTitle(mode, { exact: true })).toBeVisible();
      await page.keyboard.press('Escape');
      for (const os of [...systems, localized(language, '其他', 'Other')]) {
        await page.getByRole('combobox', { name: labels.os, exact: true }).fill(os);
        await expect(page.getByTitle(os, { exact: true }).last()).toBeVisible();
      }
    });

    test('the edit form has the fields of the create form except source and stores', async ({
      page,
      signInAndOpen,
      cloud,
    }) => {
      const { id, name } = await createImage(cloud, { name: `labels to modify ${Date.now()}` });
      await signInAndOpen('admin', `/compute/images/${id}/edit`);
      await expect(page.getByLabel(labels.name, { exact: true })).toHaveValue(name);
      await page.getByRole('radio', { name: 'QEMU' }).check();
      await chooseOs(page, labels.os, 'Ubuntu');
      for (const [role, zh, en] of fields.filter(([, zh]) => zh !== '镜像来源' && zh !== '存储后端')) {
        await expect(page.getByRole(role, { name: localized(language, zh, en), exact: true })).toBeVisible();
      }
    });
  });
}
