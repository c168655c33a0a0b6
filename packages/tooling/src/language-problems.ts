import { basename, dirname } from 'node:path';
import { type Node, parseSync, visitorKeys } from 'oxc-parser';
import { bannedNameParts, bannedNames } from './banned-names.ts';

/** One violation of the naming rules, at a line of the file (1-based). */
export interface LanguageProblem {
  readonly line: number;
  readonly message: string;
}

/**
 * Finds names that break the rules: banned words in the file's name and in the identifiers that it declares, a source
 * file whose name shares no word with its exports, a test that is named after no unit, a style sheet without component.
 *
 * @param path - path of a `.ts`, `.tsx` or `.module.css` file, relative to the repository's root
 * @param siblings - names of the files and folders in the same folder
 */
export function findLanguageProblems(path: string, source: string, siblings: readonly string[]): LanguageProblem[] {
  const name = basename(path);
  const problems: LanguageProblem[] = [];
  const banned = bannedReason(camelCase(stemOf(name)), 'file');
  if (banned !== null) problems.push({ line: 1, message: `file name ${name}: ${banned}` });
  if (name.endsWith('.module.css')) {
    const components = siblings.filter((each) => /(?<!\.test)\.tsx$/.test(each));
    if (!components.some((each) => sharesPart(stemOf(name), stemOf(each))))
      problems.push({ line: 1, message: `style sheet ${name} is named after no component beside it` });
    return problems;
  }

  const { program, module, errors } = parseSync(path, source);
  for (const error of errors) problems.push({ line: 1, message: `cannot be parsed: ${error.message}` });
  for (const identifier of declaredNames(program)) {
    const reason = bannedReason(identifier.name, 'identifier');
    if (reason !== null) problems.push({ line: lineAt(source, identifier.start), message: reason });
  }
  if (isNamedByConvention(name)) return problems;

  if (isTest(name)) {
    const imports = module.staticImports.flatMap(({ moduleRequest, entries }) =>
      moduleRequest.value === 'vitest'
        ? []
        : [stemOf(basename(moduleRequest.value)), ...entries.map((each) => each.localName.value)],
    );
    const titles = [...source.matchAll(/^describe(?:\.\w+)*\(\s*['"`]([^'"`]*)/gm)].map((match) => match[1] ?? '');
    const stem = stemOf(name);
    const units = [...dirname(path).split('/'), ...siblings.filter((each) => each !== name).map(stemOf)];
    const isNamedAfterUnit = units.some((unit) => stem === unit || stem.startsWith(`${unit}-`));
    if (!isNamedAfterUnit && ![...imports, ...titles].some((each) => sharesPart(stem, each)))
      problems.push({
        line: 1,
        message: `test ${name} is named after no file beside it, no folder, no import and no describe`,
      });
    return problems;
  }

  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName, localName }) => exportName.name ?? localName.name ?? []),
  );
  // A script without exports is named after what it does, a lazily loaded route (React Router's `Component`) after its page.
  if (exports.length > 0 && !exports.includes('Component') && !exports.some((each) => sharesPart(stemOf(name), each)))
    problems.push({ line: 1, message: `file name ${name} shares no word with its exports: ${exports.join(', ')}` });
  return problems;
}

/** Entry points, configuration and locales have names that tools expect; a journey is named after what it tests. */
const isNamedByConvention = (name: string): boolean =>
  /^(index|main)\.tsx?$|\.(config|spec|d)\.ts$|^[a-z]{2}-[A-Z]{2}\.ts$/.test(name);

const isTest = (name: string): boolean => /\.test\.tsx?$/.test(name);

