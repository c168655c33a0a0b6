import type { CloudServiceRef } from '@console/bff-contract';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** As long as people wait without wondering, ms. */
const patienceMs = 4_000;

/** Appears where one has waited for a while, and says for which service. */
export function SlowResponse({ service }: { readonly service: CloudServiceRef['service'] }) {
  const { t } = useTranslation('errors');
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status" className="slow-answer">
      {isSlow && t('slow', { service: t(`subject.${service}`) })}
    </p>
  );
}
