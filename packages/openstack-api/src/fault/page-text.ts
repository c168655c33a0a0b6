const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };

/** Replaces character references such as `&lt;` and `&#x27;`; unknown ones stay. */
function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Text of an HTML page without its head and its first-level headings. */
export function pageText(html: string): string {
  const body = html
    .replaceAll(/<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<(head|script|style|h1)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ');
  return oneLine(decodeEntities(body));
}

/** Text of a message in Glance's JSON, which ends in `<br /><br />` (Glance 25.1). */
export function markedMessageText(message: string): string {
  return oneLine(decodeEntities(message.replaceAll(/<br\s*\/?>/gi, ' ')));
}

/** Replaces every run of white space by one space. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
