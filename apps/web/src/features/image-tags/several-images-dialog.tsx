import { type Image, imageAction } from '@console/image-model';
import { Button, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  BlockedLines,
  type FailedImage,
  FailedLines,
  scopeOf,
  splitByPermission,
  useProfile,
} from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { useToast } from '../../shared/ui/index.ts';
import { isNothing, tagCounts } from './tag-change.ts';
import { draftFrom, settle } from './tag-draft.ts';
import { TagEditor } from './tag-editor.tsx';
import { besideTrigger } from './tag-field.tsx';
import styles from './tags.module.css';
import { useSuggestions } from './use-suggestions.ts';
import { useTagging } from './use-tagging.ts';

/** Adds tags to several images and takes others from them; tells what became of each and stays open while one has failed. */
export function SeveralImagesDialog(props: { readonly images: readonly Image[]; readonly onClose: () => void }) {
  const { t } = useTranslation('imageTags');
  const session = useSession();
  const scope = scopeOf(session);
  const { rules } = useProfile();
  const toast = useToast();
  const removeId = useId();
  const suggestions = useSuggestions(scope);
  const [draft, setDraft] = useState(() => draftFrom([]));
  const [remove, setRemove] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState<readonly FailedImage[]>([]);
  const { allowed, blocked } = splitByPermission(props.images, (image) => imageAction('tag', image, session));
  const going = failed.length > 0 ? failed.map(({ image }) => image) : allowed;

  const tagging = useTagging(scope, (outcomes) => {
    const notSaved = outcomes.filter((outcome) => outcome.kind === 'failed');
    const count = outcomes.length - notSaved.length;
    setFailed(notSaved);
    if (count > 0) toast.done(t('savedMany', { count }));
    if (notSaved.length === 0) props.onClose();
  });
  const save = () => {
    const settled = settle(draft, rules.tag);
    setDraft(settled);
    const change = { add: settled.tags, remove: remove.filter((tag) => !settled.tags.includes(tag)) };
    if (settled.fault === null && !isNothing(change)) tagging.start({ images: going, change });
  };
  const nothingAsked = draft.tags.length === 0 && draft.typed.trim() === '' && remove.length === 0;

  return (
    <Modal
      open
      title={t('title')}
      onCancel={props.onClose}
      closable={!tagging.isRunning}
      mask={{ closable: false }}
      keyboard={!tagging.isRunning}
      footer={[
        <Button key="cancel" disabled={tagging.isRunning} onClick={props.onClose}>
          {failed.length > 0 ? t('close') : t('cancel')}
        </Button>,
        <Button
          key="save"
          type="primary"
          loading={tagging.isRunning}
          disabled={nothingAsked || going.length === 0}
          onClick={save}
        >
          {tagging.isRunning
            ? t('running', { done: tagging.done, count: going.length })
            : failed.length > 0
              ? t('retry', { count: going.length })
              : t('saveMany', { count: going.length })}
        </Button>,
      ]}
    >
      {failed.length > 0 && (
        <section role="alert">
          <p>{t('failed', { count: failed.length })}</p>
          <FailedLines failed={failed} />
        </section>
      )}
      {blocked.length > 0 && (
        <section>
          <p>{t('blocked', { count: blocked.length })}</p>
          <BlockedLines blocked={blocked} />
        </section>
      )}
      <TagEditor draft={draft} onChange={setDraft} suggestions={suggestions} label={t('addToAll')} onSubmit={save} />
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
          options={tagCounts(allowed).map(([tag, count]) => ({ value: tag, label: t('tagOnImages', { tag, count }) }))}
          getPopupContainer={besideTrigger}
          onChange={(tags) => setRemove(tags)}
        />
      </div>
    </Modal>
  );
}
