import type { Image } from '@console/image-model';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import { useSession } from '../../resources/session/session.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { FailureAlert, useToast } from '../../shared/ui/index.ts';
import { BulkTagsDialog } from './bulk-tags-dialog.tsx';
import { useSaveTags } from './save-tags.ts';
import { diffTags, isEmptyChange, type TagChange } from './tag-change.ts';
import { commitDraft, createTagDraft } from './tag-draft.ts';
import { TagEditor } from './tag-editor.tsx';
import styles from './tags.module.css';

/** 编辑标签: edits the tags of one image, or adds tags to several images and removes tags from them. */
export function EditTagsDialog(props: { readonly images: readonly Image[]; readonly onClose: () => void }) {
  const [image, ...others] = props.images;
  if (image === undefined) return null;
  return others.length === 0 ? (
    <OneImageDialog image={image} onClose={props.onClose} />
  ) : (
    <BulkTagsDialog images={props.images} onClose={props.onClose} />
  );
}

/** Changes by other users are kept. The dialog shows them after saving instead of closing. */
function OneImageDialog(props: { readonly image: Image; readonly onClose: () => void }) {
  const { t } = useTranslation('imageTags');
  const labels = useImageLabels();
  const toast = useToast();
  const { rules } = useProfile();
  /** The tags that the draft is compared with when it is saved. */
  const [base, setBase] = useState(props.image.tags);
  const [draft, setDraft] = useState(() => createTagDraft(props.image.tags));
  const [othersChange, setOthersChange] = useState<TagChange | null>(null);

  const saving = useSaveTags(scopeOf(useSession()), props.image, ({ record, before }) => {
    const change = diffTags(base, before);
    if (isEmptyChange(change)) {
      toast.success(t('saved', { name: labels.name(record.image) }));
      props.onClose();
      return;
    }
    setOthersChange(change);
    setBase(record.image.tags);
    setDraft(createTagDraft(record.image.tags));
  });
  const save = () => {
    const committed = commitDraft(draft, rules.tag);
    setDraft(committed);
    if (committed.violation !== null) return;
    const change = diffTags(base, committed.tags);
    if (isEmptyChange(change)) props.onClose();
    else saving.start(change);
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
          {othersChange === null ? t('cancel') : t('close')}
        </Button>,
        <Button key="save" type="primary" loading={saving.isPending} onClick={save}>
          {t('save')}
        </Button>,
      ]}
    >
      <p className={styles.image}>{labels.name(props.image)}</p>
      {saving.error !== null && <FailureAlert error={saving.error} />}
      {othersChange !== null && <OthersChangeNotice change={othersChange} />}
      <TagEditor draft={draft} onChange={setDraft} label={t('addLabel')} onSubmit={save} />
    </Modal>
  );
}

/** Shows what other users have changed. The editor below already contains both changes. */
function OthersChangeNotice({ change }: { readonly change: TagChange }) {
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
          {change.add.length > 0 && <div>{t('others.added', { tags: list.format(change.add) })}</div>}
          {change.remove.length > 0 && <div>{t('others.removed', { tags: list.format(change.remove) })}</div>}
        </>
      }
    />
  );
}
