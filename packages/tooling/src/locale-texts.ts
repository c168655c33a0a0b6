/** Texts of one namespace in one language: the content of a file under `locales/`. */
export type Texts = { readonly [key: string]: string | Texts };

/** Maps each key of a namespace, such as `a.b.c`, to its text. */
export function flatten(texts: Texts, prefix = ''): ReadonlyMap<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

/** Removes i18next's plural suffix; the languages have different suffixes for the same key. */
const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');

const placeholders = (text: string): string =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]))].sort().join(' ');

/** Finds keys of one namespace that a language lacks, leaves empty or gives other placeholders; one sentence each. */
export function findDisagreements(name: string, byLocale: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  const found: string[] = [];
  const keys = new Set([...byLocale.values()].flatMap((texts) => [...texts.keys()].map(withoutPlural)));
  for (const key of keys) {
    const seen = new Map<string, Set<string>>();
    for (const [locale, texts] of byLocale) {
      const forms = [...texts].filter(([candidate]) => withoutPlural(candidate) === key);
      if (forms.length === 0) found.push(`${name}: ${key} is missing in ${locale}`);
      if (forms.some(([, text]) => text.trim() === '')) found.push(`${name}: ${key} is empty in ${locale}`);
      // The singular may omit the number, so the form with the most placeholders counts.
      const fullest = forms.map(([, text]) => placeholders(text)).sort((a, b) => b.length - a.length)[0];
      if (fullest !== undefined) seen.set(fullest, (seen.get(fullest) ?? new Set()).add(locale));
    }
    if (seen.size > 1)
      found.push(`${name}: ${key} has different placeholders: ${[...seen.keys()].map((p) => `{${p}}`).join(' ≠ ')}`);
  }
  return found;
}

/**
 * Finds keys that no string literal and no template in the sources can produce. The type check finds the opposite: keys
 * in the code without a text. A template that begins with an expression (`${key}.title`) uses a key if another literal
 * has its beginning.
 */
export function unusedKeys(keys: Iterable<string>, source: string): string[] {
  const literals = new Set(
    [...source.matchAll(/['"]([\w-]+(?:[:.][\w-]+)*)['"]/g)].map((match) => withoutNamespace(match[1] ?? '')),
  );
  const templates = [...source.matchAll(/`((?:[\w:.-]|\$\{[^`}]*\})+)`/g)]
    .map((match) => withoutNamespace(match[1] ?? ''))
    .filter((template) => template.includes('${') && template.includes('.'));
  const endings = templates
    .filter((template) => /^\$\{[^}]*\}\.[\w.]+$/.test(template))
    .map((template) => template.slice(template.indexOf('}') + 1));
  const patterns = templates.filter((template) => /^[\w-]+\./.test(template)).map(patternOf);
  const isProduced = (key: string): boolean => literals.has(key) || patterns.some((pattern) => pattern.test(key));
  const isUsed = (key: string): boolean =>
    isProduced(key) || endings.some((ending) => key.endsWith(ending) && isProduced(key.slice(0, -ending.length)));
  return [...new Set([...keys].map(withoutPlural))].filter((key) => !isUsed(key));
}

const withoutNamespace = (key: string): string => key.replace(/^\w+:/, '');

const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '.+')}$`);
