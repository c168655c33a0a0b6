import { describe, expect, it } from 'vitest';
import { projectLabels } from './project-labels.ts';

describe('projectLabels', () => {
  it('adds the domain where two projects share a name', () => {
    const labels = projectLabels(
      [
        { id: '1', name: 'dev', domain: 'Default' },
        { id: '2', name: 'ops', domain: 'Default' },
        { id: '3', name: 'dev', domain: 'research' },
      ],
      ({ name, domain }) => `${name} (${domain})`,
    );
    expect([...labels.values()]).toEqual(['dev (Default)', 'ops', 'dev (research)']);
  });
});
