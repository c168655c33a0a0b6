/** The DOM id of a field's control, so that a list of errors can jump to it. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}
