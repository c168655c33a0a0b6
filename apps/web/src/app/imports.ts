import { deleteImage, type ImageApi } from '../resources/images/image-api.ts';
import { listImageTasks } from '../resources/imports/image-tasks.ts';
import { importSourceOf, startWebImport } from '../resources/imports/import-api.ts';
import { createImportManager, type ImportManager } from '../resources/imports/import-manager.ts';
import { createImportRecords } from '../resources/imports/import-records.ts';
import { fetchImportProgress } from '../resources/imports/poll-import.ts';
import { startImport } from '../resources/imports/start-import.ts';
import { type ImageServices, ignoreNotFound, refreshCachedImage, sleep } from './image-services.ts';

/** Creates the manager of the imports for which the cloud fetches the data itself (`web-download`). */
export function createImports(services: ImageServices): ImportManager {
  const api: ImageApi = { http: services.http, profile: services.profile };
  return createImportManager({
    startImport: (id, source) =>
      startImport({
        start: () => startWebImport(api, id, source),
        fetchProgress: () => fetchImportProgress(api, id),
        sleep,
      }),
    fetchProgress: (id) => fetchImportProgress(api, id),
    fetchSource: (id) => listImageTasks(api, id).then(importSourceOf, () => null),
    owner: () => services.session()?.user.id ?? null,
    project: () => services.session()?.project ?? null,
    records: createImportRecords(localStorage),
    removeImage: (id) => ignoreNotFound(deleteImage(api, id)),
    onChange: (id) => void refreshCachedImage(services, api, id),
    sleep,
  });
}
