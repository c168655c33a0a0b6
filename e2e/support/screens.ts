import type { Session } from '@console/bff-contract';
import { expect, type Page } from '@playwright/test';
import type { UserName } from './accounts.ts';
import type { CloudImage } from './cloud-client.ts';
import { smallRawFile } from './disk-image.ts';
import { createAddress } from './image-form.ts';
import { imageList, listAddress } from './image-list.ts';
import { type LabelName, type Language, type Localized, labelsOf, localized } from './labels.ts';
import { startUpload } from './upload-tray.ts';

/** What a screen needs to be opened. */
export interface ScreenContext {
  readonly page: Page;
  readonly language: Language;
  readonly image: CloudImage;
}

type Step = (context: ScreenContext) => Promise<unknown>;

/** A page in one of its states: with a dialog, a panel or a tab open. */
export interface Screen {
  readonly name: string;
  readonly address: (context: ScreenContext) => string;
  /** Steps from the address to the screen. The last one waits for something by which the screen is known to be open. */
  readonly steps: readonly Step[];
  /** User who is signed in, by default the administrator; `null` for nobody. */
  readonly user?: UserName | null;
  /** Viewport that alone has the screen. */
  readonly only?: 'wide' | 'phone';
}

/** A label by its name, or a text that only one screen has. */
type Label = LabelName | Localized;

const textOf = ({ language }: ScreenContext, label: Label): string =>
  typeof label === 'string' ? labelsOf(language)[label] : localized(language, ...label);

// Steps that act.
const press =
  (label: Label): Step =>
  (context) =>
    context.page
      .getByRole('button', { name: textOf(context, label), exact: true })
      .first()
      .click();
const pressKey =
  (key: string): Step =>
  ({ page }) =>
    page.keyboard.press(key);
const selectImage: Step = ({ page, language, image }) => imageList(page, language).checkbox(image.name).check();
const openListPanel =
  (label: Label): Step =>
  async (context) => {
    const group = context.page.getByRole('group', { name: textOf(context, label), exact: true }).first();
    await group.getByRole('button').first().click();
    await expect(group.getByRole('checkbox').first()).toBeVisible();
  };
const chooseUrlSource: Step = ({ page }) => page.getByRole('radio', { name: 'URL' }).check();
const focusCreateButton: Step = (context) =>
  context.page.getByRole('button', { name: textOf(context, 'create') }).focus();

