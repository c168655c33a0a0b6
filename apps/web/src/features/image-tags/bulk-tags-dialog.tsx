import { type Image, imageAction } from '@console/image-model';
import { Button, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FailedImage, splitByPermission } from '../../resources/images/image-action-button.tsx';
import { BlockedImageList, FailedImageList } from '../../resources/images/image-summary-list.tsx';
import { useProfile } from '../../resources/images/profile.tsx';
import { useSession } from '../../resources/session/session.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { useToast } from '../../shared/ui/index.ts';
import { useSaveTagsOfSeveral } from './save-tags.ts';
import { countTags, isEmptyChange } from './tag-change.ts';
import { commitDraft, createTagDraft } from './tag-draft.ts';
import { TagEditor } from './tag-editor.tsx';
import { popupContainer } from './tag-field.tsx';
import styles from './tags.module.css';

/** Adds tags to several images and removes tags from them. The dialog stays open while an image has failed. */
export function BulkTagsDialog(props: { readonly images: readonly Image[]; readonly onClose: () => void }) {
  const { t } = useTranslation('imageTags');
  const session = useSession();
  const { rules } = useProfile();
  const toast = useToast();
  const removeId = useId();
  const [draft, setDraft] = useState(() => createTagDraft([]));
  const [remove, setRemove] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState<readonly FailedImage[]>([]);
  const { allowed, blocked } = splitByPermission(props.images, (image) => imageAction('tag', image, session));
  const targets = failed.length > 0 ? failed.map(({ image }) => image) : allowed;

  const saving = useSaveTagsOfSeveral(scopeOf(session), (outcomes) => {
    const stillFailed = outcomes.filter((outcome) => outcome.kind === 'failed');
    const savedCount = outcomes.length - stillFailed.length;
    setFailed(stillFailed);
    if (savedCount > 0) toast.success(t('savedMany', { count: savedCount }));
    if (stillFailed.length === 0) props.onClose();
  });
  const save = () => {
    const committed = commitDraft(draft, rules.tag);
    setDraft(committed);
    const change = { add: committed.tags, remove: remove.filter((tag) => !committed.tags.includes(tag)) };
    if (committed.violation === null && !isEmptyChange(change)) saving.start({ images: targets, change });
  };
  const isUnchanged = draft.tags.length === 0 && draft.newTag.trim() === '' && remove.length === 0;

  return (
    <Modal
      open
      title={t('title')}
      onCancel={props.onClose}
      closable={!saving.isRunning}
      mask={{ closable: false }}
      keyboard={!saving.isRunning}
      footer={[
        <Button key="cancel" disabled={saving.isRunning} onClick={props.onClose}>
          {failed.length > 0 ? t('close') : t('cancel')}
        </Button>,
        <Button
          key="save"
          type="primary"
          loading={saving.isRunning}
          disabled={isUnchanged || targets.length === 0}
          onClick={save}
        >
          {saving.isRunning
            ? t('running', { done: saving.doneCount, count: targets.length })
            : failed.length > 0
              ? t('retry', { count: targets.length })
              : t('saveMany', { count: targets.length })}
        </Button>,
      ]}
    >
      {failed.length > 0 && (
        <section role="alert">
          <p>{t('failed', { count: failed.length })}</p>
          <FailedImageList failed={failed} />
        </section>
      )}
      {blocked.length > 0 && (
        <section>
          <p>{t('blocked', { count: blocked.length })}</p>
          <BlockedImageList blocked={blocked} />
        </section>
      )}
      <TagEditor draft={draft} onChange={setDraft} label={t('addToAll')} onSubmit={save} />
      <div className={styles.editor}>
        <label className="field-label" htmlFor={removeId}>
          {t('removeFromAll')}
        </label>
        <Select
          id={removeId}
          mode="multiple"
          className={styles.field ?? ''}
          value={[...remove]}
          placeholder={t('none')}
          options={countTags(allowed).map(([tag, count]) => ({ value: tag, label: t('tagOnImages', { tag, count }) }))}
          getPopupContainer={popupContainer}
          onChange={(tags) => setRemove(tags)}
        />
      </div>
    </Modal>
  );
}
