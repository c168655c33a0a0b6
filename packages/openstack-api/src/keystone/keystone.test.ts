import { describe, expect, it } from 'vitest';
import { parseCatalog, parseProjectList, parseToken, WireShapeError } from '../index.ts';

const domain = { id: 'default', name: 'Default' };
const user = { id: 'u', name: 'alice', domain, password_expires_at: null };
const catalog = [
  {
    type: 'image',
    name: 'glance',
    id: 's',
    endpoints: [{ id: 'e', interface: 'public', region: 'RegionOne', region_id: 'RegionOne', url: 'http://c/image' }],
  },
];

describe('tokens', () => {
  it('read a scoped one', () => {
    const token = {
      methods: ['password'],
      user,
      expires_at: '2026-11-22T00:00:00.000000Z',
      issued_at: 'x',
      audit_ids: ['a'],
      is_domain: false,
      project: { id: 'p', name: 'dev', domain },
      roles: [{ id: 'r', name: 'member' }],
      catalog,
    };
    expect(parseToken({ token })).toEqual(token);
  });

  it('read an unscoped one, without project, roles and catalog', () => {
    const token = parseToken({ token: { user, expires_at: 'x' } });
    expect([token.project, token.roles, token.catalog]).toEqual([undefined, undefined, undefined]);
  });

  it('are refused without a user', () => {
    expect(() => parseToken({ token: { expires_at: 'x' } })).toThrow(WireShapeError);
    expect(() => parseToken({ error: {} })).toThrow(/token/);
  });
});

describe('catalog and projects', () => {
  it('are read as they come', () => {
    expect(parseCatalog({ catalog, links: {} })).toEqual(catalog);
    expect(parseProjectList({ projects: [], links: { next: null } })).toEqual([]);
    expect(
      parseProjectList({ projects: [{ id: 'p', name: '开发', domain_id: 'default', enabled: true }] })[0]?.name,
    ).toBe('开发');
  });
});
