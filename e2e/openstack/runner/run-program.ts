import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

const interrupt = new AbortController();
/** Aborted by SIGINT or SIGTERM. The running program is ended then, and what the tests have started is stopped. */
export const interruptSignal: AbortSignal = interrupt.signal;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupt.abort());

/** Runs a program with the output of this process, and ends it on an interrupt. @returns whether its exit code is 0 */
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
