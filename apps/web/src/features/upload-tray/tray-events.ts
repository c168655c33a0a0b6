import type { TrackedImport } from '../../resources/imports/import-manager.ts';
import type { ImportFailure } from '../../resources/imports/import-progress.ts';
import type { Upload, UploadFailure } from '../../resources/upload-manager/upload-transitions.ts';

/** A change of an upload or an import that is announced to screen readers. */
export type TrayEvent =
  | { readonly kind: 'started' | 'done' | 'restarting' | 'needsFile' | 'lapsed'; readonly name: string }
  | { readonly kind: 'progress'; readonly name: string; readonly percent: number }
  | { readonly kind: 'failed'; readonly name: string; readonly failure: UploadFailure }
  | { readonly kind: 'importStarted' | 'importDone'; readonly name: string }
  | { readonly kind: 'importFailed'; readonly name: string; readonly failure: ImportFailure };

/** Returns the events between two snapshots of the uploads: starts, every quarter of the bytes, ends. */
export function uploadEventsBetween(before: readonly Upload[], after: readonly Upload[]): readonly TrayEvent[] {
  const previous = new Map(before.map((upload) => [upload.id, upload]));
  return after.flatMap((upload) => uploadEvents(previous.get(upload.id), upload));
}

function uploadEvents(before: Upload | undefined, after: Upload): readonly TrayEvent[] {
  const name = after.record.imageName;
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
  const percent = lastQuarter(after);
  return percent > lastQuarter(before) ? [{ kind: 'progress', name, percent }] : [];
}

/** Whether a pause has lasted longer than the received bytes are kept. */
function hasLapsed(state: Upload['state']): boolean {
  return state.kind === 'paused' && state.retention.kind === 'expired';
}

function lastQuarter(upload: Upload): number {
  return Math.floor(percentSent(upload) / 25) * 25;
}

/** Returns the share of sent bytes as a whole number from 0 to 100. It is 100 only if every byte has been sent. */
export function percentSent({ record, sent }: Upload): number {
  const { size } = record.file;
  return size === 0 ? 0 : Math.floor((sent / size) * 100);
}

/** Returns the events between two snapshots of the imports: starts and ends. */
export function importEventsBetween(
  before: readonly TrackedImport[],
  after: readonly TrackedImport[],
): readonly TrayEvent[] {
  const previous = new Map(before.map((trackedImport) => [trackedImport.id, trackedImport]));
  return after.flatMap(({ id, imageName: name, state }): readonly TrayEvent[] => {
    const previousKind = previous.get(id)?.state.kind;
    if (previousKind === undefined) return state.kind === 'asking' ? [] : [{ kind: 'importStarted', name }];
    if (previousKind === state.kind) return [];
    if (state.kind === 'done') return [{ kind: 'importDone', name }];
    return state.kind === 'failed' ? [{ kind: 'importFailed', name, failure: state.failure }] : [];
  });
}
