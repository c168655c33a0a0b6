import { spawn } from 'node:child_process';

/** The checkout's root, with a trailing slash. */
export const root = new URL('../../../', import.meta.url).pathname;

/** Runs a command in the checkout's root with this process's output. Rejects when the command fails. */
export function runInCheckout(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}`)),
    );
  });
}
