import { glob, readdir, readFile } from 'node:fs/promises';
import { root, runInCheckout } from './checkout.ts';
import { findDisagreements, flatten, type Texts, unusedKeys } from './locale-texts.ts';

const languages = ['zh-CN', 'en-US'];

async function sources(): Promise<string> {
  const texts: string[] = [];
  for await (const file of glob('apps/web/src/**/*.{ts,tsx}', { cwd: root })) {
    if (!/\.test\.tsx?$/.test(file)) texts.push(await readFile(root + file, 'utf8'));
  }
  return texts.join('\n');
}

const readTexts = async (language: string, file: string): Promise<ReadonlyMap<string, string>> =>
  flatten(JSON.parse(await readFile(`${root}locales/${language}/${file}`, 'utf8')) as Texts);

const files = new Set((await Promise.all(languages.map((language) => readdir(`${root}locales/${language}`)))).flat());
const source = await sources();
const problems: string[] = [];
for (const file of files) {
  const name = file.replace('.json', '');
  const byLocale = new Map<string, ReadonlyMap<string, string>>();
  for (const language of languages)
    byLocale.set(language, await readTexts(language, file).catch(() => new Map<string, string>()));
  problems.push(...findDisagreements(name, byLocale));
  const keys = [...byLocale.values()].flatMap((texts) => [...texts.keys()]);
  problems.push(...unusedKeys(keys, source).map((key) => `${name}: nothing uses ${key}`));
}
// Finds texts in the code instead of in locales/.
await runInCheckout('i18next-cli', ['lint', '--quiet', '-c', 'packages/tooling/i18next.config.ts']).catch(() =>
  problems.push('i18next-cli found texts in the code: see above'),
);

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`locales: ${files.size} namespaces, the same keys in ${languages.join(' and ')}, all of them used`);
