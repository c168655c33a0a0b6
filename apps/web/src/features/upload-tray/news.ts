import type { ImportFailure, ImportTask } from '../../resources/image/index.ts';
import type { UploadFailure, UploadTask } from '../../resources/upload/index.ts';
import { percentSent } from './transfer-bar.tsx';

/** What is worth saying aloud. */
export type News =
  | { readonly kind: 'started' | 'done' | 'restarting' | 'needsFile' | 'lapsed'; readonly name: string }
  | { readonly kind: 'progress'; readonly name: string; readonly percent: number }
  | { readonly kind: 'failed'; readonly name: string; readonly failure: UploadFailure }
  | { readonly kind: 'importStarted' | 'importDone'; readonly name: string }
  | { readonly kind: 'importFailed'; readonly name: string; readonly failure: ImportFailure };

const quarter = (task: UploadTask) => Math.floor(percentSent(task) / 25) * 25;

/** What has happened between two looks at the uploads: starts, quarters passed, ends. */
export function newsBetween(before: readonly UploadTask[], after: readonly UploadTask[]): readonly News[] {
  const earlier = new Map(before.map((task) => [task.id, task]));
  return after.flatMap((task) => newsOf(earlier.get(task.id), task));
}

function newsOf(before: UploadTask | undefined, after: UploadTask): readonly News[] {
  const name = after.imageName;
  const { state } = after;
  if (before === undefined && state.kind !== 'needsFile') {
    return state.kind === 'elsewhere' ? [] : [{ kind: 'started', name }];
  }
  if (before?.state.kind !== state.kind) {
    if (state.kind === 'done' || state.kind === 'restarting' || state.kind === 'needsFile')
      return [{ kind: state.kind, name }];
    if (state.kind === 'failed') return [{ kind: 'failed', name, failure: state.failure }];
  }
  if (before === undefined) return [];
  if (hasLapsed(state) && !hasLapsed(before.state)) return [{ kind: 'lapsed', name }];
  const percent = quarter(after);
  return percent > quarter(before) ? [{ kind: 'progress', name, percent }] : [];
}

function hasLapsed(state: UploadTask['state']): boolean {
  return state.kind === 'paused' && state.kept.kind === 'noLonger';
}

/** The same of imports: they have a start and an end, and no quarters. */
export function importNewsBetween(before: readonly ImportTask[], after: readonly ImportTask[]): readonly News[] {
  const earlier = new Map(before.map((task) => [task.id, task]));
  return after.flatMap(({ id, imageName: name, state }): readonly News[] => {
    const was = earlier.get(id);
    if (was === undefined) return state.kind === 'asking' ? [] : [{ kind: 'importStarted', name }];
    if (was.state.kind === state.kind) return [];
    if (state.kind === 'done') return [{ kind: 'importDone', name }];
    return state.kind === 'failed' ? [{ kind: 'importFailed', name, failure: state.failure }] : [];
  });
}
