import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? at(sorted, half) : (at(sorted, half - 1) + at(sorted, half)) / 2;
}

/** The value below which `share` (0…1) of all lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return at(sorted, Math.min(sorted.length - 1, Math.floor(share * sorted.length)));
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error('No figures to take a median of');
  return value;
}

/** Milliseconds that `work` takes. */
export async function measureMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Resident memory of a process over a time, MiB: at its beginning, and the most in either half. */
export interface MemoryFigures {
  readonly idle: number;
  readonly most: number;
  readonly firstHalf: number;
  readonly secondHalf: number;
}

/** Looks at a process's memory ten times a second until told to stop. */
export function measureMemory({ pid = 0 }: ChildProcess): { stop: () => Promise<MemoryFigures> } {
  const idle = residentMiB(pid);
  const samples = [idle];
  const stopped = new AbortController();
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      await pause(100);
      samples.push(residentMiB(pid));
    }
  })();
  return {
    async stop() {
      stopped.abort();
      await watching;
      const half = Math.ceil(samples.length / 2);
      const [firstHalf, secondHalf] = [Math.max(...samples.slice(0, half)), Math.max(...samples.slice(half))];
      return { idle, most: Math.max(firstHalf, secondHalf), firstHalf, secondHalf };
    },
  };
}

function residentMiB(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kib === undefined) throw new Error(`No memory figure of process ${pid}`);
  return Number(kib) / 1024;
}

/** One line a figure: `bench NAME ratio=R unit …`. */
export function printFigure(
  name: string,
  ratio: number,
  unit: string,
  more: Readonly<Record<string, string | number>> = {},
): void {
  const rest = Object.entries(more).map(([key, value]) => `${key}=${typeof value === 'number' ? round(value) : value}`);
  console.log(['bench', name, `ratio=${round(ratio)}`, unit, ...rest].join(' '));
}

const round = (value: number): number => Number(value.toPrecision(4));
