import { test as base, expect, type Page } from '@playwright/test';
import { type RunningConsole, startConsole } from './console.ts';

export { expect };

/** What a tester reads on the screen, in each language: written here by hand, not taken from `locales/`. */
export const words = {
  'zh-CN': {
    signIn: '登录',
    username: '用户名',
    password: '密码',
    images: '镜像',
    products: '产品与服务',
    compute: '计算',
    create: '创建镜像',
    submit: '创建',
    name: '镜像名称',
    localFile: '本地文件',
    os: '操作系统类别',
    architecture: 'CPU架构',
    description: '描述',
    active: '可用',
    download: '下载',
    delete: '删除',
    status: '状态',
  },
  'en-US': {
    signIn: 'Sign in',
    username: 'User name',
    password: 'Password',
    images: 'Images',
    products: 'Products & Services',
    compute: 'Compute',
    create: 'Create Image',
    submit: 'Create',
    name: 'Image name',
    localFile: 'Local file',
    os: 'OS category',
    architecture: 'CPU architecture',
    description: 'Description',
    active: 'Active',
    download: 'Download',
    delete: 'Delete',
    status: 'Status',
  },
} as const;
export type Language = keyof typeof words;
export const languages = Object.keys(words) as Language[];

export type Person = 'admin' | 'alice' | 'bob' | 'carol' | 'dave';

/** Signs in through the page, as a person does, and ends at the address given. */
export async function signIn(
  page: Page,
  person: Person,
  language: Language,
  address = '/compute/images',
): Promise<void> {
  const w = words[language];
  await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=${language}`);
  await page.getByLabel(w.username, { exact: true }).fill(person);
  await page.getByLabel(w.password, { exact: true }).fill('console');
  await page.getByRole('button', { name: w.signIn, exact: true }).click();
  await expect(page.getByRole('button', { name: w.signIn, exact: true })).toBeHidden();
}

interface Worker {
  /** One console and one embedded cloud for all journeys of a worker. */
  readonly served: RunningConsole;
}

export const test = base.extend<{ baseURL: string }, Worker>({
  served: [
    async ({ browserName: _browser }, use) => {
      const served = await startConsole({ env: { EMBEDDED_SEED: '40' } });
      await use(served);
      await served.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ served }, use) => {
    await use(served.url);
  },
});
