import type { Page } from '@playwright/test';
import { type Language, say } from './words.ts';

/** What is said and can be pressed where images are shared and answered for. */
export function sharing(page: Page, language: Language) {
  const button = (zh: string, en: string) => page.getByRole('button', { name: say(language, zh, en), exact: true });
  return {
    project: page.getByRole('combobox', { name: say(language, '共享给项目', 'Share with project') }),
    share: button('共享', 'Share'),
    members: page.getByRole('table', { name: say(language, '已共享的项目', 'Shared with') }),
    accept: (image: string) => button(`接受镜像 ${image}`, `Accept image ${image}`),
    reject: (image: string) => button(`拒绝镜像 ${image}`, `Reject image ${image}`),
    question: page.getByRole('dialog'),
  };
}
