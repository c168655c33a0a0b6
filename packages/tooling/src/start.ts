import { spawn } from 'node:child_process';
import { buildWebIfStale } from './build-web.ts';
import { root } from './checkout.ts';
import { requireNode24 } from './require-node.ts';

requireNode24();
const bff = `${root}apps/bff/src/main.ts`;
const isHelp = process.argv.includes('--help');
if (!isHelp) await buildWebIfStale();

// The BFF gets the terminal, the environment and the signals, as if the user had started it.
const child = spawn(process.execPath, [bff, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
