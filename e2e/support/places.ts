import type { Session } from '@console/bff-contract';
import { expect, type Page } from '@playwright/test';
import type { CloudImage } from './cloud.ts';
import { smallRaw } from './disk-image.ts';
import { searchFor } from './list.ts';
import type { Person } from './real-cloud.ts';
import { beginUpload } from './uploads.ts';
import { type Language, say, type Word, words } from './words.ts';

/** What every place is opened with. */
export interface Given {
  readonly page: Page;
  readonly language: Language;
  readonly image: CloudImage;
}

type Step = (given: Given) => Promise<unknown>;

export interface Place {
  readonly name: string;
  readonly at: (given: Given) => string;
  /** What is done there, the last being a fact by which the place is known to be open. */
  readonly steps: readonly Step[];
  /** Signed in as; the administrator where it is not said, nobody where it is `null`. */
  readonly as?: Person | null;
  /** Where the place is not on every screen. */
  readonly only?: 'wide' | 'phone';
}

type Both = readonly [zh: string, en: string];
const of = ({ language }: Given, said: Word | Both): string =>
  typeof said === 'string' ? words[language][said] : say(language, ...said);

const text =
  (said: Both): Step =>
  (g) =>
    expect(g.page.getByText(of(g, said), { exact: true }).first()).toBeVisible();
const heading =
  (said: Both): Step =>
  (g) =>
    expect(g.page.getByRole('heading', { name: of(g, said) }).first()).toBeVisible();
const press =
  (said: Word | Both): Step =>
  (g) =>
    g.page
      .getByRole('button', { name: of(g, said), exact: true })
      .first()
      .click();
const key =
  (name: string): Step =>
  (g) =>
    g.page.keyboard.press(name);
const dialog: Step = (g) => expect(g.page.getByRole('dialog').getByRole('button').first()).toBeVisible();
const image: Step = (g) => expect(g.page.getByText(g.image.name, { exact: true }).first()).toBeVisible();
const name: Step = (g) => expect(g.page.getByLabel(of(g, 'name'), { exact: true })).toBeVisible();
const pick: Step = (g) =>
  g.page.getByRole('checkbox', { name: of(g, [`选择镜像 ${g.image.name}`, `Select image ${g.image.name}`]) }).check();
const seen =
  (role: 'menuitem' | 'alert' | 'tooltip' | 'checkbox' | 'link'): Step =>
  (g) =>
    expect(g.page.getByRole(role).first()).toBeVisible();
/** Opens a panel of the list's line. */
const panel =
  (said: Word | Both): Step =>
  async (g) => {
    const group = g.page.getByRole('group', { name: of(g, said), exact: true }).first();
    await group.getByRole('button').first().click();
    await expect(group.getByRole('checkbox').first()).toBeVisible();
  };
const fromUrl: Step = (g) => g.page.getByRole('radio', { name: 'URL' }).check();
const url: Step = (g) => expect(g.page.getByRole('textbox', { name: 'URL' })).toBeVisible();
const blockedCreate: Step = (g) => g.page.getByRole('button', { name: of(g, 'create') }).focus();

