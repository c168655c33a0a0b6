import { expect, it } from 'vitest';
import { unreachable } from './transport.ts';

it.each([
  ['ECONNREFUSED', 'cloudUnreachable'],
  ['ENOTFOUND', 'cloudUnreachable'],
  ['UND_ERR_HEADERS_TIMEOUT', 'cloudTimeout'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'cloudUntrusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'cloudUntrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'cloudUntrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'cloudUntrusted'],
  ['CERT_HAS_EXPIRED', 'cloudUntrusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'cloudUntrusted'],
] as const)('%s is %s, and its name is there for the operator', (code, meaning) => {
  const problem = unreachable(Object.assign(new Error('no'), { code }));
  expect(problem.code).toBe(meaning);
  if (meaning !== 'cloudTimeout') expect(problem.message).toContain(code);
});
