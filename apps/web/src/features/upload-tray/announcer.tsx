import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useImportFailureText } from '../../resources/imports/import-failure-text.ts';
import type { TrackedImport } from '../../resources/imports/import-manager.ts';
import type { Upload } from '../../resources/upload-manager/upload-transitions.ts';
import { importEventsBetween, type TrayEvent, uploadEventsBetween } from './tray-events.ts';
import { useUploadFailureText } from './upload-failure-text.ts';

const endings: ReadonlySet<TrayEvent['kind']> = new Set(['done', 'failed', 'importDone', 'importFailed']);

/** A live region that announces start, quarters, end and failure of each upload and import to screen readers. */
export function Announcer(props: {
  readonly uploads: readonly Upload[];
  readonly imports: readonly TrackedImport[];
  /** Called with the announcement of every end, successful or not. */
  readonly onEnd: (text: string) => void;
}) {
  const { uploads, imports, onEnd } = props;
  const { t } = useTranslation('upload');
  const toFailureText = useUploadFailureText();
  const toImportFailureText = useImportFailureText();
  const previous = useRef({ uploads, imports });
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    const toText = (event: TrayEvent): string => {
      const { name } = event;
      switch (event.kind) {
        case 'progress':
          return t('announce.progress', { name, percent: event.percent });
        case 'failed':
          return t('announce.failed', { name, reason: toFailureText(event.failure).title });
        case 'importFailed':
          return t('announce.importFailed', { name, reason: toImportFailureText(event.failure, 'fetched').title });
        default:
          return t(`announce.${event.kind}`, { name });
      }
    };
    const events = [
      ...uploadEventsBetween(previous.current.uploads, uploads),
      ...importEventsBetween(previous.current.imports, imports),
    ];
    previous.current = { uploads, imports };
    if (events.length > 0) setAnnouncement(events.map(toText).join(' '));
    for (const event of events) if (endings.has(event.kind)) onEnd(toText(event));
  }, [uploads, imports, onEnd, t, toFailureText, toImportFailureText]);
  return (
    <span role="status" aria-live="polite" className="visually-hidden">
      {announcement}
    </span>
  );
}
