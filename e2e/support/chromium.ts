import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const system = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The system's Chromium, or nothing: then Playwright's own is meant. */
export function systemChromium(): string | undefined {
  return [process.env.CHROMIUM ?? '', ...system].find((path) => path !== '' && existsSync(path));
}

/** As root a sandbox is refused; the rest keeps the browser from talking to anyone but us. */
export const chromiumArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Finds a Chromium or installs one, and says in one line which. */
export function ensureChromium(): void {
  const found = systemChromium();
  if (found !== undefined) {
    console.log(`Browser: ${found}`);
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
