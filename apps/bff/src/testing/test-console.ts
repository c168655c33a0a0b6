import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudTimeouts } from '../cloud/timeouts.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { startConsole } from '../start-console.ts';
import { createTestBrowser, type TestBrowser } from './test-browser.ts';

/** A console for a test, with its own state directory, any free port and its log in memory. */
export interface TestConsole {
  readonly url: string;
  readonly stateDir: string;
  readonly browser: () => TestBrowser;
  /** Returns the whole log so far. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface TestConsoleOptions {
  readonly authUrl: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A directory that stays after the test; a temporary one when absent. */
  readonly stateDir?: string;
  readonly webRoot?: string;
  readonly timeouts?: Partial<CloudTimeouts>;
}

export async function startTestConsole(options: TestConsoleOptions): Promise<TestConsole> {
  const { authUrl, webRoot, timeouts } = options;
  const stateDir = options.stateDir ?? (await mkdtemp(join(tmpdir(), 'console-test-')));
  const result = readConfig({
    CONSOLE_PORT: '0',
    CONSOLE_STATE: stateDir,
    CONSOLE_STOP_SECONDS: '2',
    LOG_LEVEL: 'debug',
    OS_AUTH_URL: authUrl,
    CONSOLE_POLICY: 'ecf',
    CLOUD_PROFILE: 'ecf',
    ...options.env,
  });
  if (!result.ok) throw new Error(result.faults.join('; '));
  const { config } = result;
  const lines: string[] = [];
  const log = createLog(config.logLevel, { write: (line) => void lines.push(line) });
  const console = await startConsole({ config, authUrl, log, webRoot, timeouts });
  return {
    url: console.url,
    stateDir,
    browser: () => createTestBrowser(console.url),
    log: () => lines.join(''),
    async stop() {
      await console.stop();
      if (options.stateDir === undefined) await rm(stateDir, { recursive: true, force: true });
    },
  };
}
