import { describe, expect, it } from 'vitest';
import { parseProjectList, parseToken, WireShapeError } from '../index.ts';

const domain = { id: 'default', name: 'Default' };
const user = { id: 'u', name: 'alice', domain, password_expires_at: null };
const expires_at = '2026-11-22T00:00:00.000000Z';
const catalog = [
  {
    type: 'image',
    name: 'glance',
    id: 's',
    endpoints: [{ id: 'e', interface: 'public', region: 'RegionOne', region_id: 'RegionOne', url: 'http://c/image' }],
  },
];

describe('parseToken', () => {
  it('keeps a scoped token as Keystone sent it', () => {
    const token = {
      methods: ['password'],
      user,
      expires_at,
      issued_at: '2026-11-21T00:00:00.000000Z',
      audit_ids: ['a'],
      is_domain: false,
      project: { id: 'p', name: 'dev', domain },
      roles: [{ id: 'r', name: 'member' }],
      catalog,
    };
    expect(parseToken({ token })).toEqual(token);
  });

  it('gives an unscoped token no project, no roles and an empty catalog', () => {
    expect(parseToken({ token: { user, expires_at } })).toEqual({ user, expires_at, roles: [], catalog: [] });
  });

  it('accepts an endpoint with only one of the two names of its region', () => {
    const endpoints = [
      { interface: 'public', url: 'http://c', region: 'RegionOne' },
      { interface: 'public', url: 'http://c', region_id: null },
    ];
    expect(parseToken({ token: { user, expires_at, catalog: [{ type: 'image', endpoints }] } }).catalog).toHaveLength(
      1,
    );
  });

  it.each([
    ['no user', { token: { expires_at } }],
    ['a date that is no ISO 8601', { token: { user, expires_at: 'tomorrow' } }],
    ['an error instead of a token', { error: {} }],
  ])('rejects %s', (_kind, body) => {
    expect(() => parseToken(body)).toThrow(WireShapeError);
  });
});

describe('parseProjectList', () => {
  it('takes a project without `enabled` for an enabled one', () => {
    const projects = [
      { id: 'p', name: '开发', domain_id: 'default', enabled: false },
      { id: 'q', name: 'test', domain_id: 'default' },
    ];
    expect(parseProjectList({ projects, links: { next: null } }).map(({ enabled }) => enabled)).toEqual([false, true]);
  });

  it('rejects a project without a domain', () => {
    expect(() => parseProjectList({ projects: [{ id: 'p', name: 'x' }] })).toThrow(/projects\.0\.domain_id/);
  });
});
