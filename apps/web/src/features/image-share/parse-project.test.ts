import { describe, expect, it } from 'vitest';
import { parseProject } from './parse-project.ts';

const context = {
  labels: new Map([
    ['p-ops', 'ops'],
    ['p-qa', '质量 组'],
    ['p-dev', 'dev'],
  ]),
  owner: 'p-dev',
  members: ['p-qa'],
};
const parse = (text: string) => parseProject(text, context);

describe('parseProject', () => {
  it('finds a joined project by its label or its ID', () => {
    expect(parse(' ops ')).toEqual({ kind: 'project', id: 'p-ops' });
    expect(parse('p-ops')).toEqual({ kind: 'project', id: 'p-ops' });
  });

  it('accepts the ID of a project that the user has not joined', () => {
    const id = '0123456789abcdef0123456789abcdef';
    expect(parse(id)).toEqual({ kind: 'project', id });
    expect(parse('01234567-89ab-cdef-0123-456789abcdef').kind).toBe('project');
  });

  it('calls a text that looks like a name unlikely', () => {
    expect(parse('Ops')).toEqual({ kind: 'unlikely', id: 'Ops' });
  });

  it('rejects an empty text, the owner, a member and a malformed ID', () => {
    expect(parse('  ')).toEqual({ kind: 'problem', problem: 'missing' });
    expect(parse('dev')).toEqual({ kind: 'problem', problem: 'owner' });
    expect(parse('质量 组')).toEqual({ kind: 'problem', problem: 'member' });
    expect(parse('two words')).toEqual({ kind: 'problem', problem: 'malformed' });
    expect(parse('x'.repeat(256))).toEqual({ kind: 'problem', problem: 'malformed' });
  });
});
