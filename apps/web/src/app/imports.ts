import {
  createImportMemory,
  createImports,
  deleteImage,
  type ImageApi,
  type Imports,
  listImageTasks,
  lookAtImport,
  startSurely,
  startWebImport,
  webImportOf,
} from '../resources/image/index.ts';
import { lookAgain, type Surroundings, sleep, unlessGone } from './image-surroundings.ts';

/** Imports that need no bytes from here: what the cloud fetches by itself. */
export function importsFor(around: Surroundings): Imports {
  const api: ImageApi = { http: around.http, profile: around.profile };
  return createImports({
    startImport: (id, source) =>
      startSurely({ start: () => startWebImport(api, id, source), look: () => lookAtImport(api, id), sleep }),
    look: (id) => lookAtImport(api, id),
    recall: (id) => listImageTasks(api, id).then(webImportOf, () => null),
    owner: () => around.session()?.user.id ?? null,
    project: () => around.session()?.project ?? null,
    memory: createImportMemory(localStorage),
    removeImage: (id) => unlessGone(deleteImage(api, id)),
    onChange: (id) => void lookAgain(around, api, id),
    sleep,
  });
}
