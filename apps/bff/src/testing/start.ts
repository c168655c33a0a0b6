import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { type Console, startConsole } from '../console.ts';
import { createLog } from '../log.ts';
import { createBrowser, type TestBrowser } from './client.ts';

/** A console for a test: its own state, any port, its log in memory. */
export interface TestConsole {
  readonly url: string;
  readonly stateDir: string;
  readonly browser: () => TestBrowser;
  /** Everything logged so far. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface TestConsoleOptions {
  readonly authUrl: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Kept after the test when given. */
  readonly stateDir?: string;
  readonly webRoot?: string;
  readonly firstByteMs?: number;
}

export async function startTestConsole(options: TestConsoleOptions): Promise<TestConsole> {
  const stateDir = options.stateDir ?? (await mkdtemp(join(tmpdir(), 'console-test-')));
  const env = {
    CONSOLE_PORT: '0',
    CONSOLE_STATE: stateDir,
    CONSOLE_STOP_SECONDS: '2',
    LOG_LEVEL: 'debug',
    OS_AUTH_URL: options.authUrl,
    CONSOLE_POLICY: 'ecf',
    CLOUD_PROFILE: 'ecf',
    ...options.env,
  };
  const result = readConfig(env);
  if (!result.ok) throw new Error(result.faults.join('; '));
  const lines: string[] = [];
  const log = createLog(result.config.logLevel, { write: (line) => void lines.push(line) });
  const { authUrl, webRoot, firstByteMs } = options;
  const console: Console = await startConsole({
    config: result.config,
    authUrl,
    log,
    ...(webRoot === undefined ? {} : { webRoot }),
    ...(firstByteMs === undefined ? {} : { firstByteMs }),
  });
  return {
    url: console.url,
    stateDir,
    browser: () => createBrowser(console.url),
    log: () => lines.join(''),
    async stop() {
      await console.stop();
      if (options.stateDir === undefined) await rm(stateDir, { recursive: true, force: true });
    },
  };
}
