import type { WireTask } from '@console/openstack-api';
import { describe, expect, it } from 'vitest';
import { parseImportSource, sortNewestFirst } from './tasks-panel.tsx';

const taskOf = (id: string, created_at: string, more: object = {}): WireTask => ({
  id,
  type: 'api_image_import',
  status: 'success',
  created_at,
  ...more,
});

describe('sortNewestFirst', () => {
  it('sorts by the time of creation, newest first', () => {
    const tasks = [taskOf('a', '2026-01-02'), taskOf('b', '2026-01-03'), taskOf('c', '2026-01-01')];
    expect(sortNewestFirst(tasks).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });
});

describe('parseImportSource', () => {
  it('returns method and URL of the import request, or null if the task has no input', () => {
    const input = { import_req: { method: { name: 'web-download', uri: 'http://h/x.img' } } };
    expect(parseImportSource(taskOf('a', '', { input }))).toEqual({ method: 'web-download', url: 'http://h/x.img' });
    expect(parseImportSource(taskOf('a', '', { input: 'x' }))).toEqual({ method: null, url: null });
    expect(parseImportSource(taskOf('a', ''))).toEqual({ method: null, url: null });
  });
});
