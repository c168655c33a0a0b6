import { Button, Modal, Radio } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './edit-page.module.css';
import type { Part } from './edit-parts.ts';
import { type EditValues, editValuesOf } from './edit-values.ts';
import { usePartLabels } from './part-labels.ts';
import type { Choices, Side } from './three-way-merge.ts';
import type { SaveState } from './use-save-image.ts';

const sides = ['theirs', 'mine'] as const;

/** Dialog in which the user chooses, part by part, between their own and another user's changes. Saves once every part is chosen. */
export function ConflictDialog(props: {
  readonly conflict: Extract<SaveState, { kind: 'conflict' }>;
  readonly onResolve: (choices: Choices) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('imageEdit');
  const { conflicts, mine, theirs } = props.conflict;
  const [choices, setChoices] = useState<Choices>({});
  const backButton = useRef<HTMLButtonElement>(null);
  const values = { mine, theirs: editValuesOf(theirs.image) };
  return (
    <Modal
      open
      width={640}
      title={t('conflict.title')}
      closable={false}
      mask={{ closable: false }}
      onCancel={props.onClose}
      afterOpenChange={(isOpen) => isOpen && backButton.current?.focus()}
      footer={[
        <Button key="back" ref={backButton} onClick={props.onClose}>
          {t('conflict.back')}
        </Button>,
        <Button
          key="save"
          type="primary"
          disabled={conflicts.some((part) => choices[part] === undefined)}
          onClick={() => props.onResolve(choices)}
        >
          {t('conflict.save')}
        </Button>,
      ]}
    >
      <p className={styles.hint}>{t('conflict.hint')}</p>
      {conflicts.map((part) => (
        <ConflictRow
          key={part}
          part={part}
          values={values}
          choice={choices[part]}
          onChoose={(side) => setChoices((now) => ({ ...now, [part]: side }))}
        />
      ))}
    </Modal>
  );
}

function ConflictRow(props: {
  readonly part: Part;
  readonly values: Readonly<Record<Side, EditValues>>;
  readonly choice: Side | undefined;
  readonly onChoose: (side: Side) => void;
}) {
  const { t } = useTranslation('imageEdit');
  const labels = usePartLabels();
  const id = useId();
  return (
    <div className={styles.conflict}>
      <strong id={id}>{labels.label(props.part)}</strong>
      <Radio.Group
        aria-labelledby={id}
        name={id}
        value={props.choice ?? null}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {sides.map((side) => (
          <Radio key={side} value={side}>
            <span className={styles.quiet}>{t(`conflict.${side}`)}</span>{' '}
            <span className={styles.held}>{labels.value(props.values[side], props.part)}</span>
          </Radio>
        ))}
      </Radio.Group>
    </div>
  );
}
