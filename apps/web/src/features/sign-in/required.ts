import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';

/** Every field must hold something; all that a sign-in can know before the cloud has answered. */
export function allFilled<V extends FieldValues>(): Resolver<V> {
  return (values) => {
    const empty = Object.keys(values).filter((name) => String(values[name]).trim() === '');
    if (empty.length === 0) return { values, errors: {} };
    return { values: {}, errors: Object.fromEntries(empty.map((name) => [name, missing(name)])) as FieldErrors<V> };
  };
}

/** The message is the field's name: its sentence is looked up under it. */
const missing = (name: string) => ({ type: 'required', message: name });
