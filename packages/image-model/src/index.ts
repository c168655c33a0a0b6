export {
  type BlockReason,
  type ImageAction,
  imageAction,
  type Permission,
} from './actions.ts';
export {
  type ConditionalField,
  conditionalFieldUse,
  type FieldUse,
} from './conditional-fields.ts';
export type { ImageDraft } from './draft.ts';
export {
  descriptionViolation,
  type FieldViolation,
  type FieldViolationCode,
  isBeyondBmp,
  isReservedKey,
  leastDiskGib,
  lengthOf,
  memoryStepGib,
  minDiskViolation,
  minMemoryViolation,
  nameViolation,
  propertyKeyMax,
  propertyKeyViolation,
  sourceUrlViolation,
  type TextRule,
  tagsMax,
  tagsViolation,
  tagViolation,
} from './field-violations.ts';
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
export { importState } from './import-state.ts';
export { isMoving } from './status.ts';
