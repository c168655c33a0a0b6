const longest = 180;
/** Separators, characters that some file system refuses, control and direction marks that make a name look like another. */
const unfit = /[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A name that every file system takes, in whatever script; never empty.
 * @param fallback used where nothing fit is left
 */
export function fitFileName(wished: string, fallback: string): string {
  const clean = wished
    .normalize('NFC')
    .replace(unfit, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return clean === '' ? fallback : shorten(clean);
}

/** `name.format`, unless the name ends so already. */
export function withExtension(name: string, format: string | null): string {
  if (format === null || name.toLowerCase().endsWith(`.${format.toLowerCase()}`)) return name;
  return `${name}.${format}`;
}

/** RFC 6266: a plain spelling for old clients, and the true one in UTF-8. */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Cuts the stem, keeps the extension, and never cuts a character in two. */
function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= longest) return name;
  const dot = characters.lastIndexOf('.');
  const extension = dot > 0 && characters.length - dot <= 12 ? characters.slice(dot) : [];
  return [...characters.slice(0, longest - extension.length), ...extension].join('');
}
