import { encodeDraft } from '@console/image-codec';
import type { Image } from '@console/image-model';
import { faultCause, parseFault } from '@console/openstack-api';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createImage, deleteImage } from '../../resources/images/image-api.ts';
import { cacheImage, uncacheImage } from '../../resources/images/image-cache.ts';
import { useImageApi } from '../../resources/images/image-queries.ts';
import { useImportActions } from '../../resources/imports/imports-context.tsx';
import { useSession } from '../../resources/session/session.ts';
import { causeOf, readChecksum, useUploadActions } from '../../resources/upload/index.ts';
import { type Failure, RequestError } from '../../shared/http/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { type CreateValues, sourceFileOf, toDraft } from './create-values.ts';
import type { CleanUp, OpeningOutcome } from './first-news.tsx';
import { inspectFile, type SourceFile } from './source-file.ts';
import { resolveTransferMethod, selectedStores } from './transfer-method.ts';
import type { CreateForm } from './use-create-form.ts';

/** How far this press of the button has come. */
export type Attempt =
  | { readonly kind: 'idle' }
  | { readonly kind: 'creating' }
  /** No image was made. */
  | { readonly kind: 'refused'; readonly error: unknown }
  /** The image is made, its upload is being opened. */
  | { readonly kind: 'opening'; readonly imageId: string; readonly name: string }
  /** The data did not begin to come; what became of the image. */
  | {
      readonly kind: 'notBegun';
      readonly by: 'upload' | 'import';
      readonly failure: Failure | null;
      readonly name: string;
      readonly cleanUp: CleanUp;
    }
  | { readonly kind: 'started'; readonly by: 'upload' | 'import'; readonly imageId: string; readonly name: string };

interface Creating {
  readonly attempt: Attempt;
  readonly create: (values: CreateValues) => Promise<void>;
  /** How the opening of the upload went; `FirstNews` calls it. */
  readonly onOpening: (outcome: OpeningOutcome) => void;
}

/**
 * Makes the image, then hands its file to the uploads or has the cloud fetch it. Whatever fails, the form keeps what it holds.
 * @param methods the cloud's ways of importing; `null` where it does not tell
 */
export function useCreate(form: CreateForm, methods: readonly string[] | null): Creating {
  const api = useImageApi();
  const client = useQueryClient();
  const uploads = useUploadActions();
  const imports = useImportActions();
  const scope = scopeOf(useSession());
  const [attempt, setAttempt] = useState<Attempt>({ kind: 'idle' });

  // The code of the uploads comes while the form is filled in, not after the button. Where it does not, the button asks again.
  useEffect(() => {
    uploads.ready().catch(() => undefined);
  }, [uploads]);

  async function create(values: CreateValues): Promise<void> {
    setAttempt({ kind: 'creating' });
    const chosen = sourceFileOf(values);
    if (chosen !== null) {
      // It may have gone since it was chosen: better to learn it before there is an image.
      const source = await inspectFile(chosen);
      if (source.inspection.kind === 'unreadable') return loseFile(source);
    }
    const image = await makeImage(values);
    if (image === null) return;
    await (chosen === null ? beginImport(image, values) : beginUpload(image, values, chosen));
  }

  async function makeImage(values: CreateValues): Promise<Image | null> {
    try {
      await uploads.ready();
      const record = await createImage(api, encodeDraft(toDraft(values, api.profile), api.profile));
      cacheImage(client, scope, record);
      return record.image;
    } catch (error) {
      setAttempt({ kind: 'refused', error });
      return null;
    }
  }

  function beginUpload({ id, name }: Image, values: CreateValues, { file, handle }: SourceFile): void {
    const way = resolveTransferMethod(values, api.profile, methods);
    const via = way === 'stage' ? 'stage' : 'file';
    // What is kept holds neither the file, which is chosen again or has a handle, nor an address, which may hold a password.
    const form = { ...values, source: null, address: '' };
    const checksum = readChecksum(values.checksum);
    uploads.start({
      file,
      handle,
      imageId: id,
      imageName: name,
      via,
      stores: selectedStores(way, values),
      checksum,
      form,
    });
    setAttempt({ kind: 'opening', imageId: id, name });
  }

  async function beginImport({ id, name }: Image, values: CreateValues): Promise<void> {
    try {
      await imports.start({ imageId: id, imageName: name, address: values.address.trim(), stores: values.stores });
      setAttempt({ kind: 'started', by: 'import', imageId: id, name });
    } catch (error) {
      const cleanUp = await removeEmpty(id);
      const failure = error instanceof RequestError ? error.failure : null;
      if (isBarred(failure)) form.setError('address', { type: 'problem', message: 'addressBarred' });
      setAttempt({ kind: 'notBegun', by: 'import', failure, name, cleanUp });
    }
  }

  async function removeEmpty(id: string): Promise<CleanUp> {
    try {
      await deleteImage(api, id);
      uncacheImage(client, scope, id);
      return 'removed';
    } catch {
      return 'left';
    }
  }

  function loseFile(source: SourceFile): void {
    form.setValue('source', source, { shouldValidate: true });
    form.setFocus('source');
    setAttempt({ kind: 'idle' });
  }

  function onOpening(outcome: OpeningOutcome): void {
    if (attempt.kind !== 'opening') return;
    const source = form.getValues('source');
    const { name, imageId } = attempt;
    if (outcome.kind === 'begun') {
      setAttempt({ kind: 'started', by: 'upload', imageId, name });
    } else if (outcome.failure.kind === 'fileGone' && outcome.cleanUp === 'removed' && source !== null) {
      loseFile({ ...source, inspection: { kind: 'unreadable' } });
    } else {
      const failure = outcome.failure.kind === 'problem' ? causeOf(outcome.failure.problem) : null;
      setAttempt({ kind: 'notBegun', by: 'upload', failure, name, cleanUp: outcome.cleanUp });
    }
  }

  return { attempt, create, onOpening };
}

/** The cloud does not fetch from this address, whatever lies there. */
function isBarred(failure: Failure | null): boolean {
  if (failure?.kind !== 'cloud') return false;
  const fault = parseFault(failure.status, failure.contentType, failure.body);
  return faultCause(fault)?.code === 'importAddressRefused';
}
