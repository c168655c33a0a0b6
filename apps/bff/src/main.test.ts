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

describe('the console as a process', () => {
  let stateDir: string;
  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'console-test-'));
  });
  afterAll(() => rm(stateDir, { recursive: true, force: true }));

  function start(env: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [main], {
      env: { CONSOLE_PORT: '0', CONSOLE_STATE: stateDir, EMBEDDED_SEED: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return child;
  }

  it('names every fault of its configuration and does not start', async () => {
    const child = start({ CONSOLE_PORT: 'x', LOG_LEVEL: 'loud' });
    let complaint = '';
    child.stderr.on('data', (text) => {
      complaint += String(text);
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(2);
    expect(complaint).toMatch(/CONSOLE_PORT must be[\s\S]*LOG_LEVEL is not/);
  });

  it('starts with its cloud, says where, and stops in order', async () => {
    const child = start({});
    const lines = await linesUntilReady(child);
    const url = lines.find((line) => line.startsWith('Console'))?.split(/\s+/)[1] ?? '';
    const keystone = lines.find((line) => line.startsWith('Keystone'))?.split(/\s+/)[1] ?? '';
    const session = await createTestBrowser(url).signIn('admin');
    expect(session.project?.name).toBe('admin');
    expect((await send(url, { path: '/readyz' })).status).toBe(200);

    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    await expect(fetch(keystone)).rejects.toThrow();
  });

  it('takes its cloud along even when it is killed', async () => {
    const child = start({});
    const lines = await linesUntilReady(child);
    const keystone = lines.find((line) => line.startsWith('Keystone'))?.split(/\s+/)[1] ?? '';
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect
      .poll(
        () =>
          fetch(keystone).then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 10_000 },
      )
      .toBe('gone');
  });
});

async function linesUntilReady({ stdout }: ChildProcess): Promise<string[]> {
  const lines: string[] = [];
  if (stdout === null) return lines;
  for await (const line of createInterface({ input: stdout })) {
    lines.push(line);
    if (line === 'ready') break;
  }
  return lines;
}
