/**
 * Returns Keystone's message for an invalid name, else `null`. Keystone's message continues with the schema itself,
 * this one does not.
 */
export function validateName(name: unknown, maxLength: number): string | null {
  if (name === undefined) return "'name' is a required property";
  const field = "Invalid input for field 'name': ";
  if (typeof name !== 'string') return `${field}${name === null ? 'None' : String(name)} is not of type 'string'`;
  if (name === '') return `${field}'' is too short`;
  if (name.length > maxLength) return `${field}'${name}' is too long`;
  return name.trim() === '' ? `${field}'${name}' does not match '[\\\\S]+'` : null;
}
