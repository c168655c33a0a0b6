/** What Keystone's schema says of a name for something new; `null` = nothing. The original goes on with the schema. */
export function validateName(name: unknown, maxLength: number): string | null {
  if (name === undefined) return "'name' is a required property";
  const field = "Invalid input for field 'name': ";
  if (typeof name !== 'string') return `${field}${name === null ? 'None' : String(name)} is not of type 'string'`;
  if (name === '') return `${field}'' is too short`;
  if (name.length > maxLength) return `${field}'${name}' is too long`;
  return name.trim() === '' ? `${field}'${name}' does not match '[\\\\S]+'` : null;
}
