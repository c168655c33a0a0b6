export { HttpProvider, useHttp } from './context.tsx';
export { type Failure, isAnswerLost, isNotFound, mayPass, RequestError } from './failure.ts';
export { createHttp, type Http, type HttpRequest, nothing } from './http.ts';
