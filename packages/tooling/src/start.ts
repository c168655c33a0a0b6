import { spawn } from 'node:child_process';
import { buildWebIfStale, root } from './build-web.ts';
import { requireNode24 } from './node-version.ts';

requireNode24();
const bff = `${root}apps/bff/src/main.ts`;
const asksForHelp = process.argv.includes('--help');
if (!asksForHelp) await buildWebIfStale();

// The BFF is the process that people run: it gets the terminal, the environment and the signals.
const child = spawn(process.execPath, [bff, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
