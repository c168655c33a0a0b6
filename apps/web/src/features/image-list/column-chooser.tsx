import { ArrowDownOutlined, ArrowUpOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ColumnChoice,
  type ColumnKey,
  canMove,
  moveColumn,
  plainChoice,
  resizeColumn,
  showColumn,
  widthLimits,
} from './column-choice.ts';
import styles from './column-chooser.module.css';
import { columns } from './columns.tsx';

interface ChooserProps {
  readonly choice: ColumnChoice;
  readonly onChoice: (choice: ColumnChoice) => void;
}

/** Which columns, in which order, how wide; by keyboard as by pointer. */
export default function ColumnChooser({ choice, onChoice }: ChooserProps) {
  const { t } = useTranslation('imageList');
  const { t: tImage } = useTranslation('image');
  const [said, setSaid] = useState('');
  const nameOf = (key: ColumnKey) => columns.find((column) => column.key === key)?.head(tImage) ?? key;
  function move(key: ColumnKey, by: 1 | -1): void {
    const next = moveColumn(choice, key, by);
    const place = next.order.indexOf(key) + 1;
    setSaid(t('columns.moved', { column: nameOf(key), place, count: next.order.length }));
    onChoice(next);
  }
  return (
    <div className={styles.chooser}>
      <ul>
        {choice.order.map((key) => (
          <Row key={key} name={key} label={nameOf(key)} choice={choice} onChoice={onChoice} onMove={move} />
        ))}
      </ul>
      <button type="button" className={styles.reset} onClick={() => onChoice(plainChoice)}>
        {t('columns.reset')}
      </button>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </div>
  );
}

function Row(
  props: ChooserProps & {
    readonly name: ColumnKey;
    readonly label: string;
    readonly onMove: (key: ColumnKey, by: 1 | -1) => void;
  },
) {
  const { t } = useTranslation('imageList');
  const { name, label, choice, onChoice, onMove } = props;
  const width = choice.widths[name] ?? columns.find(({ key }) => key === name)?.width ?? widthLimits.least;
  const resize = (by: number) => onChoice(resizeColumn(choice, name, width + by));
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={!choice.hidden.includes(name)}
          disabled={name === 'name'}
          onChange={(event) => onChoice(showColumn(choice, name, event.target.checked))}
        />
        {label}
      </label>
      <Step
        label={t('columns.up', { column: label })}
        can={canMove(choice, name, -1)}
        onStep={() => onMove(name, -1)}
        icon={<ArrowUpOutlined aria-hidden="true" />}
      />
      <Step
        label={t('columns.down', { column: label })}
        can={canMove(choice, name, 1)}
        onStep={() => onMove(name, 1)}
        icon={<ArrowDownOutlined aria-hidden="true" />}
      />
      <Step
        label={t('columns.narrower', { column: label })}
        can={width > widthLimits.least}
        onStep={() => resize(-widthLimits.step)}
        icon={<MinusOutlined aria-hidden="true" />}
      />
      <span className={styles.width} title={t('columns.width')}>
        {width}
      </span>
      <Step
        label={t('columns.wider', { column: label })}
        can={width < widthLimits.most}
        onStep={() => resize(widthLimits.step)}
        icon={<PlusOutlined aria-hidden="true" />}
      />
    </li>
  );
}

/** Keeps the focus where it cannot go on: a button that is disabled in the hand would lose it. */
function Step(props: {
  readonly label: string;
  readonly can: boolean;
  readonly onStep: () => void;
  readonly icon: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      aria-disabled={!props.can}
      onClick={() => props.can && props.onStep()}
    >
      {props.icon}
    </button>
  );
}
