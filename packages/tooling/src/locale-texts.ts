/** Texts of one namespace in one language, as the JSON file has them. */
export type Texts = { readonly [key: string]: string | Texts };

/** `a.b.c` → text, for every text of a namespace. */
export function flatten(texts: Texts, prefix = ''): ReadonlyMap<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

/** i18next's plural endings: the languages have different ones for the same key. */
export const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');

const placeholders = (text: string): string =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]))].sort().join(' ');

/** What the languages disagree about in one namespace, a sentence each. */
export function disagreements(name: string, byLocale: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  const found: string[] = [];
  const keys = new Set([...byLocale.values()].flatMap((texts) => [...texts.keys()].map(withoutPlural)));
  for (const key of keys) {
    const seen = new Map<string, Set<string>>();
    for (const [locale, texts] of byLocale) {
      const forms = [...texts].filter(([each]) => withoutPlural(each) === key);
      if (forms.length === 0) found.push(`${name}: ${key} is missing in ${locale}`);
      if (forms.some(([, text]) => text.trim() === '')) found.push(`${name}: ${key} is empty in ${locale}`);
      // A plural's singular may leave the number out: the fullest form counts.
      const fullest = forms.map(([, text]) => placeholders(text)).sort((a, b) => b.length - a.length)[0];
      if (fullest !== undefined) seen.set(fullest, (seen.get(fullest) ?? new Set()).add(locale));
    }
    if (seen.size > 1)
      found.push(
        `${name}: ${key} has other placeholders in each language: ${[...seen.keys()].map((p) => `{${p}}`).join(' ≠ ')}`,
      );
  }
  return found;
}

/**
 * Keys no literal and no template of the sources can spell. Keys that are missing altogether fail the type check.
 * A template that begins with an expression (`${key}.title`) spells a key whose beginning is spelled elsewhere.
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
  const spelled = (key: string): boolean => literals.has(key) || patterns.some((pattern) => pattern.test(key));
  const used = (key: string): boolean =>
    spelled(key) || endings.some((ending) => key.endsWith(ending) && spelled(key.slice(0, -ending.length)));
  return [...new Set([...keys].map(withoutPlural))].filter((key) => !used(key));
}

const withoutNamespace = (key: string): string => key.replace(/^\w+:/, '');

const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '.+')}$`);
