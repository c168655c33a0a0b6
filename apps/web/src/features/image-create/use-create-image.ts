import { encodeDraft } from '@console/image-codec';
import type { Image } from '@console/image-model';
import { faultCause, parseFault } from '@console/openstack-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { createImage, deleteImage } from '../../resources/images/image-api.ts';
import { cacheImage, uncacheImage } from '../../resources/images/image-cache.ts';
import { useImageApi } from '../../resources/images/image-queries.ts';
import { useImportActions } from '../../resources/imports/imports-context.tsx';
import { useSession } from '../../resources/session/session.ts';
import { toFailure } from '../../resources/upload-manager/upload-transitions.ts';
import { useLazyUploadManager } from '../../resources/upload-manager/uploads-context.tsx';
import { type Failure, RequestError } from '../../shared/http/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { parseChecksum } from './checksum.ts';
import { type CreateValues, sourceFileOf, toDraft } from './create-values.ts';
import { inspectFile, type SourceFile } from './source-file.ts';
import { resolveTransferMethod, selectedStores } from './transfer-method.ts';
import type { CreateForm } from './use-create-form.ts';

/** What happened to the empty image after its data could not be sent. */
type CleanUp = 'removed' | 'left';

/** The result of a submission that created an image, or found that the file is gone before it did. */
type Creation =
  /** The file could not be read, which the form shows at its field. No image is left. */
  | { readonly kind: 'fileGone' }
  /** The image was created, and its upload or import was rejected. */
  | {
      readonly kind: 'rejected';
      readonly by: 'upload' | 'import';
      readonly failure: Failure | null;
      readonly name: string;
      readonly cleanUp: CleanUp;
    }
  | { readonly kind: 'started'; readonly by: 'upload' | 'import'; readonly imageId: string; readonly name: string };

/**
 * Creates the image, then starts the upload of its file or the cloud's import. The mutation fails if no image was created.
 * The form keeps its values after every failure.
 * @param methods the cloud's import methods; `null` while they are unknown
 */
export function useCreateImage(form: CreateForm, methods: readonly string[] | null) {
  const api = useImageApi();
  const client = useQueryClient();
  const uploads = useLazyUploadManager();
  const imports = useImportActions();
  const scope = scopeOf(useSession());
  const formSignal = useUnmountSignal();

  // The code and a worker are loaded while the user fills in the form. If that fails, the submission loads them again.
  useEffect(() => {
    uploads.load().then(
      (manager) => manager.prepare(),
      () => undefined,
    );
  }, [uploads]);

  async function create(values: CreateValues): Promise<Creation> {
    const source = sourceFileOf(values);
    if (source !== null) {
      // The file may have been deleted since it was chosen. Then no image is created.
      const inspected = await inspectFile(source);
      if (inspected.inspection.kind === 'unreadable') return showLostFile(inspected);
      // Without the code for uploads no image is created. An import does not need it.
      await uploads.load();
    }
    const record = await createImage(api, encodeDraft(toDraft(values, api.profile), api.profile));
    cacheImage(client, scope, record);
    return source === null ? startImport(record.image, values) : startUpload(record.image, values, source);
  }

  async function startUpload({ id, name }: Image, values: CreateValues, source: SourceFile): Promise<Creation> {
    const manager = await uploads.load();
    const method = resolveTransferMethod(values, api.profile, methods);
    const request = {
      id,
      imageName: name,
      file: source.file,
      handle: source.handle,
      via: method === 'stage' ? ('stage' as const) : ('file' as const),
      stores: selectedStores(method, values),
      checksum: parseChecksum(values.checksum),
      // The record leaves out the file, which is chosen again or has a handle, and the address, which may hold a password.
      form: { ...values, source: null, address: '' },
    };
    const start = await manager.start(request, formSignal());
    if (start.kind === 'started') return { kind: 'started', by: 'upload', imageId: id, name };
    const { failure, isImageLeft } = start;
    if (failure.kind === 'fileGone' && !isImageLeft) {
      return showLostFile({ ...source, inspection: { kind: 'unreadable' } });
    }
    return {
      kind: 'rejected',
      by: 'upload',
      failure: failure.kind === 'problem' ? toFailure(failure.problem) : null,
      name,
      cleanUp: isImageLeft ? 'left' : 'removed',
    };
  }

  async function startImport({ id, name }: Image, values: CreateValues): Promise<Creation> {
    try {
      await imports.start({ imageId: id, imageName: name, address: values.address.trim(), stores: values.stores });
      return { kind: 'started', by: 'import', imageId: id, name };
    } catch (error) {
      const cleanUp = await removeEmptyImage(id);
      const failure = error instanceof RequestError ? error.failure : null;
      if (isAddressRefused(failure)) form.setError('address', { type: 'problem', message: 'addressBarred' });
      return { kind: 'rejected', by: 'import', failure, name, cleanUp };
    }
  }

  async function removeEmptyImage(id: string): Promise<CleanUp> {
    try {
      await deleteImage(api, id);
      uncacheImage(client, scope, id);
      return 'removed';
    } catch {
      return 'left';
    }
  }

  function showLostFile(source: SourceFile): Creation {
    form.setValue('source', source, { shouldValidate: true });
    form.setFocus('source');
    return { kind: 'fileGone' };
  }

  return useMutation({ mutationFn: create });
}

export type ImageCreation = ReturnType<typeof useCreateImage>;

/** Returns a function whose signal is aborted when the component is unmounted. */
function useUnmountSignal(): () => AbortSignal {
  const controller = useRef(new AbortController());
  useEffect(() => {
    // React's strict mode runs the effect's clean-up once between two runs.
    if (controller.current.signal.aborted) controller.current = new AbortController();
    return () => controller.current.abort();
  }, []);
  return () => controller.current.signal;
}

/** Whether the cloud's import filter refuses the address. */
function isAddressRefused(failure: Failure | null): boolean {
  if (failure?.kind !== 'cloud') return false;
  const fault = parseFault(failure.status, failure.contentType, failure.body);
  return faultCause(fault)?.code === 'importAddressRefused';
}
