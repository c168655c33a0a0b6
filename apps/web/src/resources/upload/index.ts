export { causeOf } from './cause.ts';
export { UploadsProvider, useUploadActions, useUploads } from './context.tsx';
export {
  allows,
  isEnded,
  isRunning,
  secondsLeft,
  type UploadFailure,
  type UploadState,
  type UploadTask,
  type WaitReason,
} from './machine.ts';
export { createUploads } from './store.ts';
export { startInWorker } from './transfer.ts';
export type { ImportOutcome, UploadActions, UploadDeps, UploadRequest, Uploads } from './uploads.ts';
export type { ImageState } from './verify.ts';
