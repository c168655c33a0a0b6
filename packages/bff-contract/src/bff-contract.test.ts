import { describe, expect, it } from 'vitest';
import { runtimeConfigFixture, sessionFixture as session } from './fixtures.ts';
import { parseProblem, parseRuntimeConfig, parseSession } from './index.ts';

const config = { ...runtimeConfigFixture, profileOverrides: { concepts: { virtio: null } } };

const problem = {
  type: 'about:blank',
  title: 'Upload lost',
  status: 410,
  code: 'uploadLost',
  detail: 'no bytes for 60 s',
  requestId: 'req-1',
  at: { service: 'image', host: 'glance:9292' },
  reason: 'idle',
  upstream: { status: 502, message: '', requestId: 'req-2' },
};

describe('parseSession', () => {
  it('accepts a session with and without a project', () => {
    expect(parseSession(session)).toEqual(session);
    const noProject = { allowed: false, reason: 'noProject' };
    const actions = { ...session.actions, 'image.list': noProject };
    expect(parseSession({ ...session, project: null, region: null, actions })).toMatchObject({
      project: null,
      actions: { 'image.list': noProject },
    });
  });

  it.each([
    ['a page', '<html>'],
    ['a session without an action', { ...session, actions: {} }],
    ['a session without a CSRF token', { ...session, csrfToken: undefined }],
    ['a refusal without a reason', { ...session, actions: { ...session.actions, 'image.list': { allowed: false } } }],
  ])('rejects %s', (_kind, body) => {
    expect(() => parseSession(body)).toThrow();
  });
});

describe('parseRuntimeConfig', () => {
  it('accepts a configuration with and without profile overrides', () => {
    expect(parseRuntimeConfig(config)).toEqual(config);
    const { profileOverrides: _, ...rest } = config;
    expect(parseRuntimeConfig(rest)).toEqual(rest);
  });

  it.each([
    ['a page', '<html>'],
    ['a configuration without limits', { ...config, limits: undefined }],
    ['an unknown locale', { ...config, locales: ['de-DE'] }],
  ])('rejects %s', (_kind, body) => {
    expect(() => parseRuntimeConfig(body)).toThrow();
  });
});

describe('parseProblem', () => {
  it('accepts a problem with and without the optional members', () => {
    expect(parseProblem(problem)).toEqual(problem);
    const { at: _, reason: __, upstream: ___, ...rest } = problem;
    expect(parseProblem(rest)).toEqual(rest);
  });

  it('keeps the code of a newer BFF', () => {
    expect(parseProblem({ ...problem, code: 'somethingNew' }).code).toBe('somethingNew');
  });

  it.each([
    ['a fault of a cloud service', { error: { message: 'no' } }],
    ['a problem without a code', { ...problem, code: undefined }],
    ['a problem whose status is text', { ...problem, status: '410' }],
  ])('rejects %s', (_kind, body) => {
    expect(() => parseProblem(body)).toThrow();
  });
});
