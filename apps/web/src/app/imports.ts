import {
  createImports,
  deleteImage,
  type ImageApi,
  type Imports,
  lookAtImport,
  startWebImport,
} from '../resources/image/index.ts';
import { lookAgain, type Surroundings, sleep, unlessGone } from './image-surroundings.ts';

/** Imports that need no bytes from here: what the cloud fetches by itself. */
export function importsFor(around: Surroundings): Imports {
  const api: ImageApi = { http: around.http, profile: around.profile };
  return createImports({
    startImport: (id, source) => startWebImport(api, id, source),
    look: (id) => lookAtImport(api, id),
    project: () => around.session()?.project?.id ?? null,
    removeImage: (id) => unlessGone(deleteImage(api, id)),
    onChange: (id) => void lookAgain(around, api, id),
    sleep,
  });
}
