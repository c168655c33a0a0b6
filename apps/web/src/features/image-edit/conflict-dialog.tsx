import { Button, Modal, Radio } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './edit.module.css';
import type { Choices, Side } from './merge.ts';
import { usePartWords } from './part-words.ts';
import type { Part } from './parts.ts';
import type { Saving } from './use-save.ts';
import { type EditValues, valuesFrom } from './values.ts';

const sides = ['theirs', 'mine'] as const;

/** What two people have changed differently: one chooses, part by part. Nothing is sent before all are chosen. */
export function ConflictDialog(props: {
  readonly conflict: Extract<Saving, { kind: 'conflict' }>;
  readonly onResolve: (choices: Choices) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('imageEdit');
  const { conflicts, mine, theirs } = props.conflict;
  const [choices, setChoices] = useState<Choices>({});
  const back = useRef<HTMLButtonElement>(null);
  const values = { mine, theirs: valuesFrom(theirs.image) };
  return (
    <Modal
      open
      width={640}
      title={t('conflict.title')}
      closable={false}
      mask={{ closable: false }}
      onCancel={props.onClose}
      afterOpenChange={(isOpen) => isOpen && back.current?.focus()}
      footer={[
        <Button key="back" ref={back} onClick={props.onClose}>
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
  const words = usePartWords();
  const id = useId();
  return (
    <div className={styles.conflict}>
      <strong id={id}>{words.label(props.part)}</strong>
      <Radio.Group
        aria-labelledby={id}
        name={id}
        value={props.choice ?? null}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {sides.map((side) => (
          <Radio key={side} value={side}>
            <span className={styles.quiet}>{t(`conflict.${side}`)}</span>{' '}
            <span className={styles.held}>{words.value(props.values[side], props.part)}</span>
          </Radio>
        ))}
      </Radio.Group>
    </div>
  );
}