/** An upload that nothing arrives of, and that is paused then. */
const heldUpload: Step = async (g) => {
  await g.page.route('**/api/uploads/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await beginUpload(g.page, g.language, `a11y ${Date.now()}`, smallRaw);
  await seenIn(g, ['正在重新连接', 'Reconnecting']);
  await g.page.getByRole('button', { name: of(g, ['暂停上传', 'Pause upload of']) }).click();
  // The next place is reached all the same.
  g.page.once('dialog', (question) => void question.accept());
};
/** An import from before the page was loaded, which has failed. */
const failedImport: Step = async (g) => {
  const { id, name: imageName } = g.image;
  const { user, project } = (await (await g.page.request.get('/api/session')).json()) as Session;
  const kept = { id, owner: user.id, imageName, project, startedAt: Date.now() };
  await g.page.route(`**/v2/images/${id}`, (route) =>
    route.fulfill({ json: { ...g.image, status: 'queued', os_glance_failed_import: 'fast' } }),
  );
  await g.page.evaluate((imports) => localStorage.setItem('console.imports', imports), JSON.stringify([kept]));
  await g.page.reload();
};
const seenIn = (g: Given, said: Both) =>
  expect(g.page.getByRole('dialog', { name: of(g, 'uploads') })).toContainText(of(g, said));
const inTray =
  (said: Both): Step =>
  (g) =>
    seenIn(g, said);
const list = (g: Given) => searchFor(g.image.name);
const detail = (g: Given) => `/compute/images/${g.image.id}`;
const tab = (key: string) => (g: Given) => `${detail(g)}?tab=${key}`;
const address = (path: string) => () => path;
const create = address('/compute/images/create');

const noUploads: Both = ['上传任务，没有进行中的任务', 'Uploads, none in progress'];
const noVolumes: Both = ['没有由此镜像创建的云硬盘', 'No volumes were made from this image'];

/** Every page, tab, panel and dialog; a new one is a line. */
export const places: readonly Place[] = [
  {
    name: 'sign-in',
    as: null,
    at: address('/login'),
    steps: [(g) => expect(g.page.getByLabel(of(g, 'username'))).toBeVisible()],
  },
  { name: 'list', at: list, steps: [image] },
  { name: 'list with selection', at: list, steps: [image, pick] },
  {
    name: 'nothing found',
    at: () => searchFor('no such thing'),
    steps: [text(['没有符合条件的镜像', 'No images match'])],
  },
  { name: 'filter', only: 'wide', at: list, steps: [image, panel('status')] },
  { name: 'filter sheet', only: 'phone', at: list, steps: [image, press(['筛选', 'Filters']), dialog] },
  { name: 'column chooser', only: 'wide', at: list, steps: [image, panel(['列设置', 'Columns'])] },
  { name: 'row menu', at: list, steps: [image, press('moreActions'), seen('menuitem')] },
  { name: 'shortcuts', only: 'wide', at: list, steps: [image, key('?'), dialog] },
  { name: 'export', at: list, steps: [image, pick, press('export'), dialog] },
  { name: 'inbox', at: address('/compute/images?tab=shared'), steps: [heading(['等待接受', 'Pending'])] },
  { name: 'products', only: 'wide', at: list, steps: [image, press('products'), heading(['计算', 'Compute'])] },
  { name: 'menu', only: 'phone', at: list, steps: [image, press(['菜单', 'Menu']), dialog] },
  { name: 'uploads', at: list, steps: [image, press(noUploads), dialog] },
  { name: 'detail', at: detail, steps: [image] },
  { name: 'sharing', at: tab('sharing'), steps: [text(['共享给项目', 'Share with project'])] },
  { name: 'volumes', at: tab('volumes'), steps: [text(noVolumes)] },
  { name: 'tasks', at: tab('tasks'), steps: [text(['没有导入任务', 'No import tasks'])] },
  { name: 'JSON', at: tab('json'), steps: [(g) => expect(g.page.getByText('"disk_format"').first()).toBeVisible()] },
  { name: 'download', at: detail, steps: [press('download'), dialog] },
  { name: 'create volume', at: detail, steps: [press('createVolume'), dialog] },
  { name: 'edit tags', at: detail, steps: [press('editTags'), dialog] },
  { name: 'delete', at: detail, steps: [press('delete'), dialog] },
  { name: 'edit', at: (g) => `${detail(g)}/edit`, steps: [name] },
  { name: 'create from a file', at: create, steps: [name] },
  { name: 'create from a URL', at: create, steps: [fromUrl, url] },
  { name: 'create with errors', at: create, steps: [press('submit'), seen('alert')] },
  {
    name: 'no such image',
    at: address('/compute/images/none'),
    steps: [heading(['找不到这个镜像', 'There is no such image'])],
  },
  { name: 'no such page', at: address('/compute/none'), steps: [heading(['页面不存在', 'There is no such page'])] },
  { name: 'upload paused', at: create, steps: [name, heldUpload, inTray(['已暂停，保留到', 'Paused, kept until'])] },
  {
    // After it, because what was paused waits for its file from now on.
    name: 'upload without its file, failed import',
    at: list,
    steps: [
      image,
      failedImport,
      inTray(['等待选择文件', 'Waiting for its file']),
      inTray(['导入失败', 'Import failed']),
    ],
  },
  { name: 'not allowed', as: 'alice', at: address('/compute/images'), steps: [blockedCreate, seen('tooltip')] },
  {
    name: 'no project',
    as: 'carol',
    at: address('/compute/images'),
    steps: [heading(['您还没有加入任何项目', 'You have not joined any project'])],
  },
];
