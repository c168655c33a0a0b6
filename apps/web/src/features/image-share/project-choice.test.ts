import { describe, expect, it } from 'vitest';
import { projectChoice } from './project-choice.ts';

const facts = {
  labels: new Map([
    ['p-ops', 'ops'],
    ['p-qa', '质量 组'],
    ['p-dev', 'dev'],
  ]),
  owner: 'p-dev',
  members: ['p-qa'],
};
const choose = (typed: string) => projectChoice(typed, facts);

describe('the project to share with', () => {
  it('is found by its name or by its id', () => {
    expect(choose(' ops ')).toEqual({ kind: 'project', id: 'p-ops' });
    expect(choose('p-ops')).toEqual({ kind: 'project', id: 'p-ops' });
  });

  it('may be one the user has not joined, by its id', () => {
    const id = '0123456789abcdef0123456789abcdef';
    expect(choose(id)).toEqual({ kind: 'project', id });
    expect(choose('01234567-89ab-cdef-0123-456789abcdef').kind).toBe('project');
  });

  it('is doubted where it looks like a name', () => {
    expect(choose('Ops')).toEqual({ kind: 'unlikely', id: 'Ops' });
  });

  it('cannot be nothing, the owner, or one that is shared with', () => {
    expect(choose('  ')).toEqual({ kind: 'problem', problem: 'missing' });
    expect(choose('dev')).toEqual({ kind: 'problem', problem: 'owner' });
    expect(choose('质量 组')).toEqual({ kind: 'problem', problem: 'member' });
    expect(choose('two words')).toEqual({ kind: 'problem', problem: 'malformed' });
    expect(choose('x'.repeat(256))).toEqual({ kind: 'problem', problem: 'malformed' });
  });
});
