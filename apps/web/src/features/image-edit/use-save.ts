import type { DenialReason } from '@console/bff-contract';
import { type BlockReason, imageAction } from '@console/image-model';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { getImage, type ImageRecord, patchImage } from '../../resources/images/image-api.ts';
import { cacheImage } from '../../resources/images/image-cache.ts';
import { useImageApi } from '../../resources/images/image-queries.ts';
import { useSession } from '../../resources/session/session.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { patchOf } from './draft.ts';
import { type CauseField, fieldOfCause } from './field-cause.ts';
import { baseAfter, type Choices, type Merge, merge } from './merge.ts';
import type { Part } from './parts.ts';
import type { EditForm } from './use-edit-form.ts';
import { type EditValues, valuesFrom } from './values.ts';

/** How far this press of the button has come. */
export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  /** There was nothing to send. */
  | { readonly kind: 'nothing' }
  /** The image has come into a state in which it cannot be changed. */
  | { readonly kind: 'blocked'; readonly reason: BlockReason | DenialReason }
  /** Somebody else has changed the same meanwhile, and a person has to choose. */
  | {
      readonly kind: 'conflict';
      readonly theirs: ImageRecord;
      readonly mine: EditValues;
      readonly conflicts: readonly Part[];
    }
  /** `field`: the one that the refusal is about, where it says so. */
  | { readonly kind: 'refused'; readonly error: unknown; readonly field: CauseField | null }
  /** `taken`: what somebody else has changed meanwhile, and stands. */
  | { readonly kind: 'saved'; readonly name: string; readonly taken: readonly Part[] };

interface Save {
  readonly saving: Saving;
  readonly save: (values: EditValues) => Promise<void>;
  /** Goes on after a conflict. */
  readonly resolve: (choices: Choices) => Promise<void>;
  /** Back to the form, nothing sent. */
  readonly dismiss: () => void;
}

/** Brings the changes to the cloud, and nothing else: onto the image as it is now, never over what others have done. */
export function useSave({ form, base, rebase }: EditForm): Save {
  const api = useImageApi();
  const client = useQueryClient();
  const session = useSession();
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const before = valuesFrom(base.image);
  const attempted = useRef(before);
  const { subscribe } = form;

  // With the next change there is something to send.
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: () => setSaving((now) => (now.kind === 'nothing' ? { kind: 'idle' } : now)),
      }),
    [subscribe],
  );

  async function save(values: EditValues): Promise<void> {
    if (patchOf(base, values, api.profile).length === 0) return setSaving({ kind: 'nothing' });
    await attempt(values, async () => {
      const theirs = await getImage(api, base.image.id);
      const now = valuesFrom(theirs.image);
      await settle(theirs, values, merge(baseAfter(attempted.current, before, now), now, values));
    });
  }

  async function resolve(choices: Choices): Promise<void> {
    if (saving.kind !== 'conflict') return;
    const { theirs: known, mine } = saving;
    await attempt(mine, async () => {
      // The choices were made between values that were shown; whatever has changed since is a new question.
      const chosen = merge(before, valuesFrom(known.image), mine, choices);
      const theirs = await getImage(api, base.image.id);
      const since = merge(valuesFrom(known.image), valuesFrom(theirs.image), chosen.values);
      rebase(known, chosen.values);
      await settle(theirs, chosen.values, { ...since, taken: [...new Set([...chosen.taken, ...since.taken])] });
    });
  }

  async function attempt(values: EditValues, work: () => Promise<void>): Promise<void> {
    setSaving({ kind: 'saving' });
    try {
      await work();
    } catch (error) {
      setSaving({ kind: 'refused', error, field: fieldOfCause(error, values) });
    }
  }

  async function settle(theirs: ImageRecord, mine: EditValues, merged: Merge): Promise<void> {
    const permission = imageAction('modify', theirs.image, session);
    if (permission.kind === 'blocked') return setSaving({ kind: 'blocked', reason: permission.reason });
    const { conflicts, taken, values } = merged;
    if (conflicts.length > 0) return setSaving({ kind: 'conflict', theirs, mine, conflicts });
    if (taken.length > 0) rebase(theirs, values);
    attempted.current = values;
    const patch = patchOf(theirs, values, api.profile);
    const saved = patch.length === 0 ? theirs : await patchImage(api, theirs.image.id, patch);
    cacheImage(client, scopeOf(session), saved);
    setSaving({ kind: 'saved', name: saved.image.name, taken });
  }

  return { saving, save, resolve, dismiss: () => setSaving({ kind: 'idle' }) };
}
