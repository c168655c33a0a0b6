import { useTranslation } from 'react-i18next';
import type { ImportState } from '../../resources/image/index.ts';
import type { UploadTask } from '../../resources/upload/index.ts';
import { formatClockTime } from '../../shared/ui/index.ts';

type UploadState = UploadTask['state'];

/** How an upload stands, in a word or two. */
export function useStateWord(): (state: UploadState) => string {
  const { t, i18n } = useTranslation('upload');
  return (state) => {
    if (state.kind === 'waiting') return t(`state.waiting.${state.why}`);
    if (state.kind === 'done' && !state.isVerified) return t('state.doneUnverified');
    if (state.kind !== 'paused' || state.kept.kind !== 'until') return t(`state.${state.kind}`);
    return t('state.pausedUntil', { time: formatClockTime(new Date(state.kept.at), new Date(), i18n.language) });
  };
}

/** What that means and what comes next; `null` where the word says it, or something longer stands in the row. */
export function useStateNote(): (state: UploadState) => string | null {
  const { t } = useTranslation('upload');
  return (state) => {
    switch (state.kind) {
      case 'opening':
      case 'sending':
      case 'needsFile':
      case 'failed':
        return null;
      case 'done':
        return state.isVerified ? null : t('note.doneUnverified');
      case 'paused':
        return state.kept.kind === 'unsaid' ? null : t(`note.paused.${state.kept.kind}`);
      case 'waiting':
        return t(`note.waiting.${state.why}`);
      case 'restarting':
        return t(`note.restarting.${state.why}`);
      default:
        return t(`note.${state.kind}`);
    }
  };
}

/** The same of what the cloud fetches. */
export function useImportNote(): (state: ImportState) => string | null {
  const { t } = useTranslation('upload');
  return ({ kind }) => (kind === 'fetching' || kind === 'removed' ? t(`note.${kind}`) : null);
}
