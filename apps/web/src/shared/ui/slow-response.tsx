import type { CloudServiceRef } from '@console/bff-contract';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Wait in ms after which the notice appears. */
const delayMs = 4_000;

/** Says after four seconds which service of the cloud is slow to answer. */
export function SlowResponse({ service }: { readonly service: CloudServiceRef['service'] }) {
  const { t } = useTranslation('errors');
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), delayMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status" className="slow-response">
      {isSlow && t('slow', { service: t(`subject.${service}`) })}
    </p>
  );
}
