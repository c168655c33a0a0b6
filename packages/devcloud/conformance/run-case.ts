import { AssertionError } from 'node:assert/strict';
import { type CaseContext, createCaseContext } from './case-context.ts';
import type { Target } from './target.ts';

/** Databases that the services may use. */
export const databases = ['mysql', 'sqlite'] as const;
export type Database = (typeof databases)[number];

/** One behaviour that was observed on a real cloud and that the embedded cloud reproduces. */
export interface ConformanceCase {
  /** `subject: statement`. */
  readonly name: string;
  /** A feature or setting that the cloud must have for this case. */
  readonly needs?: 'conversion' | 'uwsgi' | Database;
  readonly run: (context: CaseContext) => Promise<void>;
}

export type CaseOutcome = { readonly kind: 'pass' } | { readonly kind: 'fail'; readonly why: string };

/** Runs a case in a context of its own and cleans up after it. */
export async function runCase(target: Target, { run }: ConformanceCase): Promise<void> {
  const { context, close } = createCaseContext(target);
  try {
    await run(context);
  } finally {
    await close();
  }
}

/** Like `runCase`, but returns a failure instead of throwing. */
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
