import type { Companion, ConceptSpelling } from './profile.ts';

interface Words<V extends string> {
  readonly read: readonly string[];
  readonly write: string | null;
  readonly values: Readonly<Partial<Record<V, string | null>>>;
  readonly alsoRead?: Readonly<Record<string, NoInfer<V>>>;
  readonly absent?: NoInfer<V>;
  readonly beside?: readonly Companion<NoInfer<V>>[];
}

/** A row of a profile's table with what it leaves out filled in. */
export function spelling<V extends string>(row: Words<V>): ConceptSpelling<V> {
  return { ...row, alsoRead: row.alsoRead ?? {}, absent: row.absent ?? null, beside: row.beside ?? [] };
}

type Flag = 'true' | 'false';
const flagWords: Readonly<Record<'yesNo' | 'trueFalse', Readonly<Record<Flag, string>>>> = {
  yesNo: { true: 'yes', false: 'no' },
  trueFalse: { true: 'true', false: 'false' },
};

/** Every form of a boolean that OpenStack's services read (oslo.utils `bool_from_string`). */
const booleanForms: Readonly<Record<string, Flag>> = {
  yes: 'true',
  true: 'true',
  y: 'true',
  t: 'true',
  on: 'true',
  '1': 'true',
  no: 'false',
  false: 'false',
  n: 'false',
  f: 'false',
  off: 'false',
  '0': 'false',
};

/** A switch under one property name, off where the property is absent, read in any boolean form. */
export function flagSpelling(name: string, as: keyof typeof flagWords): ConceptSpelling<Flag> {
  return spelling<Flag>({ read: [name], write: name, values: flagWords[as], alsoRead: booleanForms, absent: 'false' });
}
