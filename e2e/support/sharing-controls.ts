import type { Page } from '@playwright/test';
import { type Language, localized } from './labels.ts';

/** Page object of the controls that share an image, and of those that accept or reject it in the list. */
export function sharingControls(page: Page, language: Language) {
  const button = (zh: string, en: string) =>
    page.getByRole('button', { name: localized(language, zh, en), exact: true });
  return {
    tab: page.getByRole('tab', { name: localized(language, '共享', 'Sharing') }),
    project: page.getByRole('combobox', { name: localized(language, '共享给项目', 'Share with project') }),
    share: button('共享', 'Share'),
    members: page.getByRole('table', { name: localized(language, '已共享的项目', 'Shared with') }),
    accept: (image: string) => button(`接受镜像 ${image}`, `Accept image ${image}`),
    reject: (image: string) => button(`拒绝镜像 ${image}`, `Reject image ${image}`),
    leave: (image: string) => button(`退出共享镜像 ${image}`, `Leave image ${image}`),
    dialog: page.getByRole('dialog'),
  };
}
