import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type LaunchOptions } from '@playwright/test';

/** Chromium without a window system: it uses two thirds of the CPU time of the full browser. */
const headlessShellPath = '/usr/bin/chromium-headless-shell';
const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const firstExisting = (paths: readonly string[]): string | undefined =>
  [process.env.CHROMIUM ?? '', ...paths].find((path) => path !== '' && existsSync(path));

/** No sandbox for root, and no requests of Chromium's own. */
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Launch options that name the executable, or leave it to Playwright if none is installed. */
const launchOptions = (executablePath: string | undefined): LaunchOptions => ({
  args,
  ...(executablePath === undefined ? {} : { executablePath }),
});

const journeyExecutable = firstExisting([headlessShellPath, ...systemPaths]);

/** Options with which journeys start Chromium: its headless shell if that is installed. */
export const journeyLaunchOptions = launchOptions(journeyExecutable);

/** Options with which benchmarks and screenshots start Chromium: the full browser, which users have. */
export const browserLaunchOptions = launchOptions(firstExisting(systemPaths));

/** Finds or installs a Chromium and prints which one it is. */
export function ensureChromium(): void {
  if (journeyExecutable !== undefined) {
    console.log(`Browser: ${journeyExecutable}`);
  } else if (existsSync(chromium.executablePath())) {
    console.log(`Browser: Playwright's Chromium, ${chromium.executablePath()}`);
  } else if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Browser: none found, installing Debian package chromium …');
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } else {
    console.log("Browser: none found, installing Playwright's Chromium …");
    execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' });
  }
}

if (import.meta.main) ensureChromium();
