export { causeOf } from './cause.ts';
export { UploadsProvider, useUploadActions, useUploadParallel, useUploads } from './context.tsx';
export { createHabits } from './habits.ts';
export { readChecksum } from './hashes.ts';
export { uploadsLater } from './later.ts';
export { allows } from './machine.ts';
export { type ChosenFile, canPickFile, droppedFile, pickFile } from './pick-file.ts';
export { asParallel, canMove, parallelChoices } from './queue.ts';
export { openMemory } from './remember/memory.ts';
export type { FileHandle } from './remember/record.ts';
export { createSign } from './remember/sign.ts';
export { createTabs } from './remember/tabs.ts';
export { createUploads } from './store.ts';
export {
  FIRST_WORD_MS,
  isEnded,
  isPassive,
  secondsLeft,
  type UploadFailure,
  type UploadTask,
  waysOut,
} from './task.ts';
export { createTransfers, hashInWorker } from './transfer.ts';
export type { ImportOutcome, UploadDeps, Uploads } from './uploads.ts';
export type { ImageState } from './verify.ts';
