import { DownOutlined } from '@ant-design/icons';
import styles from './select.module.css';

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
}

/**
 * The browser's select in the look of Ant Design's fields: nothing to load, typing finds an option among hundreds, and a
 * phone shows its own picker. Fields of forms that search or take several values use `shared/form`.
 */
export function Select<V extends string>(props: {
  /** Ties a `<label>` to the control; `label` names it without one. */
  readonly id?: string;
  readonly label?: string;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  readonly onChange: (value: V) => void;
  readonly isDisabled?: boolean;
  /** `plain` has no border, for the bar. */
  readonly variant?: 'field' | 'plain';
}) {
  const { options, onChange } = props;
  return (
    <span className={styles.select} data-variant={props.variant ?? 'field'}>
      <select
        id={props.id}
        aria-label={props.label}
        value={props.value}
        disabled={props.isDisabled ?? false}
        onChange={(event) => {
          const chosen = options.find(({ value }) => value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <DownOutlined aria-hidden="true" />
    </span>
  );
}
