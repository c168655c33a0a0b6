import { paths } from '@console/bff-contract';
import type { Page } from '@playwright/test';
import { type CloudClient, type CloudImage, signInToCloud } from '../support/cloud-client.ts';
import type { RunningConsole } from '../support/console.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { launchBrowser, openListAsAdministrator } from './browser.ts';
import { measureMs, median, percentile, printFigure } from './measure.ts';

const IMAGES = 10_000;
const PAGE = 1000;
const ROUNDS = 5;
const HEAP_MIB = 80;
const FILTER_MS = 50;
const LETTERS = 6;
const WORDS = 7;

/**
 * From the list's first request until all of it is loaded and searchable, over a bare walk of the API by pages of 1,000: straight
 * to the image API, each answer parsed and nothing more. `over_browser_walk` is the same over that walk made by the page's own
 * browser through the console, which is what no page can be quicker than: on the embedded cloud, which gives a page in
 * milliseconds, it is most of the difference; on a real one it is little.
 */
export function list10kLoad(stand: BenchCloud): Promise<void> {
  return withList(stand, async ({ page, cloud }) => {
    const rounds: { bare: number; inBrowser: number; loaded: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const bare = await measureMs(() => walk(cloud));
      const inBrowser = await walkInBrowser(page);
      await page.reload();
      rounds.push({ bare, inBrowser, loaded: await whole(page) });
    }
    printFigure('list-10k-load', median(rounds.map(({ loaded, bare }) => loaded / bare)), 'loaded/bare-walk', {
      loaded_ms: median(rounds.map(({ loaded }) => loaded)),
      walk_ms: median(rounds.map(({ bare }) => bare)),
      over_browser_walk: median(rounds.map(({ loaded, inBrowser }) => loaded / inBrowser)),
      rounds: ROUNDS,
    });
  });
}

/** Milliseconds of the bare walk by the browser. */
function walkInBrowser(page: Page): Promise<number> {
  return page.evaluate(
    async ({ address, limit }) => {
      const start = performance.now();
      let marker: string | undefined = '';
      while (marker !== undefined) {
        const answer = await fetch(`${address}?limit=${limit}&visibility=all${marker && `&marker=${marker}`}`);
        const body: { images: { id: string }[]; next?: string } = await answer.json();
        marker = body.next === undefined ? undefined : body.images.at(-1)?.id;
      }
      return performance.now() - start;
    },
    { address: `${paths.image}/v2/images`, limit: PAGE },
  );
}

/** JavaScript heap with everything loaded, rubbish collected. */
export function list10kMemory(stand: BenchCloud): Promise<void> {
  return withList(stand, async ({ page }) => {
    const browser = await page.context().newCDPSession(page);
    await browser.send('HeapProfiler.collectGarbage');
    const { usedSize } = await browser.send('Runtime.getHeapUsage');
    const heap = usedSize / 1024 ** 2;
    printFigure('list-10k-memory', heap / HEAP_MIB, `of-${HEAP_MIB}MiB`, { heap_MiB: heap });
  });
}

/** Keystroke in the search box until the rows it leaves are painted. */
export function list10kFilter(stand: BenchCloud): Promise<void> {
  return withList(stand, async ({ page, cloud }) => {
    const images = [...(await walk(cloud)), ...(await walk(cloud, '&os_hidden=true'))];
    const total = images.length;
    const typed = images.map(({ name }) => name ?? '').filter((name) => /^[\w -]{6}/.test(name));
    const box = page.getByRole('searchbox');
    const times: number[] = [];
    for (let word = 0; word < WORDS; word++) {
      const name = typed[Math.floor((word * typed.length) / WORDS)] ?? '';
      await box.fill('');
      for (let letters = 1; letters <= LETTERS; letters++) {
        const left = images.filter((image) => finds(image, name.slice(0, letters))).length;
        times.push(await keystroke(page, name.charAt(letters - 1), said(left, total)));
      }
    }
    printFigure('list-10k-filter', percentile(times, 0.95) / FILTER_MS, `of-${FILTER_MS}ms`, {
      p95_ms: percentile(times, 0.95),
      p50_ms: median(times),
      keystrokes: times.length,
    });
  });
}

interface Stage {
  readonly page: Page;
  readonly cloud: CloudClient;
  readonly served: RunningConsole;
}

/** The list with all images loaded. */
function withList(stand: BenchCloud, work: (stage: Stage) => Promise<void>): Promise<void> {
  return stand.withConsole({ images: IMAGES }, async (served) => {
    const browser = await launchBrowser();
    const page = await openListAsAdministrator(browser, served.url);
    await whole(page);
    await work({ page, served, cloud: await signInToCloud(served.authUrl, 'admin') });
    await browser.close();
  });
}

/** Waits until the list is whole; milliseconds since its first request. */
async function whole(page: Page): Promise<number> {
  const ended = await page.waitForFunction((least) => {
    const counts = document.querySelector('[role=status] .figures')?.parentElement;
    const isWhole = counts?.children.length === 1 && Number(counts.textContent?.replaceAll(/\D/g, '')) >= least;
    if (!isWhole) return null;
    const [first] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/v2/images?'));
    return performance.now() - (first?.startTime ?? 0);
  }, IMAGES);
  return (await ended.jsonValue()) ?? 0;
}

/** How the page says how many are in view. */
function said(left: number, total: number): string {
  const number = new Intl.NumberFormat('en-US');
  return `· ${left === total ? '' : `${number.format(left)} / `}${number.format(total)}`;
}

/** Every word of the text in name, ID or tags. */
function finds({ name, id, tags }: CloudImage, text: string): boolean {
  const said = [name ?? '', id, ...tags].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(' ')
    .every((word) => said.includes(word));
}

/** Types a letter; milliseconds until the page that says `expected` has been painted. */
async function keystroke(page: Page, letter: string, expected: string): Promise<number> {
  await page.evaluate((words) => {
    performance.clearMeasures('keystroke');
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const look = () => {
          const isThere = document.querySelector('[role=status] .figures')?.textContent === words;
          if (isThere) setTimeout(() => performance.measure('keystroke', { start: timeStamp }));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { once: true, capture: true },
    );
  }, expected);
  await page.keyboard.press(letter === ' ' ? 'Space' : letter);
  const painted = await page.waitForFunction(() => performance.getEntriesByName('keystroke')[0]?.duration);
  return (await painted.jsonValue()) ?? 0;
}

async function walk(cloud: CloudClient, more = ''): Promise<readonly CloudImage[]> {
  const images: CloudImage[] = [];
  let address: string | undefined = `/v2/images?limit=${PAGE}&visibility=all${more}`;
  while (address !== undefined) {
    const page: { images: CloudImage[]; next?: string } = await cloud.image('GET', address);
    images.push(...page.images);
    address = page.next;
  }
  return images;
}
