import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Devcloud, type FaultRule, startDevcloud } from '../src/index.ts';
import { formatCases } from './cases/formats.ts';
import { cases } from './cases/index.ts';
import { type ConformanceCase, runCase } from './run-case.ts';
import { openTarget, type Release, type Target } from './target.ts';

/**
 * The embedded cloud stands for release Zed with secure RBAC, on SQLite. A fault switch makes it inspect data like
 * 2025.1.
 */
const runs: readonly Run[] = [
  {
    what: 'embedded',
    release: 'zed',
    chosen: cases.filter(({ needs }) => needs === undefined || needs === 'sqlite'),
    rules: [],
  },
  {
    what: 'embedded, formats of 2025.1',
    release: '2025.1',
    chosen: formatCases,
    rules: [{ match: { service: 'image' }, effect: { kind: 'matchFormats' } }],
  },
];

interface Run {
  readonly what: string;
  readonly release: Release;
  readonly chosen: readonly ConformanceCase[];
  readonly rules: readonly FaultRule[];
}

describe.each(runs)('the embedded cloud ($what) answers like the real one', ({ what, release, chosen, rules }) => {
  let cloud: Devcloud;
  let target: Target;
  let stateDir: string;
  let passed = 0;

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'conformance-'));
    cloud = await startDevcloud({ stateDir, seed: 0 });
    await fetch(`${cloud.url}/control/faults`, { method: 'PUT', body: JSON.stringify(rules) });
    target = await openTarget({ authUrl: cloud.authUrl, release });
  });

  afterAll(async () => {
    await cloud.close();
    await rm(stateDir, { recursive: true, force: true });
    process.stdout.write(`conformance ${what} pass=${passed} of=${chosen.length}\n`);
  });

  test.concurrent.each(chosen)('$name', async (one) => {
    await runCase(target, one);
    passed += 1;
  });
});
