import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { root } from './checkout.ts';
import { findLanguageProblems } from './language-problems.ts';

const paths = process.argv.slice(2);
const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...(paths.length > 0 ? paths : ['.'])],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => /\.(tsx?|module\.css)$/.test(file));

const found: string[] = [];
for (const file of files) {
  const source = await readFile(root + file, 'utf8').catch(() => null);
  // A file that was deleted but not yet staged.
  if (source === null) continue;
  const siblings = await readdir(dirname(root + file));
  for (const { line, message } of findLanguageProblems(file, source, siblings))
    found.push(`${file}:${line}: ${message}`);
}
if (found.length > 0) {
  console.error(found.join('\n'));
  process.exit(1);
}
console.log(`language: ${files.length} files with plain names`);
