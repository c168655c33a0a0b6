import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestBrowser, send } from './testing/test-browser.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

describe('the process of the console', () => {
  let stateDir: string;
  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'console-test-'));
  });
  afterAll(() => rm(stateDir, { recursive: true, force: true }));

  function start(env: Readonly<Record<string, string>>) {
    return spawn(process.execPath, [main], {
      env: { CONSOLE_PORT: '0', CONSOLE_STATE: stateDir, EMBEDDED_SEED: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  it('exits with 2 and names every fault of its configuration', async () => {
    const child = start({ CONSOLE_PORT: 'x', LOG_LEVEL: 'loud' });
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += String(text);
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(2);
    expect(errors).toMatch(/CONSOLE_PORT must be[\s\S]*LOG_LEVEL is not/);
  });

  it('starts the embedded cloud, prints both addresses, and stops both at SIGTERM', async () => {
    const child = start({});
    const lines = await linesUntilReady(child);
    const [url, keystone] = [addressAfter('Console', lines), addressAfter('Keystone', lines)];
    const session = await createTestBrowser(url).signIn('admin');
    expect(session.project?.name).toBe('admin');
    expect((await send(url, { path: '/readyz' })).status).toBe(200);

    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    await expect(fetch(keystone)).rejects.toThrow();
  });

  it('ends the embedded cloud even when it is killed', async () => {
    const child = start({});
    const lines = await linesUntilReady(child);
    const keystone = addressAfter('Keystone', lines);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect
      .poll(
        () =>
          fetch(keystone).then(
            () => 'running',
            () => 'ended',
          ),
        { timeout: 10_000 },
      )
      .toBe('ended');
  });
});

function addressAfter(label: string, lines: readonly string[]): string {
  return lines.find((line) => line.startsWith(label))?.split(/\s+/)[1] ?? '';
}

async function linesUntilReady({ stdout }: ChildProcess): Promise<string[]> {
  const lines: string[] = [];
  if (stdout === null) return lines;
  for await (const line of createInterface({ input: stdout })) {
    lines.push(line);
    if (line === 'ready') break;
  }
  return lines;
}
