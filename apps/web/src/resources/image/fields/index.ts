export { AccessSection, AdvancedSection, VisibilityField } from './access-sections.tsx';
export { fieldsDraft, propertiesOf, visibilityOf } from './draft.ts';
export { useImageFieldLabels } from './field-labels.ts';
export { FormErrors } from './form-errors.tsx';
export { FormNotice, FormPage, FormSide } from './form-page.tsx';
export { BootSection, MinimumSection, SystemSection } from './machine-sections.tsx';
export { useImageProblemText } from './problem-text.ts';
export type { ImageProblem } from './problems.ts';
export { shownFields } from './relevance.ts';
export { resolverBy } from './resolver.ts';
export { field, fieldRules, isReservedKey } from './rules.ts';
export { FormSection, useImageControl } from './section.tsx';
export {
  answerOf,
  type Chosen,
  chosenFrom,
  defaultFields,
  type ImageFields,
  type RawValue,
  rawOf,
} from './values.ts';
