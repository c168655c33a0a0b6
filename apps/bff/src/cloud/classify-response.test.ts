import { describe, expect, it } from 'vitest';
import { connectionProblem, lossProblem } from './classify-response.ts';

const at = { service: 'image', host: 'cloud' } as const;

describe('connectionProblem', () => {
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
  ] as const)('maps %s to %s and names the error code in the detail', (errorCode, code) => {
    const problem = connectionProblem(Object.assign(new Error('no'), { code: errorCode }), at);
    expect(problem.code).toBe(code);
    if (code !== 'cloudTimeout') expect(problem.message).toContain(errorCode);
  });
});

describe('lossProblem', () => {
  it.each([
    ['untrusted', 'cloudUntrusted'],
    ['timeout', 'cloudTimeout'],
    ['early', 'cloudNonsense'],
    ['reset', 'cloudUnreachable'],
  ] as const)('maps the loss %s of an upload to %s', (reason, code) => {
    expect(lossProblem(reason, at)).toMatchObject({ code, at });
  });
});
