import { AutoComplete, Button, Input, type RefSelectProps } from 'antd';
import { type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../resources/image/index.ts';
import { FieldFrame } from '../../shared/form/index.ts';
import { useFaultText } from './fault-text.ts';
import { addTyped, type TagDraft, typeTag } from './tag-draft.ts';
import styles from './tags.module.css';

/** Suggestions shown at a time. */
const shown = 8;

/** The field for a further tag, with suggestions. Enter adds; in an empty field it submits. */
export function TagField(props: {
  readonly draft: TagDraft;
  readonly onChange: (change: (draft: TagDraft) => TagDraft) => void;
  readonly suggestions: readonly string[];
  readonly label: string;
  readonly onSubmit: () => void;
  readonly ref: Ref<RefSelectProps>;
}) {
  const { t } = useTranslation('imageTags');
  const { rules } = useProfile();
  const toText = useFaultText();
  const id = useId();
  const { draft, onChange } = props;
  const { typed, fault } = draft;
  const isWrong = fault?.at === 'typed';
  const aria = {
    id,
    'aria-describedby': `${id}-error ${id}-help`,
    ...(isWrong ? { 'aria-invalid': true as const } : {}),
  };
  const fits = (tag: string) => tag.toLowerCase().includes(typed.trim().toLowerCase()) && !draft.tags.includes(tag);
  const options = typed.trim() === '' ? [] : props.suggestions.filter(fits).slice(0, shown);
  const add = () => onChange((now) => addTyped(now, rules.tag));

  return (
    <FieldFrame
      parts={{
        aria,
        status: isWrong ? 'error' : undefined,
        error: fault === null ? null : toText(fault.fault),
        helpId: `${id}-help`,
        errorId: `${id}-error`,
      }}
      label={props.label}
      help={rules.tag.pattern === undefined ? t('help.plain', { max: rules.tag.max }) : t('help.pairs')}
    >
      <div className={styles.adder}>
        <AutoComplete
          id={id}
          ref={props.ref}
          autoFocus
          className={styles.field ?? ''}
          value={typed}
          options={options.map((value) => ({ value }))}
          defaultActiveFirstOption={false}
          getPopupContainer={besideTrigger}
          onChange={(text: string) => onChange((now) => typeTag(now, text))}
          onSelect={add}
          onInputKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Escape' && typed !== '') {
              // The dialog stays; the next one closes it.
              event.stopPropagation();
              onChange((now) => typeTag(now, ''));
            }
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (typed.trim() === '') props.onSubmit();
            // A suggestion taken with Enter has been added by now, and the field is empty.
            else add();
          }}
        >
          <Input {...aria} autoComplete="off" {...(isWrong ? { status: 'error' } : {})} />
        </AutoComplete>
        <Button disabled={typed.trim() === ''} onClick={add}>
          {t('add')}
        </Button>
      </div>
    </FieldFrame>
  );
}

/** Keeps a list of choices inside the dialog, where focus and screen readers are. */
export function besideTrigger(trigger: HTMLElement): HTMLElement {
  return trigger.parentElement ?? document.body;
}
