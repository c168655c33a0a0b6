export { causeOf } from './cause.ts';
export { UploadsProvider, useUploadActions, useUploads } from './context.tsx';
export {
  allows,
  isEnded,
  secondsLeft,
  type UploadFailure,
  type UploadTask,
} from './machine.ts';
export { createUploads } from './store.ts';
export { startInWorker } from './transfer.ts';
export type { ImportOutcome, UploadDeps, Uploads } from './uploads.ts';
export type { ImageState } from './verify.ts';
