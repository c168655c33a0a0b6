import type { HardwareConcept, Image } from '@console/image-model';
import { useTranslation } from 'react-i18next';
import { type ImageWords, useImageWords } from '../../resources/image/index.ts';
import { DataGroup } from './data-group.tsx';
import styles from './detail.module.css';
import { propertyGroups } from './groups.ts';
import { Line, Lines } from './lines.tsx';
import { ConceptTip, PropertyTip } from './property-tip.tsx';
import { withoutCredentials } from './public-wire.ts';
import { usePropertyHelps } from './use-property-help.ts';

const sayConcept: Readonly<Record<HardwareConcept, (image: Image, words: ImageWords) => string>> = {
  os: (image, words) => words.os(image),
  architecture: (image, words) => words.architecture(image),
  hypervisor: (image, words) => words.hypervisor(image),
  bootMode: (image, words) => words.bootMode(image),
  liveResize: (image, words) => words.spelledYesNo(image.liveResize),
  guestAgent: (image, words) => words.spelledYesNo(image.guestAgent),
  nicMultiqueue: (image, words) => words.spelledYesNo(image.nicMultiqueue),
  passwordEncryption: (image, words) => words.spelledYesNo(image.passwordEncryption),
  virtio: (image, words) => words.spelledYesNo(image.virtio),
};

/** 属性: everything known of the image, by what it is about, with what the cloud says of each property. */
export function PropertiesPanel({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const words = useImageWords();
  const helps = usePropertyHelps();
  return (
    <div className={styles.groups}>
      {propertyGroups(image).map(({ name, rows }) => (
        <Lines key={name} title={t(`imageDetail:group.${name}`)}>
          {rows.map((row) =>
            row.kind === 'concept' ? (
              <Line
                key={row.concept}
                label={t(`image:field.${row.concept}`)}
                tip={<ConceptTip concept={row.concept} helps={helps} />}
              >
                {sayConcept[row.concept](image, words)}
              </Line>
            ) : (
              <Line key={row.name} label={<code>{row.name}</code>} tip={<PropertyTip name={row.name} helps={helps} />}>
                <span className={styles.value}>{withoutCredentials(row.value)}</span>
              </Line>
            ),
          )}
        </Lines>
      ))}
      <DataGroup image={image} />
    </div>
  );
}
