import { gibOfMib, type Image } from '@console/image-model';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useImageWords } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { CopyText, Size, Time } from '../../shared/ui/index.ts';
import styles from './detail.module.css';

/** What people come for: the facts in a grid, the description and the tags. */
export function Summary({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const words = useImageWords();
  const gib = (value: number) => (value === 0 ? t('imageDetail:summary.noLimit') : String(value));
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    [t('image:field.os'), words.os(image)],
    [t('image:field.architecture'), words.architecture(image)],
    [t('image:field.hypervisor'), words.hypervisor(image)],
    [t('image:field.bootMode'), words.bootMode(image)],
    [t('image:field.diskFormat'), words.format(image)],
    [t('image:field.virtualSize'), <Size key="virtual" bytes={image.virtualSize} />],
    [t('image:field.size'), <Size key="stored" bytes={image.size} />],
    [t('image:field.minDisk'), gib(image.minDiskGib)],
    [t('image:field.minMemory'), gib(gibOfMib(image.minMemoryMib))],
    [t('image:field.visibility'), words.visibility(image)],
    [t('image:field.owner'), <Owner key="owner" id={image.owner} />],
    [t('image:field.protected'), words.yesNo(image.isProtected)],
    [t('image:field.createdAt'), <Time key="created" at={image.createdAt} style="exact" />],
    [t('image:field.updatedAt'), <Time key="updated" at={image.updatedAt} style="exact" />],
  ];
  return (
    <section className={styles.card} aria-label={t('imageDetail:summary.title')}>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {image.description !== '' && (
          <div className={styles.wide}>
            <dt>{t('image:field.description')}</dt>
            <dd className={styles.text}>{image.description}</dd>
          </div>
        )}
        <div className={styles.wide}>
          <dt>{t('image:field.tags')}</dt>
          <dd>
            {image.tags.length === 0 ? (
              <span className={styles.quiet}>{t('imageDetail:noTags')}</span>
            ) : (
              <ul className={styles.tags}>
                {image.tags.map((tag) => (
                  <li key={tag}>{tag}</li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** The owner's name, where the reader has joined it, and its id. */
function Owner({ id }: { readonly id: string | null }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const { projects } = useSession();
  if (id === null) return t('image:none');
  const name = projects.find((project) => project.id === id)?.name;
  return (
    <>
      {name !== undefined && <div>{name}</div>}
      <CopyText text={id} label={t('imageDetail:ownerId')} />
    </>
  );
}
