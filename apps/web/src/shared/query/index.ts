export { type Scope, scopedKey, scopeOf } from './scope.ts';