/** Starts an upload of which no slice arrives, and pauses it. */
const startPausedUpload: Step = async (context) => {
  const { page, language } = context;
  await page.route('**/api/uploads/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await startUpload(page, language, `a11y ${Date.now()}`, smallRawFile);
  await trayShows(['正在重新连接', 'Reconnecting'])(context);
  await page.getByRole('button', { name: textOf(context, ['暂停上传', 'Pause upload of']) }).click();
  // The browser asks before it leaves a page with an upload; the next screen has to be reached all the same.
  page.once('dialog', (question) => void question.accept());
};
/** Restores an import from before the page was loaded, and lets it have failed. */
const restoreFailedImport: Step = async ({ page, image }) => {
  const { id, name: imageName } = image;
  const { user, project } = (await (await page.request.get('/api/session')).json()) as Session;
  const record = { id, owner: user.id, imageName, project, startedAt: Date.now() };
  await page.route(`**/v2/images/${id}`, (route) =>
    route.fulfill({ json: { ...image, status: 'queued', os_glance_failed_import: 'fast' } }),
  );
  await page.evaluate((imports) => localStorage.setItem('console.imports', imports), JSON.stringify([record]));
  await page.reload();
};

// Steps that wait.
const showsText =
  (label: Label): Step =>
  (context) =>
    expect(context.page.getByText(textOf(context, label), { exact: true }).first()).toBeVisible();
const showsHeading =
  (label: Label): Step =>
  (context) =>
    expect(context.page.getByRole('heading', { name: textOf(context, label) }).first()).toBeVisible();
const showsRole =
  (role: 'menuitem' | 'alert' | 'tooltip'): Step =>
  ({ page }) =>
    expect(page.getByRole(role).first()).toBeVisible();
const showsDialog: Step = ({ page }) => expect(page.getByRole('dialog').getByRole('button').first()).toBeVisible();
const showsImage: Step = ({ page, image }) => expect(page.getByText(image.name, { exact: true }).first()).toBeVisible();
const showsField =
  (label: LabelName): Step =>
  (context) =>
    expect(context.page.getByLabel(textOf(context, label), { exact: true })).toBeVisible();
const showsUrlField: Step = ({ page }) => expect(page.getByRole('textbox', { name: 'URL' })).toBeVisible();
const trayShows =
  (label: Localized): Step =>
  (context) =>
    expect(context.page.getByRole('dialog', { name: textOf(context, 'uploads') })).toContainText(
      textOf(context, label),
    );

const listOfImage = ({ image }: ScreenContext) => listAddress(image.name);
const detail = ({ image }: ScreenContext) => `/compute/images/${image.id}`;
const detailTab = (tab: string) => (context: ScreenContext) => `${detail(context)}?tab=${tab}`;
const fixed = (address: string) => () => address;
const list = fixed('/compute/images');
const create = fixed(createAddress);

const noUploads: Localized = ['上传任务，没有进行中的任务', 'Uploads, none in progress'];

/** Every page, tab, panel and dialog of the console. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', user: null, address: fixed('/login'), steps: [showsField('username')] },
  { name: 'list', address: listOfImage, steps: [showsImage] },
  { name: 'list with selection', address: listOfImage, steps: [showsImage, selectImage] },
  {
    name: 'list with an open select',
    address: listOfImage,
    only: 'wide',
    steps: [
      showsImage,
      ({ page, language }) => page.getByLabel(localized(language, '每页', 'Per page')).click(),
      ({ page }) => expect(page.getByRole('option', { selected: true })).toBeVisible(),
    ],
  },
  {
    name: 'list without matches',
    address: () => listAddress('no such thing'),
    steps: [showsText(['没有符合条件的镜像', 'No images match'])],
  },
  { name: 'filter panel', only: 'wide', address: listOfImage, steps: [showsImage, openListPanel('status')] },
  {
    name: 'filter sheet',
    only: 'phone',
    address: listOfImage,
    steps: [showsImage, press(['筛选', 'Filters']), showsDialog],
  },
  {
    name: 'column chooser',
    only: 'wide',
    address: listOfImage,
    steps: [showsImage, openListPanel(['列设置', 'Columns'])],
  },
  { name: 'row menu', address: listOfImage, steps: [showsImage, press('moreActions'), showsRole('menuitem')] },
  { name: 'keyboard shortcuts', only: 'wide', address: listOfImage, steps: [showsImage, pressKey('?'), showsDialog] },
  { name: 'export dialog', address: listOfImage, steps: [showsImage, selectImage, press('export'), showsDialog] },
  {
    name: 'inbox of shared images',
    address: fixed('/compute/images?tab=shared'),
    steps: [showsHeading(['等待接受', 'Pending'])],
  },
  {
    name: 'products menu',
    only: 'wide',
    address: listOfImage,
    steps: [showsImage, press('products'), showsHeading(['计算', 'Compute'])],
  },
  { name: 'main menu', only: 'phone', address: listOfImage, steps: [showsImage, press(['菜单', 'Menu']), showsDialog] },
  { name: 'empty upload tray', address: listOfImage, steps: [showsImage, press(noUploads), showsDialog] },
  { name: 'detail', address: detail, steps: [showsImage] },
  {
    name: 'sharing tab',
    address: detailTab('sharing'),
    steps: [showsText(['共享给项目', 'Share with project'])],
  },
  {
    name: 'volumes tab',
    address: detailTab('volumes'),
    steps: [showsText(['没有由此镜像创建的云硬盘', 'No volumes were made from this image'])],
  },
  { name: 'tasks tab', address: detailTab('tasks'), steps: [showsText(['没有导入任务', 'No import tasks'])] },
  {
    name: 'JSON tab',
    address: detailTab('json'),
    steps: [({ page }) => expect(page.getByText('"disk_format"').first()).toBeVisible()],
  },
  { name: 'download dialog', address: detail, steps: [press('download'), showsDialog] },
  { name: 'volume dialog', address: detail, steps: [press('createVolume'), showsDialog] },
  { name: 'tags dialog', address: detail, steps: [press('editTags'), showsDialog] },
  { name: 'delete dialog', address: detail, steps: [press('delete'), showsDialog] },
  { name: 'edit form', address: (context) => `${detail(context)}/edit`, steps: [showsField('name')] },
  { name: 'create form for a file', address: create, steps: [showsField('name')] },
  { name: 'create form for a URL', address: create, steps: [chooseUrlSource, showsUrlField] },
  { name: 'create form with errors', address: create, steps: [press('submit'), showsRole('alert')] },
  {
    name: 'unknown image',
    address: fixed('/compute/images/none'),
    steps: [showsHeading(['找不到这个镜像', 'There is no such image'])],
  },
  { name: 'unknown page', address: fixed('/compute/none'), steps: [showsHeading('notFound')] },
  {
    name: 'paused upload',
    address: create,
    steps: [showsField('name'), startPausedUpload, trayShows(['已暂停，保留到', 'Paused, kept until'])],
  },
  {
    // Loading a page makes the paused upload of the screen before wait for its file.
    name: 'upload without its file, failed import',
    address: listOfImage,
    steps: [
      showsImage,
      restoreFailedImport,
      trayShows(['等待选择文件', 'Waiting for its file']),
      trayShows(['导入失败', 'Import failed']),
    ],
  },
  { name: 'action not allowed', user: 'alice', address: list, steps: [focusCreateButton, showsRole('tooltip')] },
  { name: 'user without a project', user: 'carol', address: list, steps: [showsHeading('noProject')] },
];
