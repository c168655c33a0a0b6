import type { Image } from '@console/image-model';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putImage, scopeOf, useImageApi, useImageWords } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { FailureAlert, useOneAtATime, useToast } from '../../shared/ui/index.ts';
import { saveTags } from './save-tags.ts';
import { changeBetween, isNothing, type TagChange } from './tag-change.ts';
import { draftFrom, settle } from './tag-draft.ts';
import { TagEditor } from './tag-editor.tsx';
import styles from './tags.module.css';
import { useSuggestions } from './use-suggestions.ts';

/** The tags of one image. What somebody else has changed in the meantime stays, and is shown before the dialog goes. */
export function OneImageDialog(props: { readonly image: Image; readonly onClose: () => void }) {
  const { t } = useTranslation('imageTags');
  const words = useImageWords();
  const toast = useToast();
  const api = useImageApi();
  const client = useQueryClient();
  const scope = scopeOf(useSession());
  const suggestions = useSuggestions(scope);
  /** The tags that the editing started from. */
  const [base, setBase] = useState(props.image.tags);
  const [draft, setDraft] = useState(() => draftFrom(props.image.tags));
  const [others, setOthers] = useState<TagChange | null>(null);

  const saving = useMutation({
    mutationFn: (change: TagChange) => saveTags(api, props.image.id, change),
    onSuccess: ({ record, before }) => {
      putImage(client, scope, record);
      const foreign = changeBetween(base, before);
      if (isNothing(foreign)) {
        toast.done(t('saved', { name: words.name(record.image) }));
        props.onClose();
        return;
      }
      setOthers(foreign);
      setBase(record.image.tags);
      setDraft(draftFrom(record.image.tags));
    },
  });
  const start = useOneAtATime(saving.mutate);
  const save = () => {
    const settled = settle(draft, api.profile.rules.tag);
    setDraft(settled);
    if (settled.fault !== null) return;
    const change = changeBetween(base, settled.tags);
    if (isNothing(change)) props.onClose();
    else start(change);
  };

  return (
    <Modal
      open
      title={t('title')}
      onCancel={props.onClose}
      closable={!saving.isPending}
      mask={{ closable: false }}
      keyboard={!saving.isPending}
      footer={[
        <Button key="cancel" disabled={saving.isPending} onClick={props.onClose}>
          {others === null ? t('cancel') : t('close')}
        </Button>,
        <Button key="save" type="primary" loading={saving.isPending} onClick={save}>
          {t('save')}
        </Button>,
      ]}
    >
      <p className={styles.image}>{words.name(props.image)}</p>
      {saving.error !== null && <FailureAlert error={saving.error} />}
      {others !== null && <OthersNotice others={others} />}
      <TagEditor draft={draft} onChange={setDraft} suggestions={suggestions} label={t('addLabel')} onSubmit={save} />
    </Modal>
  );
}

/** What somebody else has done to the tags; what is shown below is both together. */
function OthersNotice({ others }: { readonly others: TagChange }) {
  const { t, i18n } = useTranslation('imageTags');
  const list = new Intl.ListFormat(i18n.language, { type: 'unit' });
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={t('others.title')}
      description={
        <>
          {others.add.length > 0 && <div>{t('others.added', { tags: list.format(others.add) })}</div>}
          {others.remove.length > 0 && <div>{t('others.removed', { tags: list.format(others.remove) })}</div>}
        </>
      }
    />
  );
}
