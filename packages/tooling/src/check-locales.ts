import { glob, readdir, readFile } from 'node:fs/promises';
import { root, run } from './build-web.ts';
import { disagreements, flatten, type Texts, unusedKeys } from './locale-texts.ts';

const languages = ['zh-CN', 'en-US'];

async function sources(): Promise<string> {
  const texts: string[] = [];
  for await (const file of glob('apps/web/src/**/*.{ts,tsx}', { cwd: root })) {
    if (!/\.test\.tsx?$/.test(file)) texts.push(await readFile(root + file, 'utf8'));
  }
  return texts.join('\n');
}

const read = async (language: string, file: string): Promise<ReadonlyMap<string, string>> =>
  flatten(JSON.parse(await readFile(`${root}locales/${language}/${file}`, 'utf8')) as Texts);

const files = new Set((await Promise.all(languages.map((language) => readdir(`${root}locales/${language}`)))).flat());
const source = await sources();
const problems: string[] = [];
for (const file of files) {
  const name = file.replace('.json', '');
  const byLocale = new Map<string, ReadonlyMap<string, string>>();
  for (const language of languages)
    byLocale.set(language, await read(language, file).catch(() => new Map<string, string>()));
  problems.push(...disagreements(name, byLocale));
  const keys = [...byLocale.values()].flatMap((texts) => [...texts.keys()]);
  problems.push(...unusedKeys(keys, source).map((key) => `${name}: nothing uses ${key}`));
}
// Texts that stand in the code instead of in locales/.
await run('i18next-cli', ['lint', '--quiet', '-c', 'packages/tooling/i18next.config.ts']).catch(() =>
  problems.push('Texts in the code: see above'),
);

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`locales: ${files.size} namespaces, the same keys in ${languages.join(' and ')}, all of them used`);
