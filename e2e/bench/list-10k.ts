import { paths } from '@console/bff-contract';
import type { Page } from '@playwright/test';
import { type CloudClient, type CloudImage, signInToCloud } from '../support/cloud-client.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { launchBrowser, openListAsAdministrator } from './browser.ts';
import { measureMs, median, percentile, printFigure } from './measure.ts';

const IMAGES = 10_000;
const PAGE = 1000;
const ROUNDS = 5;
const HEAP_MIB = 80;
const FILTER_MS = 50;
const LETTERS = 6;
const SEARCH_TERMS = 7;

/**
 * Measures the time from the list's first request until all images are loaded and searchable. The ratio compares it with a client
 * that fetches and parses the same pages of 1,000 images directly from Glance. `over_browser_walk` compares it with the same pages
 * fetched by the browser through the console, which no page can beat: on the embedded cloud, which answers in milliseconds, the
 * browser accounts for most of the ratio, on a real cloud for little.
 */
export function list10kLoad(benchCloud: BenchCloud): Promise<void> {
  return withList(benchCloud, async ({ page, cloud }) => {
    const rounds: { direct: number; inBrowser: number; loaded: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const direct = await measureMs(() => fetchAllImages(cloud));
      const inBrowser = await measureWalkInBrowserMs(page);
      await page.reload();
      rounds.push({ direct, inBrowser, loaded: await measureLoadMs(page) });
    }
    printFigure('list-10k-load', median(rounds.map(({ loaded, direct }) => loaded / direct)), 'loaded/bare-walk', {
      loaded_ms: median(rounds.map(({ loaded }) => loaded)),
      walk_ms: median(rounds.map(({ direct }) => direct)),
      over_browser_walk: median(rounds.map(({ loaded, inBrowser }) => loaded / inBrowser)),
      rounds: ROUNDS,
    });
  });
}

/** Fetches all pages of images in the browser, without rendering them. */
function measureWalkInBrowserMs(page: Page): Promise<number> {
  return page.evaluate(
    async ({ address, limit }) => {
      const start = performance.now();
      let marker: string | undefined = '';
      while (marker !== undefined) {
        const response = await fetch(`${address}?limit=${limit}&visibility=all${marker && `&marker=${marker}`}`);
        const body: { images: { id: string }[]; next?: string } = await response.json();
        marker = body.next === undefined ? undefined : body.images.at(-1)?.id;
      }
      return performance.now() - start;
    },
    { address: `${paths.image}/v2/images`, limit: PAGE },
  );
}

/** Measures the JavaScript heap with all images loaded, after a garbage collection. */
export function list10kMemory(benchCloud: BenchCloud): Promise<void> {
  return withList(benchCloud, async ({ page }) => {
    const browser = await page.context().newCDPSession(page);
    await browser.send('HeapProfiler.collectGarbage');
    const { usedSize } = await browser.send('Runtime.getHeapUsage');
    const heap = usedSize / 1024 ** 2;
    printFigure('list-10k-memory', heap / HEAP_MIB, `of-${HEAP_MIB}MiB`, { heap_MiB: heap });
  });
}

/** Measures the time from a keystroke in the search box until the matching rows are painted. */
export function list10kFilter(benchCloud: BenchCloud): Promise<void> {
  return withList(benchCloud, async ({ page, cloud }) => {
    const images = [...(await fetchAllImages(cloud)), ...(await fetchAllImages(cloud, '&os_hidden=true'))];
    const total = images.length;
    const typableNames = images.map(({ name }) => name ?? '').filter((name) => /^[\w -]{6}/.test(name));
    const searchBox = page.getByRole('searchbox');
    const times: number[] = [];
    for (let word = 0; word < SEARCH_TERMS; word++) {
      const name = typableNames[Math.floor((word * typableNames.length) / SEARCH_TERMS)] ?? '';
      await searchBox.fill('');
      for (let letters = 1; letters <= LETTERS; letters++) {
        const matches = images.filter((image) => matchesSearch(image, name.slice(0, letters))).length;
        times.push(await measureKeystrokeMs(page, name.charAt(letters - 1), countText(matches, total)));
      }
    }
    printFigure('list-10k-filter', percentile(times, 0.95) / FILTER_MS, `of-${FILTER_MS}ms`, {
      p95_ms: percentile(times, 0.95),
      p50_ms: median(times),
      keystrokes: times.length,
    });
  });
}

interface LoadedList {
  readonly page: Page;
  readonly cloud: CloudClient;
}

/** Runs `work` with the list open and all images loaded. */
function withList(benchCloud: BenchCloud, work: (list: LoadedList) => Promise<void>): Promise<void> {
  return benchCloud.withConsole({ images: IMAGES }, async ({ url, authUrl }) => {
    const browser = await launchBrowser();
    const page = await openListAsAdministrator(browser, url);
    await measureLoadMs(page);
    await work({ page, cloud: await signInToCloud(authUrl, 'admin') });
    await browser.close();
  });
}

/** Waits until the list has loaded all images; returns milliseconds since its first request. */
async function measureLoadMs(page: Page): Promise<number> {
  const loaded = await page.waitForFunction((minimum) => {
    const counts = document.querySelector('[role=status] .figures')?.parentElement;
    const isComplete = counts?.children.length === 1 && Number(counts.textContent?.replaceAll(/\D/g, '')) >= minimum;
    if (!isComplete) return null;
    const [first] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/v2/images?'));
    return performance.now() - (first?.startTime ?? 0);
  }, IMAGES);
  return (await loaded.jsonValue()) ?? 0;
}

/** Text by which the page shows the number of matching images. */
function countText(matches: number, total: number): string {
  const number = new Intl.NumberFormat('en-US');
  return `· ${matches === total ? '' : `${number.format(matches)} / `}${number.format(total)}`;
}

/** Whether name, ID or tags contain every word of the search text, as in the list. */
function matchesSearch({ name, id, tags }: CloudImage, text: string): boolean {
  const searchable = [name ?? '', id, ...tags].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(' ')
    .every((word) => searchable.includes(word));
}

/** Types a letter; returns milliseconds until the page with the text `expected` is painted. */
async function measureKeystrokeMs(page: Page, letter: string, expected: string): Promise<number> {
  await page.evaluate((text) => {
    performance.clearMeasures('keystroke');
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const check = () => {
          const hasText = document.querySelector('[role=status] .figures')?.textContent === text;
          if (hasText) setTimeout(() => performance.measure('keystroke', { start: timeStamp }));
          else requestAnimationFrame(check);
        };
        requestAnimationFrame(check);
      },
      { once: true, capture: true },
    );
  }, expected);
  await page.keyboard.press(letter === ' ' ? 'Space' : letter);
  const painted = await page.waitForFunction(() => performance.getEntriesByName('keystroke')[0]?.duration);
  return (await painted.jsonValue()) ?? 0;
}

async function fetchAllImages(cloud: CloudClient, filter = ''): Promise<readonly CloudImage[]> {
  const images: CloudImage[] = [];
  let address: string | undefined = `/v2/images?limit=${PAGE}&visibility=all${filter}`;
  while (address !== undefined) {
    const page: { images: CloudImage[]; next?: string } = await cloud.image('GET', address);
    images.push(...page.images);
    address = page.next;
  }
  return images;
}
