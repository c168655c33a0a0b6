import type { DenialReason } from '@console/bff-contract';
import { type BlockReason, imageAction } from '@console/image-model';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { getImage, type ImageRecord, patchImage } from '../../resources/images/image-api.ts';
import { cacheImage } from '../../resources/images/image-cache.ts';
import { useImageApi } from '../../resources/images/image-queries.ts';
import { useSession } from '../../resources/session/session.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { useExclusiveMutate } from '../../shared/ui/index.ts';
import { editPatchOf } from './edit-draft.ts';
import type { Part } from './edit-parts.ts';
import { type EditValues, editValuesOf } from './edit-values.ts';
import { type RejectedField, rejectedFieldOf } from './rejected-field.ts';
import { baseAfterAttempt, type Choices, type MergedChanges, mergeChanges } from './three-way-merge.ts';
import type { EditFormState } from './use-edit-form.ts';

/** The result of one press of the button. */
type SaveOutcome =
  /** No field has changed, so nothing was sent. */
  | { readonly kind: 'nothing' }
  /** The image has come into a state in which it cannot be modified. */
  | { readonly kind: 'blocked'; readonly reason: BlockReason | DenialReason }
  /** Another user has changed the same parts, and the user has to choose. */
  | {
      readonly kind: 'conflict';
      readonly theirs: ImageRecord;
      readonly mine: EditValues;
      readonly conflicts: readonly Part[];
    }
  /** `accepted`: the parts that another user has changed and that were kept. */
  | { readonly kind: 'saved'; readonly record: ImageRecord; readonly accepted: readonly Part[] };

export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  /** `field`: the field that the refusal names, if it names one. */
  | { readonly kind: 'refused'; readonly error: unknown; readonly field: RejectedField | null }
  | SaveOutcome;

interface SaveRequest {
  readonly values: EditValues;
  /** The user's choices in a conflict, and the image between whose values they were made. */
  readonly resolution?: { readonly known: ImageRecord; readonly choices: Choices } | undefined;
}

interface SaveImage {
  readonly saving: SaveState;
  readonly save: (values: EditValues) => void;
  /** Saves with the user's choices after a conflict. */
  readonly resolve: (choices: Choices) => void;
  /** Returns to the form without sending anything. */
  readonly dismiss: () => void;
}

/**
 * Saves the changes of the form. The image is fetched first and the changes are merged with it, so that only they are sent
 * and another user's changes are kept.
 */
export function useSaveImage({ form, base, rebase }: EditFormState): SaveImage {
  const api = useImageApi();
  const client = useQueryClient();
  const session = useSession();
  const before = editValuesOf(base.image);
  /** The values of the last attempt, which may have been saved although its response was lost. */
  const attempted = useRef(before);

  async function saveMerged(theirs: ImageRecord, mine: EditValues, merged: MergedChanges): Promise<SaveOutcome> {
    const permission = imageAction('modify', theirs.image, session);
    if (permission.kind === 'blocked') return { kind: 'blocked', reason: permission.reason };
    const { conflicts, accepted, values } = merged;
    if (conflicts.length > 0) return { kind: 'conflict', theirs, mine, conflicts };
    if (accepted.length > 0) rebase(theirs, values);
    attempted.current = values;
    const patch = editPatchOf(theirs, values, api.profile);
    const record = patch.length === 0 ? theirs : await patchImage(api, theirs.image.id, patch);
    return { kind: 'saved', record, accepted };
  }

  async function saveValues(values: EditValues): Promise<SaveOutcome> {
    if (editPatchOf(base, values, api.profile).length === 0) return { kind: 'nothing' };
    const theirs = await getImage(api, base.image.id);
    const now = editValuesOf(theirs.image);
    return saveMerged(theirs, values, mergeChanges(baseAfterAttempt(attempted.current, before, now), now, values));
  }

  async function saveResolved(mine: EditValues, known: ImageRecord, choices: Choices): Promise<SaveOutcome> {
    const chosen = mergeChanges(before, editValuesOf(known.image), mine, choices);
    // The user chose between the values that were shown. A part that has changed since is a new conflict.
    const theirs = await getImage(api, base.image.id);
    const since = mergeChanges(editValuesOf(known.image), editValuesOf(theirs.image), chosen.values);
    rebase(known, chosen.values);
    return saveMerged(theirs, chosen.values, {
      ...since,
      accepted: [...new Set([...chosen.accepted, ...since.accepted])],
    });
  }

  const { mutate, reset, isPending, data, error, variables } = useMutation({
    mutationFn: ({ values, resolution }: SaveRequest) =>
      resolution === undefined ? saveValues(values) : saveResolved(values, resolution.known, resolution.choices),
    onSuccess: (outcome) => {
      if (outcome.kind === 'saved') cacheImage(client, scopeOf(session), outcome.record);
    },
  });
  const start = useExclusiveMutate(mutate);

  const saving = useMemo((): SaveState => {
    if (isPending) return { kind: 'saving' };
    if (error === null) return data ?? { kind: 'idle' };
    return { kind: 'refused', error, field: variables === undefined ? null : rejectedFieldOf(error, variables.values) };
  }, [isPending, data, error, variables]);

  // The message that nothing has changed disappears with the next change.
  const { subscribe } = form;
  const isNothing = saving.kind === 'nothing';
  useEffect(
    () => (isNothing ? subscribe({ formState: { values: true }, callback: () => reset() }) : undefined),
    [subscribe, isNothing, reset],
  );

  return {
    saving,
    save: (values) => start({ values }),
    resolve: (choices) => {
      if (saving.kind !== 'conflict') return;
      start({ values: saving.mine, resolution: { known: saving.theirs, choices } });
    },
    dismiss: reset,
  };
}
