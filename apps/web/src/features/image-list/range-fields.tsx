import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './filters.module.css';
import { isReversed, parseSize, type Range, type RangeName, type SizeUnit, sizeUnits, unitBytes } from './ranges.ts';

interface FieldsProps {
  readonly label: string;
  readonly range: Range;
  readonly onRange: (range: Range) => void;
}

const ends = ['from', 'to'] as const;

/** Two ends of a filter, each of which may stay open. */
export function RangeFields(props: FieldsProps & { readonly name: RangeName }) {
  const { t } = useTranslation('imageList');
  return (
    <fieldset className={styles.boxes}>
      <legend>{props.label}</legend>
      {props.name === 'size' ? <SizeEnds {...props} /> : <DayEnds {...props} />}
      {isReversed(props.name, props.range) && (
        <p className={styles.problem} role="alert">
          {t('range.reversed')}
        </p>
      )}
    </fieldset>
  );
}

function End(props: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles.end}>
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  );
}

function DayEnds({ range, onRange }: FieldsProps) {
  const { t } = useTranslation('imageList');
  return ends.map((end) => (
    <End key={end} label={t(`range.${end}`)}>
      {(id) => (
        <input
          id={id}
          type="date"
          max="9999-12-31"
          value={range[end]}
          onChange={(event) => onRange({ ...range, [end]: event.target.value })}
        />
      )}
    </End>
  ));
}

const bytesOf = (text: string): number | null => {
  const bound = parseSize(text);
  return bound === null ? null : bound.amount * unitBytes[bound.unit];
};

/** One unit for both ends; an end in another one is converted. What is being typed stays as it is typed. */
function SizeEnds({ range, onRange }: FieldsProps) {
  const { t } = useTranslation('imageList');
  const [unit, setUnit] = useState<SizeUnit>(parseSize(range.from || range.to)?.unit ?? 'GiB');
  const [typed, setTyped] = useState({ from: '', to: '' });
  const boundOf = (amount: string, of: SizeUnit) => (parseSize(`${amount}${of}`) === null ? '' : `${amount}${of}`);
  function amountOf(end: 'from' | 'to'): string {
    const bytes = bytesOf(range[end]);
    if (bytes === bytesOf(`${typed[end]}${unit}`)) return typed[end];
    return bytes === null ? '' : String(bytes / unitBytes[unit]);
  }
  function type(end: 'from' | 'to', amount: string): void {
    setTyped({ ...typed, [end]: amount });
    onRange({ ...range, [end]: boundOf(amount, unit) });
  }
  function chooseUnit(next: SizeUnit): void {
    const [from = '', to = ''] = ends.map(amountOf);
    setUnit(next);
    setTyped({ from, to });
    onRange({ from: boundOf(from, next), to: boundOf(to, next) });
  }
  return (
    <>
      {ends.map((end) => (
        <End key={end} label={t(`range.${end}`)}>
          {(id) => (
            <input
              id={id}
              type="number"
              min={0}
              step="any"
              inputMode="decimal"
              value={amountOf(end)}
              onChange={(event) => type(end, event.target.value)}
            />
          )}
        </End>
      ))}
      <End label={t('range.unit')}>
        {(id) => (
          <select id={id} value={unit} onChange={(event) => chooseUnit(event.target.value as SizeUnit)}>
            {sizeUnits.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
      </End>
    </>
  );
}
