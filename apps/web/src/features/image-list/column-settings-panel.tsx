import { ArrowDownOutlined, ArrowUpOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ColumnSettings,
  canMoveColumn,
  defaultColumnSettings,
  moveColumn,
  resizeColumn,
  setColumnVisible,
  widthLimits,
} from './column-settings.ts';
import styles from './column-settings-panel.module.css';
import { columns } from './columns.tsx';
import type { ColumnKey } from './search-params.ts';

interface PanelProps {
  readonly settings: ColumnSettings;
  readonly onChange: (settings: ColumnSettings) => void;
}

/** Shows, hides, moves and resizes columns, by keyboard and by pointer. */
export default function ColumnSettingsPanel({ settings, onChange }: PanelProps) {
  const { t } = useTranslation('imageList');
  const { t: tImage } = useTranslation('image');
  const [announcement, setAnnouncement] = useState('');
  const titleOf = (key: ColumnKey) => columns.find((column) => column.key === key)?.title(tImage) ?? key;
  function move(key: ColumnKey, step: 1 | -1): void {
    const next = moveColumn(settings, key, step);
    const position = next.order.indexOf(key) + 1;
    setAnnouncement(t('columns.moved', { column: titleOf(key), place: position, count: next.order.length }));
    onChange(next);
  }
  return (
    <div className={styles.panel}>
      <ul>
        {settings.order.map((key) => (
          <ColumnItem
            key={key}
            columnKey={key}
            title={titleOf(key)}
            settings={settings}
            onChange={onChange}
            onMove={move}
          />
        ))}
      </ul>
      <button type="button" className={styles.reset} onClick={() => onChange(defaultColumnSettings)}>
        {t('columns.reset')}
      </button>
      <span role="status" className="visually-hidden">
        {announcement}
      </span>
    </div>
  );
}

function ColumnItem(
  props: PanelProps & {
    readonly columnKey: ColumnKey;
    readonly title: string;
    readonly onMove: (key: ColumnKey, step: 1 | -1) => void;
  },
) {
  const { t } = useTranslation('imageList');
  const { columnKey, title, settings, onChange, onMove } = props;
  const defaultWidth = columns.find(({ key }) => key === columnKey)?.width ?? widthLimits.min;
  const width = settings.widths[columnKey] ?? defaultWidth;
  const resize = (by: number) => onChange(resizeColumn(settings, columnKey, width + by));
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={!settings.hidden.includes(columnKey)}
          disabled={columnKey === 'name'}
          onChange={(event) => onChange(setColumnVisible(settings, columnKey, event.target.checked))}
        />
        {title}
      </label>
      <StepButton
        label={t('columns.up', { column: title })}
        isEnabled={canMoveColumn(settings, columnKey, -1)}
        onStep={() => onMove(columnKey, -1)}
        icon={<ArrowUpOutlined aria-hidden="true" />}
      />
      <StepButton
        label={t('columns.down', { column: title })}
        isEnabled={canMoveColumn(settings, columnKey, 1)}
        onStep={() => onMove(columnKey, 1)}
        icon={<ArrowDownOutlined aria-hidden="true" />}
      />
      <StepButton
        label={t('columns.narrower', { column: title })}
        isEnabled={width > widthLimits.min}
        onStep={() => resize(-widthLimits.step)}
        icon={<MinusOutlined aria-hidden="true" />}
      />
      <span className={styles.width} title={t('columns.width')}>
        {width}
      </span>
      <StepButton
        label={t('columns.wider', { column: title })}
        isEnabled={width < widthLimits.max}
        onStep={() => resize(widthLimits.step)}
        icon={<PlusOutlined aria-hidden="true" />}
      />
    </li>
  );
}

/** Uses `aria-disabled`, because a focused button loses the focus when it becomes `disabled`. */
function StepButton(props: {
  readonly label: string;
  readonly isEnabled: boolean;
  readonly onStep: () => void;
  readonly icon: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      aria-disabled={!props.isEnabled}
      onClick={() => props.isEnabled && props.onStep()}
    >
      {props.icon}
    </button>
  );
}
