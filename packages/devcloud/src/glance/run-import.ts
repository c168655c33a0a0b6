import { setTimeout as rest } from 'node:timers/promises';
import { MiB } from '@console/units';
import type { FormatRule, ImportFault } from '../kernel/service.ts';
import { STAGING } from './data-files.ts';
import type { Glance } from './glance.ts';
import { openUrl } from './open-url.ts';
import { emptied, FAILED, IMPORTING, LOCK, type StoredImage } from './stored-image.ts';
import { isFit, measure, withData } from './upload-data.ts';

export interface ImportJob {
  readonly imageId: string;
  readonly taskId: string;
  readonly source:
    | { readonly kind: 'staged' }
    | { readonly kind: 'copy' }
    | { readonly kind: 'web'; readonly url: URL; readonly spelled: string };
  readonly stores: readonly string[];
  readonly allMustSucceed: boolean;
  /** Set by a fault switch that makes the import slow or makes it fail. */
  readonly course: ImportFault | undefined;
  readonly rule: FormatRule | undefined;
}

/** The data does not have the declared format, or the image holds refused data. */
class Unfit extends Error {}

/** Glance reports only this sentence, whatever the cause was. */
const FAILURE = 'Task failed due to Internal Error';
const PROGRESS_EVERY_MS = 200;

/** Copies the data to the stores and leaves the same properties on image and task as Glance does. Never rejects. */
export async function runImport(glance: Glance, job: ImportJob): Promise<void> {
  try {
    await pause(glance);
    glance.tasks.begin(job.taskId);
    begin(glance, job);
    await pause(glance);
    await applyImportFault(glance, job.course);
    await fetchToStaging(glance, job);
    await requireFit(glance, job);
    const reached = await fillStores(glance, job);
    if (reached === 0) throw new Error('none of the stores took the data');
    await glance.files.remove(STAGING, job.imageId);
    glance.tasks.succeed(job.taskId, { image_id: job.imageId });
    await pause(glance);
    change(glance, job, (image) => ({ ...image, properties: without(image.properties, LOCK) }));
  } catch (error) {
    // Release 2025.1 leaves the image `importing` when staged data has the wrong format and all stores must succeed.
    const isStuck = error instanceof Unfit && job.source.kind === 'staged' && job.allMustSucceed;
    const consequence = { reason: job.course?.reason ?? null, status: isStuck ? 'importing' : 'queued' } as const;
    // While the service stops, the task is left `processing`; the next start ends it.
    if (!glance.stopping.aborted) await fail(glance, job, consequence);
  }
}

async function applyImportFault(glance: Glance, course: ImportFault | undefined): Promise<void> {
  if (course === undefined) return;
  await rest(course.ms, undefined, { signal: glance.stopping });
  if (course.reason !== null) throw new Error(course.reason);
}

/** ECF's cloud reports the cause of a failed import in this property, in its own words. */
const REASON = 'os_glance_es_failed_reason';

/** The image's status after a failed import, and the reason where there is one. */
interface FailureConsequence {
  readonly reason: string | null;
  readonly status: 'queued' | 'importing';
}

/** Records a failed or interrupted import on image and task; `stores` are listed as failed. */
export async function fail(
  glance: Glance,
  job: Pick<ImportJob, 'imageId' | 'taskId' | 'stores' | 'source'>,
  { reason, status }: FailureConsequence = { reason: null, status: 'queued' },
): Promise<void> {
  const isCopy = job.source.kind === 'copy';
  const present = isCopy ? (glance.images.get(job.imageId)?.stores ?? []) : [];
  const left = job.stores.filter((store) => !present.includes(store));
  await Promise.all([STAGING, ...left].map((location) => glance.files.remove(location, job.imageId)));
  glance.tasks.fail(job.taskId, FAILURE);
  change(glance, job, (image) => {
    const reasonProperty = reason === null ? {} : { [REASON]: reason };
    const properties = { ...without(markFailed(image.properties, job.stores), LOCK), ...reasonProperty };
    if (isCopy) return { ...image, properties };
    const bare = { ...emptied(image), checksum: null, hashAlgo: null, hashValue: null, stores: [] };
    return { ...bare, status, properties };
  });
}

function pause(glance: Glance): Promise<void> {
  return rest(glance.importPace, undefined, { signal: glance.stopping });
}

/** Throws when the image is gone or belongs to another task by now. */
function change(
  glance: Glance,
  job: Pick<ImportJob, 'imageId' | 'taskId'>,
  work: (image: StoredImage) => StoredImage,
): StoredImage | null {
  return glance.images.change(job.imageId, (image) => (image.properties[LOCK] === job.taskId ? work(image) : null));
}

function changeOrStop(glance: Glance, job: ImportJob, work: (image: StoredImage) => StoredImage): StoredImage {
  const image = change(glance, job, work);
  if (!image) throw new Error('the image was deleted');
  return image;
}

