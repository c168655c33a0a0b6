import type { HardwareConcept, Image } from '@console/image-model';
import type { Store } from '@console/openstack-api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImageLabels, useImageLabels } from '../../resources/images/image-labels.ts';
import { useStores } from '../../resources/images/stores.ts';
import { useSession } from '../../resources/session/session.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { CopyText } from '../../shared/ui/index.ts';
import styles from './detail.module.css';
import { groupProperties } from './property-groups.ts';
import { usePropertyHelp } from './property-help.ts';
import { ConceptHelpButton, PropertyHelpButton } from './property-help-popover.tsx';
import { redactCredentials } from './redact.ts';

/** 属性: the properties of the image in groups, each with the cloud's own description, and a card about the data. */
export function PropertiesPanel({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const labels = useImageLabels();
  const help = usePropertyHelp();
  return (
    <div className={styles.groups}>
      {groupProperties(image).map(({ name, rows }) => (
        <Card key={name} title={t(`imageDetail:group.${name}`)}>
          {rows.map((row) =>
            row.kind === 'concept' ? (
              <Row
                key={row.concept}
                label={t(`image:field.${row.concept}`)}
                help={<ConceptHelpButton concept={row.concept} help={help} />}
              >
                {conceptText[row.concept](image, labels)}
              </Row>
            ) : (
              <Row
                key={row.name}
                label={<code>{row.name}</code>}
                help={<PropertyHelpButton name={row.name} help={help} />}
              >
                <span className={styles.value}>{redactCredentials(row.value)}</span>
              </Row>
            ),
          )}
        </Card>
      ))}
      <DataCard image={image} />
    </div>
  );
}

const conceptText: Readonly<Record<HardwareConcept, (image: Image, labels: ImageLabels) => string>> = {
  os: (image, labels) => labels.os(image),
  architecture: (image, labels) => labels.architecture(image),
  hypervisor: (image, labels) => labels.hypervisor(image),
  bootMode: (image, labels) => labels.bootMode(image),
  liveResize: (image, labels) => labels.spelledYesNo(image.liveResize),
  guestAgent: (image, labels) => labels.spelledYesNo(image.guestAgent),
  nicMultiqueue: (image, labels) => labels.spelledYesNo(image.nicMultiqueue),
  passwordEncryption: (image, labels) => labels.spelledYesNo(image.passwordEncryption),
  virtio: (image, labels) => labels.spelledYesNo(image.virtio),
};

/** Formats, stores and checksums of the image data. */
function DataCard({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const labels = useImageLabels();
  return (
    <Card title={t('imageDetail:group.data')}>
      <Row label={t('image:field.diskFormat')}>{labels.format(image)}</Row>
      <Row label={t('image:field.containerFormat')}>{image.containerFormat ?? t('image:none')}</Row>
      <StoresRow image={image} />
      <Row label={t('image:field.checksum')}>
        {image.checksum === null ? (
          t('image:none')
        ) : (
          <CopyText text={image.checksum} label={t('image:field.checksum')} />
        )}
      </Row>
      {image.hash !== null && (
        <Row label={t('imageDetail:hash', { algorithm: image.hash.algorithm.toUpperCase() })}>
          <CopyText text={image.hash.value} label={t('image:field.hash')} />
        </Row>
      )}
      <Row label={t('image:field.hidden')}>{labels.yesNo(image.isHidden)}</Row>
    </Card>
  );
}

function StoresRow({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const stores = imageStores(image, useStores(scopeOf(useSession())));
  if (stores.length === 0) return null;
  return (
    <Row label={t('image:field.stores')}>
      <ul className={styles.stores}>
        {stores.map(({ id, description, isDefault, state }) => (
          <li key={id} data-state={state}>
            <code>{id}</code>
            {isDefault && <span className={styles.chip}>{t('imageDetail:store.default')}</span>}
            {state !== 'held' && <span className={styles.chip}>{t(`imageDetail:store.${state}`)}</span>}
            {description !== '' && <div className={styles.quiet}>{description}</div>}
          </li>
        ))}
      </ul>
    </Row>
  );
}

interface ImageStore {
  readonly id: string;
  /** Empty if the cloud does not describe the store. */
  readonly description: string;
  readonly isDefault: boolean;
  /** The store has the data, is being written, or failed to get the data. */
  readonly state: 'held' | 'pending' | 'failed';
}

/** Returns each store of the image once: `held` wins over `pending`, which wins over `failed`. */
export function imageStores(image: Image, knownStores: readonly Store[]): readonly ImageStore[] {
  const states = new Map<string, ImageStore['state']>([
    ...image.import.failedStores.map((id) => [id, 'failed'] as const),
    ...image.import.pendingStores.map((id) => [id, 'pending'] as const),
    ...image.stores.map((id) => [id, 'held'] as const),
  ]);
  return [...states].map(([id, state]) => {
    const known = knownStores.find((store) => store.id === id);
    return { id, state, description: known?.description ?? '', isDefault: known?.isDefault ?? false };
  });
}

function Card(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.card}>
      <h2>{props.title}</h2>
      <dl className={styles.rows}>{props.children}</dl>
    </section>
  );
}

function Row(props: { readonly label: ReactNode; readonly help?: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>
        {props.label}
        {props.help}
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}
