import type { Companion, ConceptSpelling } from './profile.ts';

interface SpellingRow<V extends string> {
  readonly read: readonly string[];
  readonly write: string | null;
  readonly values: Readonly<Partial<Record<V, string | null>>>;
  readonly alsoRead?: Readonly<Record<string, NoInfer<V>>>;
  readonly absent?: NoInfer<V>;
  readonly beside?: readonly Companion<NoInfer<V>>[];
}

/** Fills in what a row of a profile's table leaves out. */
export function spelling<V extends string>(row: SpellingRow<V>): ConceptSpelling<V> {
  return { ...row, alsoRead: row.alsoRead ?? {}, absent: row.absent ?? null, beside: row.beside ?? [] };
}

type Flag = 'true' | 'false';
const flagForms: Readonly<Record<'yesNo' | 'trueFalse', Readonly<Record<Flag, string>>>> = {
  yesNo: { true: 'yes', false: 'no' },
  trueFalse: { true: 'true', false: 'false' },
};

/** Every form of a boolean that OpenStack's services accept (oslo.utils, `strutils.bool_from_string`). */
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

/** Spelling of a switch: one property, off when absent, written in one form and read in every boolean form. */
export function flagSpelling(name: string, form: keyof typeof flagForms): ConceptSpelling<Flag> {
  return spelling<Flag>({
    read: [name],
    write: name,
    values: flagForms[form],
    alsoRead: booleanForms,
    absent: 'false',
  });
}
