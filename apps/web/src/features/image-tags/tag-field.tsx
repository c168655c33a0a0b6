import type { FieldViolation } from '@console/image-model';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Input, type RefSelectProps } from 'antd';
import { type Ref, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { imagesQuery, useImageApi } from '../../resources/images/image-queries.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import { useSession } from '../../resources/session/session.ts';
import { FieldFrame } from '../../shared/form/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { countTags } from './tag-change.ts';
import { addNewTag, setNewTag, type TagDraft } from './tag-draft.ts';
import styles from './tags.module.css';

const MAX_SUGGESTIONS = 8;

/** The field for a new tag, with suggestions. Enter adds the tag, or submits the form if the field is empty. */
export function TagField(props: {
  readonly draft: TagDraft;
  readonly onChange: (update: (draft: TagDraft) => TagDraft) => void;
  readonly label: string;
  readonly onSubmit: () => void;
  readonly ref: Ref<RefSelectProps>;
}) {
  const { t } = useTranslation('imageTags');
  const { rules } = useProfile();
  const toViolationText = useTagFaultText();
  const id = useId();
  const { draft, onChange } = props;
  const { newTag, violation } = draft;
  const suggestions = useSuggestions(draft);
  const isInvalid = violation?.field === 'newTag';
  const aria = {
    id,
    'aria-describedby': `${id}-error ${id}-help`,
    ...(isInvalid ? { 'aria-invalid': true as const } : {}),
  };
  const add = () => onChange((current) => addNewTag(current, rules.tag));

  return (
    <FieldFrame
      parts={{
        aria,
        status: isInvalid ? 'error' : undefined,
        error: violation === null ? null : toViolationText(violation.violation),
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
          value={newTag}
          options={suggestions.map((value) => ({ value }))}
          defaultActiveFirstOption={false}
          getPopupContainer={popupContainer}
          onChange={(text: string) => onChange((current) => setNewTag(current, text))}
          onSelect={add}
          onInputKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Escape' && newTag !== '') {
              // The first Escape empties the field. Only the next one closes the dialog.
              event.stopPropagation();
              onChange((current) => setNewTag(current, ''));
            }
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (newTag.trim() === '') props.onSubmit();
            // If Enter selected a suggestion, `onSelect` has added it already and the field is empty.
            else add();
          }}
        >
          <Input {...aria} autoComplete="off" status={isInvalid ? 'error' : ''} />
        </AutoComplete>
        <Button disabled={newTag.trim() === ''} onClick={add}>
          {t('add')}
        </Button>
      </div>
    </FieldFrame>
  );
}

/**
 * Returns tags of other images that contain the typed text, most frequent first. The cached image list is not refetched
 * for this; it is fetched only if it was never loaded.
 */
function useSuggestions({ tags, newTag }: TagDraft): readonly string[] {
  const scope = scopeOf(useSession());
  const { data } = useQuery({ ...imagesQuery(useImageApi(), scope), staleTime: Number.POSITIVE_INFINITY });
  const usedTags = useMemo(() => countTags(data?.images ?? []).map(([tag]) => tag), [data]);
  const text = newTag.trim().toLowerCase();
  if (text === '') return [];
  return usedTags.filter((tag) => tag.toLowerCase().includes(text) && !tags.includes(tag)).slice(0, MAX_SUGGESTIONS);
}

/** Faults with a sentence of their own under `violation` in the texts. */
const describedViolations = ['required', 'duplicate', 'tooLong', 'tooMany', 'pattern'] as const;

function useTagFaultText(): (violation: FieldViolation) => string {
  const { t } = useTranslation('imageTags');
  return ({ code, params }) => {
    const described = describedViolations.find((known) => known === code) ?? 'pattern';
    return t(`violation.${described}`, { replace: params });
  };
}

/** Renders a list of options inside the dialog, where the focus and screen readers are. */
export function popupContainer(trigger: HTMLElement): HTMLElement {
  return trigger.parentElement ?? document.body;
}
