import './v8-flags.ts';
import { type Config, readConfig } from './config.ts';
import { type EmbeddedCloud, startEmbeddedCloud } from './embedded-cloud.ts';
import { createLog, type Log } from './log.ts';
import { settingsHelp } from './settings.ts';
import { type Console, startConsole } from './start-console.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    print(`Environment, all optional:\n${settingsHelp()}`);
    return;
  }
  const result = readConfig(process.env);
  if (!result.ok) {
    process.stderr.write(`The configuration has faults:\n${result.faults.map((fault) => `  ${fault}\n`).join('')}`);
    process.exitCode = 2;
    return;
  }
  const { config } = result;
  const log = createLog(config.logLevel);
  const embedded = await startConfiguredCloud(config);
  try {
    const authUrl = config.cloud.kind === 'remote' ? config.cloud.authUrl : (embedded?.authUrl ?? '');
    const console = await startConsole({ config, authUrl, log });
    printAddresses(console.url, authUrl, embedded !== null);
    stopOnSignals(console, embedded, log);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function startConfiguredCloud({ cloud, stateDir, port }: Config): Promise<EmbeddedCloud | null> {
  if (cloud.kind === 'remote') return null;
  return startEmbeddedCloud({ stateDir, seed: cloud.seed, host: '127.0.0.1', port: port === 0 ? 0 : port + 1 });
}

function printAddresses(url: string, authUrl: string, embedded: boolean): void {
  print(`Console   ${url}`);
  print(`Keystone  ${authUrl}`);
  if (embedded) {
    print('Users     admin (cloud administrator), alice, bob, carol, dave; domain Default, password console');
    print(`Clients   OS_AUTH_URL=${authUrl} OS_USERNAME=admin OS_PASSWORD=console OS_PROJECT_NAME=admin`);
    print('          OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_NAME=Default OS_IDENTITY_API_VERSION=3');
  }
  print('ready');
}

/** One Ctrl-C arrives as several signals: from the terminal, from npm and from the start script. */
const repeatedSignalMs = 1000;

/** Stops in order at the first signal and at once at a later one. The console also ends with its embedded cloud. */
function stopOnSignals(console: Console, embedded: EmbeddedCloud | null, log: Log): void {
  let stoppingSince: number | null = null;
  const stop = async (reason: string, exitCode: number) => {
    if (stoppingSince !== null) {
      if (Date.now() - stoppingSince > repeatedSignalMs) process.exit(1);
      return;
    }
    stoppingSince = Date.now();
    log.info({ reason }, 'stopping');
    await console.stop();
    await embedded?.stop();
    log.info('stopped');
    process.exit(exitCode);
  };
  const stopAndLog = (reason: string, exitCode: number) => {
    stop(reason, exitCode).catch((error: unknown) => {
      log.fatal({ err: error }, 'stop failed');
      process.exit(1);
    });
  };
  process.on('SIGTERM', () => stopAndLog('SIGTERM', 0));
  process.on('SIGINT', () => stopAndLog('SIGINT', 0));
  void embedded?.ended.then((code) => {
    if (stoppingSince !== null) return;
    log.fatal({ code }, 'the embedded cloud ended');
    stopAndLog('embedded cloud ended', 1);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`The console could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
