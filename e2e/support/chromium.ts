import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type LaunchOptions } from '@playwright/test';

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Path of the system's Chromium, or `undefined` if Playwright has to use its own. */
const executablePath = [process.env.CHROMIUM ?? '', ...systemPaths].find((path) => path !== '' && existsSync(path));

/** Options with which every test and benchmark starts Chromium: no sandbox for root, and no requests of Chromium's own. */
export const chromiumLaunchOptions: LaunchOptions = {
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** Finds or installs a Chromium and prints which one it is. */
export function ensureChromium(): void {
  if (executablePath !== undefined) {
    console.log(`Browser: ${executablePath}`);
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
