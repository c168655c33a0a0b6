import { type Problem, problemCodes } from '@console/bff-contract';
import { faultCodes } from '@console/openstack-api';
import { describe, expect, it } from 'vitest';
import english from '../../../../../locales/en-US/errors.json' with { type: 'json' };
import chinese from '../../../../../locales/zh-CN/errors.json' with { type: 'json' };
import { RequestError } from '../http/index.ts';
import { failureFacts, failureOf } from './failure-facts.ts';

const problem = (change: Partial<Problem>): Problem => ({
  type: 'about:blank',
  title: 'x',
  status: 502,
  code: 'cloudUnreachable',
  detail: 'connect ECONNREFUSED 127.0.0.1:9292',
  requestId: 'req-1',
  ...change,
});

const cloud = (status: number, message: string) =>
  failureFacts({
    kind: 'cloud',
    status,
    body: JSON.stringify({ message: `${message}<br /><br />\n\n\n`, code: `${status} X`, title: 'X' }),
    contentType: 'application/json',
    requestId: 'req-2',
  });

describe('failureFacts', () => {
  it('prefers a known cause to the status and extracts the values of its text', () => {
    expect(cloud(403, 'Image 5f1 is protected and cannot be deleted.').key).toBe('cause.imageProtected');
    const quota = cloud(
      413,
      'Project p is over a limit for [Resource image_count_total is over limit of 40 due to current usage 40 and delta 1]',
    );
    expect(quota).toMatchObject({
      key: 'cause.imageCountQuota',
      params: { limit: '40', usage: '40' },
      requestId: 'req-2',
    });
  });

  it('uses the status, or its class, if the cause is unknown', () => {
    expect(cloud(409, 'Something unheard of').key).toBe('status.409');
    expect(cloud(418, 'I am a teapot').key).toBe('status.client');
    expect(cloud(599, 'Something unheard of').key).toBe('status.server');
  });

  it('keeps the message of the service without markup', () => {
    expect(cloud(500, 'Traceback').raw).toBe('Traceback');
  });

  it('chooses the text by status when an HTML page answers instead of the API, except for 404', () => {
    const page = (status: number) =>
      failureFacts({ kind: 'problem', problem: problem({ code: 'cloudNonsense', upstream: { status, message: '' } }) });
    expect(page(403)).toEqual({ key: 'status.403', params: {}, at: null, requestId: 'req-1', raw: null });
    expect(page(500).key).toBe('status.500');
    for (const status of [200, 302, 404]) expect(page(status).key).toBe('problem.cloudNonsense');
  });

  it('does not contain the detail of a problem, which is for the operator', () => {
    expect(failureFacts({ kind: 'problem', problem: problem({}) })).toEqual({
      key: 'problem.cloudUnreachable',
      params: {},
      at: null,
      requestId: 'req-1',
      raw: null,
    });
  });

  it('uses the cloud’s cause of a refused upload, and the problem’s own text for a wrong password', () => {
    const refused = problem({
      code: 'uploadRefused',
      status: 422,
      upstream: { status: 409, message: 'Image status transition from active to saving is not allowed' },
    });
    expect(failureFacts({ kind: 'problem', problem: refused }).key).toBe('cause.statusTransition');
    const wrong = problem({
      code: 'wrongCredentials',
      status: 403,
      upstream: { status: 401, message: 'The request you have made requires authentication.' },
    });
    expect(failureFacts({ kind: 'problem', problem: wrong }).key).toBe('problem.wrongCredentials');
  });

  it('distinguishes unexpected errors from failed requests', () => {
    expect(failureFacts(failureOf(new TypeError('x is undefined'))).key).toBe('unexpected');
    expect(failureFacts(failureOf(new RequestError({ kind: 'network' }))).key).toBe('network');
  });
});

describe.each([
  ['zh-CN', chinese],
  ['en-US', english],
])('errors.json in %s', (_locale, texts) => {
  it('has a title and a next step for every problem and cause', () => {
    for (const code of Object.keys(problemCodes)) {
      expect(texts.problem, code).toHaveProperty([code, 'title']);
      expect(texts.problem, code).toHaveProperty([code, 'next']);
    }
    for (const code of faultCodes) {
      expect(texts.cause, code).toHaveProperty([code, 'title']);
      expect(texts.cause, code).toHaveProperty([code, 'next']);
    }
  });

  it('has a next step for every status in the manual’s table of error codes', () => {
    for (const status of [300, 400, 401, 403, 404, 405, 406, 407, 408, 409, 500, 501, 502, 503, 504]) {
      expect(texts.status).toHaveProperty([String(status), 'next']);
    }
  });
});
