import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

const stopping = new AbortController();
/** Aborted by Ctrl-C or an orderly kill: what runs is ended, what was started is stopped. */
export const interruptSignal: AbortSignal = stopping.signal;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

/** Runs a program to its end with our output, and ends it when we are interrupted. @returns whether it succeeded */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'env'> = {},
): Promise<boolean> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
  const end = () => child.kill('SIGTERM');
  interruptSignal.addEventListener('abort', end);
  try {
    const [code] = await once(child, 'exit');
    return code === 0;
  } finally {
    interruptSignal.removeEventListener('abort', end);
  }
}
