export { type Failure, isNotFound, isOutcomeUnknown, isTemporary, RequestError } from './failure.ts';
export { createHttp, type Http, type HttpRequest, ignoreBody } from './http.ts';
export { HttpProvider, useHttp } from './http-provider.tsx';
