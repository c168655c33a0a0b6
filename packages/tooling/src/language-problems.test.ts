import { describe, expect, it } from 'vitest';
import { findLanguageProblems } from './language-problems.ts';

const messages = (path: string, source: string, siblings: readonly string[] = []): string[] =>
  findLanguageProblems(path, source, siblings).map(({ line, message }) => `${line}: ${message}`);

describe('findLanguageProblems', () => {
  it('accepts a file that is named after its export', () => {
    expect(messages('web/image-list.tsx', 'export function ImageList() {}')).toEqual([]);
  });

  it.each([
    ['a function', 'export const x = 1;\nfunction ask() {}', "2: 'ask'"],
    ['a parameter', 'export const x = (told: string) => 1;', "1: 'told'"],
    ['a destructured name', 'export const { x, y: kept } = z;', "1: 'kept'"],
    ['a member of an interface', 'export interface X {\n  look(): void;\n}', "2: 'look'"],
    ['a property of a class', 'export class X {\n  wish = 1;\n}', "2: 'wish'"],
    ['a method of an object', 'export const x = { take: () => 1 };', "1: 'take'"],
    ['a parameter of a function type', 'export type X = (say: string) => void;', "1: 'say'"],
    ['a type', 'export type X = 1;\ntype NewsDesk = 2;', "2: 'NewsDesk'"],
    ['the last word', 'export const x = 1;\nconst statusWords = 2;', "2: 'statusWords'"],
    ['a constant in capitals', 'export const x = 1;\nconst LOOKS = 2;', "2: 'LOOKS'"],
    ['an alias of an import', "import { a as place } from './a';\nexport const x = 1;", "1: 'place'"],
    ['a phrase', 'export const x = 1;\nconst letGo = () => 1;', "2: 'letGo'"],
  ])('reports a banned word in %s', (_kind, source, expected) => {
    expect(messages('x.ts', source)).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    ['an imported name', "import { ask } from 'x';\nexport const x = ask();"],
    ['shorthand destructuring', 'export const x = ({ take }: Y) => take();'],
    ['a text, a key with a plain value, and property access', "export const x = { told: 'ask' }.told;"],
    ['a word that is banned in other positions only', 'export const x = { placeOf: 1 };\nconst lineWidth = 2;'],
  ])('accepts %s', (_kind, source) => {
    expect(messages('x.ts', source)).toEqual([]);
  });

  it('reports a banned word in a file name', () => {
    expect(messages('web/upload/line.ts', 'export const line = 1;')).toEqual([expect.stringContaining('line.ts')]);
    expect(messages('e2e/journeys/weather.spec.ts', '')).toEqual([expect.stringContaining('weather.spec.ts')]);
  });

  it('reports a file whose name shares no word with its exports', () => {
    expect(messages('web/store.ts', 'export const createUploads = 1;\nexport type Upload = 2;')).toEqual([
      '1: file name store.ts shares no word with its exports: createUploads, Upload',
    ]);
    expect(messages('web/use-session.ts', 'export const useImage = 1;')).toHaveLength(1);
  });

  it.each([
    ['a script without exports', 'start.ts', 'console.log(1);'],
    ['an index', 'index.ts', "export { a } from './b.ts';"],
    ['a configuration', 'vite.config.ts', 'export default {};'],
    ['another ending', 'validate-images.ts', 'export const imageValidation = 1;'],
    ['fillers where the name has nothing else', 'create.ts', 'export const createImage = 1;'],
  ])('accepts the name of %s', (_kind, path, source) => {
    expect(messages(path, source)).toEqual([]);
  });

  it('accepts a test that is named after a sibling, a folder of its path, an import or its describe', () => {
    expect(messages('a/queue.test.ts', '', ['queue.ts'])).toEqual([]);
    expect(messages('a/queue-order.test.ts', '', ['queue.ts'])).toEqual([]);
    expect(messages('queue/src/queue.test.ts', '')).toEqual([]);
    expect(messages('a/queue.test.ts', "import { createQueue } from './b.ts';")).toEqual([]);
    expect(messages('a/queue.test.ts', "describe('queue of uploads', () => {});")).toEqual([]);
  });

  it('reports a test that is named after nothing', () => {
    expect(messages('a/cuts.test.ts', "import { x } from './b.ts';", ['b.ts'])).toEqual([
      expect.stringContaining('cuts.test.ts'),
    ]);
  });

  it('reports a style sheet without its component', () => {
    expect(messages('a/tray.module.css', '.a {}', ['upload-tray.tsx'])).toEqual([]);
    expect(messages('a/tray.module.css', '.a {}', ['dialog.tsx', 'tray.ts'])).toHaveLength(1);
  });
});
