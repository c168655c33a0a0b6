export {
  type Actor,
  type BlockReason,
  blockReasons,
  type ImageAction,
  imageAction,
  imageActions,
  type Permission,
} from './actions.ts';
export {
  type ConditionalField,
  conditionalFieldUse,
  type FieldUse,
  type HardwareChoices,
  isLinux,
  withoutMeaningless,
} from './conditional-fields.ts';
export type { ImageDraft } from './draft.ts';
export {
  type Architecture,
  architectures,
  type BootMode,
  bootModes,
  type Hardware,
  type HardwareConcept,
  type Hypervisor,
  hardwareConcepts,
  hypervisors,
  type Image,
  type ImageImport,
  type OsCategory,
  osCategories,
  type Spelled,
  type Visibility,
  visibilities,
} from './image.ts';
export { type ImportState, importState } from './import-state.ts';
export {
  descriptionFault,
  type FieldFault,
  type FieldFaultCode,
  fieldFaultCodes,
  isBeyondBmp,
  lengthOf,
  memoryStepGib,
  minDiskFault,
  minMemoryFault,
  nameFault,
  sourceUrlFault,
  type TextRule,
  tagFault,
  tagsMax,
  wholeNumberMax,
} from './rules.ts';
export {
  bytesOfGib,
  bytesPerGib,
  bytesPerMib,
  gibOfBytes,
  gibOfMib,
  gibToHold,
  leastDiskGib,
  mibOfGib,
} from './sizes.ts';
export { type ImageStatus, imageStatuses, isMoving, type KnownImageStatus } from './status.ts';