/** Identifiers that a parameter or a declared variable introduces; shorthand destructuring introduces none. */
function boundIdentifiers(pattern: Node | null | undefined): readonly Node[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern];
    case 'ArrayPattern':
      return pattern.elements.flatMap(boundIdentifiers);
    case 'AssignmentPattern':
      return boundIdentifiers(pattern.left);
    case 'RestElement':
      return boundIdentifiers(pattern.argument);
    case 'TSParameterProperty':
      return boundIdentifiers(pattern.parameter);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => {
        if (property.type === 'RestElement') return boundIdentifiers(property);
        return property.shorthand ? [] : boundIdentifiers(property.value);
      });
    default:
      return [];
  }
}

/**
 * Names that the file introduces: bindings, functions, classes, types, their members, and methods of object literals.
 * Names from elsewhere (imports, shorthand destructuring, property access) are checked where they are declared.
 */
function declaredNames(program: Node): { readonly name: string; readonly start: number }[] {
  const found: { readonly name: string; readonly start: number }[] = [];
  const add = (node: Node | null | undefined): void => {
    if (node?.type === 'Identifier') found.push(node);
  };
  const visit = (node: Node): void => {
    switch (node.type) {
      case 'VariableDeclarator':
        boundIdentifiers(node.id).forEach(add);
        break;
      case 'CatchClause':
        boundIdentifiers(node.param).forEach(add);
        break;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ClassDeclaration':
      case 'ClassExpression':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
      case 'TSEnumDeclaration':
        add(node.id);
        break;
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier':
        add(node.local);
        break;
      case 'ImportSpecifier':
        if (node.imported.type === 'Identifier' && node.imported.name !== node.local.name) add(node.local);
        break;
      case 'PropertyDefinition':
      case 'MethodDefinition':
      case 'TSPropertySignature':
      case 'TSMethodSignature':
        add(node.key);
        break;
      case 'Property':
        if (node.value.type.endsWith('FunctionExpression') && !node.computed) add(node.key);
        break;
    }
    if ('params' in node && Array.isArray(node.params))
      for (const param of node.params) boundIdentifiers(param as Node).forEach(add);
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null | undefined>)[key];
      for (const each of Array.isArray(child) ? child : [child]) if (each) visit(each);
    }
  };
  visit(program);
  return found;
}

function bannedReason(name: string, kind: 'file' | 'identifier'): string | null {
  if (Object.hasOwn(bannedNames, name)) return `'${name}' is a banned name; use ${bannedNames[name]}`;
  const parts = partsOf(name);
  for (const [index, part] of parts.entries()) {
    const banned = Object.hasOwn(bannedNameParts, part) ? bannedNameParts[part] : undefined;
    if (banned === undefined) continue;
    const isBannedHere = {
      file: parts.length === 1 && kind === 'file',
      alone: parts.length === 1,
      last: index === parts.length - 1,
      any: true,
    }[banned.position];
    if (isBannedHere) return `'${name}' has the banned word '${part}'; use ${banned.instead}`;
  }
  return null;
}

/** Words of a camel-case, kebab-case or upper-case name, in lower case. */
const partsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase());

const stemOf = (fileName: string): string => fileName.replace(/\..*$/, '');

const camelCase = (kebab: string): string => kebab.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const fillers = new Set('a by can create for from get has in is of on the to use with'.split(' '));

/** Whether two names share a word, endings aside; fillers such as `use` count only in a name that has nothing else. */
function sharesPart(fileStem: string, other: string): boolean {
  const parts = partsOf(fileStem);
  const meaningful = parts.filter((part) => !fillers.has(part));
  const others = partsOf(other);
  return (meaningful.length > 0 ? meaningful : parts).some((part) => others.some((each) => isSameStem(part, each)));
}

/** Whether two words differ in their ending only: `image` and `images`, `validate` and `validation`. */
function isSameStem(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (longer === shorter || longer === `${shorter}s`) return true;
  const stem = shorter.slice(0, Math.max(4, shorter.length - 3));
  return stem.length >= 4 && longer.startsWith(stem) && longer.length - stem.length <= 5;
}

const lineAt = (source: string, offset: number): number => source.slice(0, offset).split('\n').length;
