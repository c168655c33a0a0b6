import { spawnSync } from 'node:child_process';
import { runProgram } from './run-program.ts';

/** Programs that the proxy pass runs, and Debian's packages of them. */
const packages = { nginx: 'nginx-light', openssl: 'openssl', 'redis-server': 'redis-server' } as const;

const missing = () => Object.entries(packages).filter(([program]) => spawnSync(program, ['-v']).error !== undefined);

/** Installs what is missing, where that is possible. @returns what still is */
export async function installTools(): Promise<readonly string[]> {
  const wanted = missing().map(([, name]) => name);
  if (wanted.length > 0 && process.getuid?.() === 0 && spawnSync('apt-get', ['-v']).error === undefined) {
    // Without a runlevel packages start no service of theirs.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...wanted];
    if (!(await runProgram('apt-get', install, { env }))) {
      await runProgram('apt-get', ['update', '-qq'], { env });
      await runProgram('apt-get', install, { env });
    }
  }
  return missing().map(([program]) => program);
}
