import type { WireImage } from '@console/openstack-api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CopyText } from '../../shared/ui/index.ts';
import styles from './detail.module.css';
import { redactWireImage } from './redact.ts';

/** JSON: the image as the cloud sent it, without secrets, to read, copy and download. */
export function JsonPanel({ wire }: { readonly wire: WireImage }) {
  const { t } = useTranslation('imageDetail');
  const text = JSON.stringify(redactWireImage(wire), null, 2);
  return (
    <section className={styles.card}>
      <div className={styles.jsonHead}>
        <CopyText text={text} label={t('tab.json')}>
          <span className={styles.json}>{t('tab.json')}</span>
        </CopyText>
        <Button size="small" onClick={() => saveJson(text, `image-${wire.id}.json`)}>
          {t('json.download')}
        </Button>
      </div>
      <pre className={styles.code}>{text}</pre>
    </section>
  );
}

/** Hands the text to the browser's own downloads. */
function saveJson(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text, '\n'], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
