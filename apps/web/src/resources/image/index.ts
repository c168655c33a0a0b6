export { ImageActionButton, type ImagePermission } from './action-button.tsx';
export type { ImageActions } from './actions.ts';
export { AddressAgain } from './address-again.tsx';
export {
  createImage,
  deleteImage,
  getImage,
  type ImageApi,
  type ImageRecord,
  imageFileUrl,
  listImages,
  listImageTasks,
  patchImage,
} from './api.ts';
export { type BlockedImage, type FailedImage, runEach, splitByPermission } from './batch.ts';
export {
  dropImage,
  type LoadedImages,
  putImage,
  refreshImage,
} from './cache.ts';
export {
  AccessSection,
  AdvancedSection,
  answerOf,
  BootSection,
  type Chosen,
  chosenFrom,
  defaultFields,
  FormErrors,
  FormNotice,
  FormPage,
  FormSection,
  FormSide,
  field,
  fieldRules,
  fieldsDraft,
  type ImageFields,
  type ImageProblem,
  isReservedKey,
  MinimumSection,
  propertiesOf,
  type RawValue,
  rawOf,
  resolverBy,
  SystemSection,
  shownFields,
  useImageControl,
  useImageFieldLabels,
  useImageProblemText,
  VisibilityField,
  visibilityOf,
} from './fields/index.ts';
export { followImport, lookAtImport } from './follow-import.ts';
export { BlockedLines, FailedLines, ImageLines } from './image-lines.tsx';
export {
  copiedBytes,
  failureOf,
  type ImportFailure,
  lastImport,
} from './import-course.ts';
export { createImportMemory } from './import-memory.ts';
export { startStagedImport, startWebImport, wasStaged, webImportOf } from './import-request.ts';
export { useImportFailureText } from './import-words.ts';
export {
  createImports,
  type ImportDeps,
  type ImportState,
  type Imports,
  type ImportTask,
  isImporting,
} from './imports.ts';
export { ImportsProvider, useImportActions, useImportRetry, useImports } from './imports-context.tsx';
export { imageKeys, type Scope, scopeOf } from './keys.ts';
export { OsMark, StatusMark } from './marks.tsx';
export {
  addMember,
  answerShare,
  type Member,
  makeShared,
  removeMember,
  type Share,
  type ShareAnswer,
  shareAnswers,
} from './members.ts';
export { ProfileProvider, useProfile } from './profile.tsx';
export {
  imagesQuery,
  useFollowChanging,
  useFreshImage,
  useImage,
  useImageApi,
  useImages,
  useImageTasks,
} from './queries.ts';

export { useMembers, usePendingShares, useShares } from './shares.ts';
export { startSurely } from './start-surely.ts';
export { storesQuery, useStores } from './stores.ts';
export {
  type ImageWords,
  saidStatus,
  useImageWords,
  useStatusText,
} from './words.ts';
