const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };

/** `&lt;` and `&#x27;` as the characters they stand for; what it does not know stays. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The words of an HTML page without its head and headings. */
export function textOfPage(html: string): string {
  const body = html
    .replaceAll(/<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<(head|script|style|h1)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ');
  return oneLine(decodeEntities(body));
}

/** The message of Glance's JSON faults, which ends in `<br /><br />` (Glance 25.1). */
export function textOfMarkedMessage(message: string): string {
  return oneLine(decodeEntities(message.replaceAll(/<br\s*\/?>/gi, ' ')));
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
