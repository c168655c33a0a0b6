export { CSRF_HEADER, paths, REQUEST_ID_HEADER } from './paths.ts';
export { type CloudServiceRef, type Problem, type ProblemCode, parseProblem, problemCodes } from './problem.ts';
export { type Locale, type PolicyName, parseRuntimeConfig, type RuntimeConfig } from './runtime-config.ts';
export {
  type ActionName,
  actionNames,
  type DenialReason,
  type Grant,
  type ProjectRef,
  parseSession,
  type ScopeRequest,
  type Session,
  type SignInRequest,
  type UserRef,
} from './session.ts';
export { TUS_CONTENT_TYPE, TUS_VERSION, type UploadLoss, type UploadMetadata } from './uploads.ts';
