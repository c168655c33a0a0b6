import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { formatNumber, formatPairs } from '../support/format-figures.ts';

/** Returns the middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? valueAt(sorted, half) : (valueAt(sorted, half - 1) + valueAt(sorted, half)) / 2;
}

/** Returns the value below which a `share` (0…1) of all values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return valueAt(sorted, Math.min(sorted.length - 1, Math.floor(share * sorted.length)));
}

function valueAt(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error('There are no values');
  return value;
}

/** Returns the milliseconds that `work` takes. */
export async function measureMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Resident memory of a process in MiB: at the beginning of the measurement, and the maximum of each half. */
export interface MemoryFigures {
  readonly idle: number;
  readonly maximum: number;
  readonly firstHalf: number;
  readonly secondHalf: number;
}

/** Samples the memory of a process ten times a second until `stop` is called. */
export function measureMemory({ pid = 0 }: ChildProcess): { stop: () => Promise<MemoryFigures> } {
  const idle = residentMiB(pid);
  const samples = [idle];
  const stopped = new AbortController();
  const sampling = (async () => {
    while (!stopped.signal.aborted) {
      await delay(100);
      samples.push(residentMiB(pid));
    }
  })();
  return {
    async stop() {
      stopped.abort();
      await sampling;
      const half = Math.ceil(samples.length / 2);
      const [firstHalf, secondHalf] = [Math.max(...samples.slice(0, half)), Math.max(...samples.slice(half))];
      return { idle, maximum: Math.max(firstHalf, secondHalf), firstHalf, secondHalf };
    },
  };
}

function residentMiB(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kib === undefined) throw new Error(`No memory figure of process ${pid}`);
  return Number(kib) / 1024;
}

/** Prints a figure as one line: `bench NAME ratio=R UNIT KEY=VALUE …`. */
export function printFigure(
  name: string,
  ratio: number,
  unit: string,
  details: Readonly<Record<string, string | number>> = {},
): void {
  console.log(['bench', name, `ratio=${formatNumber(ratio)}`, unit, ...formatPairs(details)].join(' '));
}
