import { AssertionError } from 'node:assert/strict';
import { type CaseContext, createCaseContext } from './case-context.ts';
import type { Target } from './target.ts';

/** What the services keep their state in. */
export const databases = ['mysql', 'sqlite'] as const;
export type Database = (typeof databases)[number];

/** One thing that a real cloud was seen to do, and that the embedded one does alike. */
export interface ConformanceCase {
  /** `subject: what happens`. */
  readonly name: string;
  /** What the cloud must have switched on, or be run by, for it. */
  readonly needs?: 'conversion' | 'uwsgi' | Database;
  readonly run: (world: CaseContext) => Promise<void>;
}

export type CaseOutcome = { readonly kind: 'pass' } | { readonly kind: 'fail'; readonly why: string };

/** Runs a case in a world of its own and cleans up after it, whatever came of it. */
export async function runCase(target: Target, { run }: ConformanceCase): Promise<void> {
  const { world, close } = createCaseContext(target);
  try {
    await run(world);
  } finally {
    await close();
  }
}

/** As `runCase`, telling instead of throwing. */
export async function reportCase(target: Target, one: ConformanceCase): Promise<CaseOutcome> {
  try {
    await runCase(target, one);
    return { kind: 'pass' };
  } catch (error) {
    return { kind: 'fail', why: explained(error) };
  }
}

function explained(error: unknown): string {
  if (error instanceof AssertionError) {
    const lines = (error.stack ?? '').split('\n').filter((line) => line.includes('/cases/'));
    return [error.message, ...lines.slice(0, 2)].join('\n');
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
