import { spawn } from 'node:child_process';
import { root } from './checkout.ts';
import { requireNode24 } from './require-node.ts';

requireNode24();
// The BFF restarts when its sources change. The browser loads the page from Vite, which proxies /api to the BFF.
const bff = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'apps/bff/src/main.ts'], {
  cwd: root,
  stdio: 'inherit',
});
const web = spawn('npm', ['run', 'dev', '--workspace', '@console/web'], { cwd: root, stdio: 'inherit' });
const children = [bff, web];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => children.forEach((child) => void child.kill(signal)));
for (const child of children) {
  child.on('exit', (code) => {
    for (const other of children) other.kill('SIGTERM');
    process.exitCode = code ?? 0;
  });
}
