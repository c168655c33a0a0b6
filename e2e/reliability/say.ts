/** One line a fact: `reliability NAME key=value …`. */
export function say(name: string, facts: Readonly<Record<string, string | number>>): void {
  const parts = Object.entries(facts).map(
    ([key, value]) => `${key}=${typeof value === 'number' ? round(value) : text(value)}`,
  );
  console.log(['reliability', name, ...parts].join(' '));
}

const round = (value: number): number => Number(value.toPrecision(4));
const text = (value: string): string => (value.includes(' ') ? JSON.stringify(value) : value);