function begin(glance: Glance, job: ImportJob): void {
  changeOrStop(glance, job, (image) => ({
    ...image,
    status: job.source.kind === 'copy' ? image.status : 'importing',
    properties: {
      ...image.properties,
      [IMPORTING]: joined(image.properties[IMPORTING], job.stores),
      [FAILED]: subtracted(image.properties[FAILED], job.stores),
    },
  }));
}

async function fetchToStaging(glance: Glance, job: ImportJob): Promise<void> {
  const { source } = job;
  if (source.kind !== 'web') return;
  // Python's urlopen accepts neither blanks nor non-ASCII characters (tried on Glance 25.1: the task ends in
  // `failure`).
  if (!/^[!-~]+$/.test(source.spelled)) throw new Error(`cannot open ${source.spelled}`);
  const body = await openUrl(source.url, glance.mayFetch, glance.stopping);
  await glance.files.write(STAGING, job.imageId, body, { onProgress: progress(glance, job) });
}

/** Throws unless the staged data has the declared format and the image holds no refused data. */
async function requireFit(glance: Glance, { imageId, source, rule }: ImportJob): Promise<void> {
  const image = glance.images.get(imageId);
  if (!image || source.kind === 'copy') return;
  const isFree = image.stores.length === 0;
  if (!isFree || !(await isFit(glance, { location: STAGING, image, rule }))) throw new Unfit('the data do not fit');
}

/**
 * Returns the number of stores that have the data. The image becomes active with the last store, or with the first one
 * unless all must succeed.
 */
async function fillStores(glance: Glance, job: ImportJob): Promise<number> {
  let reached = 0;
  for (const [i, store] of job.stores.entries()) {
    const isLast = i === job.stores.length - 1;
    try {
      await fillStore(glance, job, store, isLast || !job.allMustSucceed);
      reached += 1;
    } catch (error) {
      if (job.allMustSucceed || glance.stopping.aborted || !glance.images.get(job.imageId)) throw error;
      changeOrStop(glance, job, (image) => ({ ...image, properties: markFailed(image.properties, [store]) }));
    }
    if (!isLast) await pause(glance);
  }
  return reached;
}

async function fillStore(glance: Glance, job: ImportJob, store: string, setActive: boolean): Promise<void> {
  const { imageId } = job;
  const from = job.source.kind === 'copy' ? sourceOfCopy(glance, imageId) : STAGING;
  const digest = await glance.files.write(store, imageId, glance.files.read(from, imageId), {
    onProgress: progress(glance, job),
  });
  if (digest.size > 0) glance.tasks.progress(job.taskId, copied(digest.size));
  const image = glance.images.get(imageId);
  if (!image) throw new Error('the image was deleted');
  const virtualSize = await measure(glance, { location: store, image, rule: job.rule });
  const done = change(glance, job, (now) => {
    const properties = {
      ...now.properties,
      [IMPORTING]: subtracted(now.properties[IMPORTING], [store]),
      [FAILED]: subtracted(now.properties[FAILED], [store]),
    };
    const status = setActive && job.source.kind !== 'copy' ? 'active' : now.status;
    return { ...withData(now, store, digest, virtualSize, status), properties };
  });
  if (done) return;
  await glance.files.remove(store, imageId);
  throw new Error('the image was deleted');
}

function sourceOfCopy(glance: Glance, id: string): string {
  const store = glance.images.get(id)?.stores.find((one) => glance.files.has(one, id));
  if (store === undefined) throw new Error('there is no data to copy');
  return store;
}

/** Writes the progress to the task at intervals. Throws once the image is gone. */
function progress(glance: Glance, job: ImportJob): (bytes: number) => void {
  let last = 0;
  return (bytes) => {
    const now = Date.now();
    if (now - last < PROGRESS_EVERY_MS) return;
    last = now;
    glance.stopping.throwIfAborted();
    if (!glance.images.get(job.imageId)) throw new Error('the image was deleted');
    glance.tasks.progress(job.taskId, copied(bytes));
  };
}

function copied(bytes: number): string {
  return `Copied ${Math.floor(bytes / MiB)} MiB`;
}

type Properties = Readonly<Record<string, string>>;

function without(properties: Properties, key: string): Properties {
  const { [key]: _gone, ...rest } = properties;
  return rest;
}

function markFailed(properties: Properties, stores: readonly string[]): Properties {
  return {
    ...properties,
    [IMPORTING]: subtracted(properties[IMPORTING], stores),
    [FAILED]: joined(properties[FAILED], stores),
  };
}

function names(list: string | undefined): readonly string[] {
  return (list ?? '').split(',').filter((name) => name !== '');
}

function joined(list: string | undefined, stores: readonly string[]): string {
  return [...new Set([...names(list), ...stores])].toSorted().join(',');
}

function subtracted(list: string | undefined, stores: readonly string[]): string {
  return names(list)
    .filter((name) => !stores.includes(name))
    .join(',');
}
