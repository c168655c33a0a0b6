import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportTask, useImportFailureText } from '../../resources/image/index.ts';
import type { UploadTask } from '../../resources/upload/index.ts';
import { useUploadFailureText } from './failure-words.ts';
import { importNewsBetween, type News, newsBetween } from './news.ts';

const endings: ReadonlySet<News['kind']> = new Set(['done', 'failed', 'importDone', 'importFailed']);

/** Says start, quarters, end and failure of each upload and import to those who listen rather than look. */
export function Announcer(props: {
  readonly uploads: readonly UploadTask[];
  readonly imports: readonly ImportTask[];
  /** Told of every end, good or bad. */
  readonly onEnd: (words: string) => void;
}) {
  const { uploads, imports, onEnd } = props;
  const { t } = useTranslation('upload');
  const toText = useUploadFailureText();
  const toImportText = useImportFailureText();
  const before = useRef({ uploads, imports });
  const [words, setWords] = useState('');
  useEffect(() => {
    const say = (news: News): string => {
      switch (news.kind) {
        case 'progress':
          return t('announce.progress', { name: news.name, percent: news.percent });
        case 'failed':
          return t('announce.failed', { name: news.name, reason: toText(news.failure).title });
        case 'importFailed':
          return t('announce.importFailed', { name: news.name, reason: toImportText(news.failure, 'fetched').title });
        default:
          return t(`announce.${news.kind}`, { name: news.name });
      }
    };
    const news = [
      ...newsBetween(before.current.uploads, uploads),
      ...importNewsBetween(before.current.imports, imports),
    ];
    before.current = { uploads, imports };
    if (news.length > 0) setWords(news.map(say).join(' '));
    for (const one of news) if (endings.has(one.kind)) onEnd(say(one));
  }, [uploads, imports, onEnd, t, toText, toImportText]);
  return (
    <span role="status" aria-live="polite" className="visually-hidden">
      {words}
    </span>
  );
}
