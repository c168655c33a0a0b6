import { type FieldErrors, type FieldValues, type Resolver, set } from 'react-hook-form';

interface Judged {
  readonly error?:
    | { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }
    | undefined;
}

/**
 * A form's judge, from a schema made for the values at hand.
 * @param counts tells whether what is wrong at a field (`a.0.b`) is to be told; all is by default
 */
export function resolverBy<V extends FieldValues>(
  judge: (values: V) => Judged,
  counts: (path: string, values: V) => boolean = () => true,
): Resolver<V> {
  return (values) => {
    const issues = judge(values).error?.issues.map(({ path, message }) => ({ path: path.join('.'), message })) ?? [];
    const told = issues.filter(({ path }) => counts(path, values));
    if (told.length === 0) return { values, errors: {} };
    const errors: FieldErrors<V> = {};
    for (const { path, message } of told) set(errors, path, { type: 'problem', message });
    return { values: {}, errors };
  };
}
