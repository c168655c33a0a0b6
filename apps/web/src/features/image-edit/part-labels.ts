import { useTranslation } from 'react-i18next';
import { propertiesOf, visibilityOf } from '../../resources/image-fields/fields-draft.ts';
import { type Choice, knownValueOf, type RawValue, rawOf } from '../../resources/image-fields/image-fields.ts';
import { type Part, type PlainPart, propertyOf } from './edit-parts.ts';
import type { EditValues } from './edit-values.ts';

/** Translated names and values of parts. */
export interface PartLabels {
  readonly label: (part: Part) => string;
  readonly value: (values: EditValues, part: Part) => string;
}

interface PartTexts {
  readonly label: string;
  readonly value: (values: EditValues) => string;
}

export function usePartLabels(): PartLabels {
  const { t } = useTranslation('image');
  const edit = useTranslation('imageEdit').t;
  const text = (value: string) => (value === '' ? edit('part.empty') : value);
  const yesNo = (value: boolean | RawValue) => rawOf(value) ?? t(value === true ? 'boolean.yes' : 'boolean.no');
  const chosen = <T extends string>(value: Choice<T>, labelOf: (value: T) => string) => {
    const known = knownValueOf<T>(value);
    return known === undefined ? (rawOf(value) ?? t('notSet')) : labelOf(known);
  };
  const texts: Readonly<Record<PlainPart, PartTexts>> = {
    name: { label: t('field.imageName'), value: ({ name }) => text(name.trim()) },
    description: { label: t('field.description'), value: ({ description }) => text(description.trim()) },
    diskFormat: { label: t('field.diskFormat'), value: ({ diskFormat }) => diskFormat?.toUpperCase() ?? t('notSet') },
    os: { label: t('field.os'), value: ({ os }) => chosen(os, (known) => t(`os.${known}`)) },
    architecture: {
      label: t('field.architecture'),
      value: ({ architecture }) => chosen(architecture, (known) => t(`architecture.${known}`)),
    },
    hypervisor: {
      label: t('field.hypervisor'),
      value: ({ hypervisor }) => chosen(hypervisor, (known) => t(`hypervisor.${known}`)),
    },
    bootMode: {
      label: t('field.bootMode'),
      value: ({ bootMode }) => chosen(bootMode, (known) => t(`bootMode.${known}`)),
    },
    liveResize: { label: t('field.liveResize'), value: (values) => yesNo(values.liveResize) },
    guestAgent: { label: t('field.guestAgent'), value: (values) => yesNo(values.guestAgent) },
    nicMultiqueue: { label: t('field.nicMultiqueue'), value: (values) => yesNo(values.nicMultiqueue) },
    passwordEncryption: { label: t('field.passwordEncryption'), value: (values) => yesNo(values.passwordEncryption) },
    virtio: { label: t('field.virtio'), value: ({ virtio }) => chosen(virtio, (known) => t(`boolean.${known}`)) },
    minDiskGib: { label: t('field.minDisk'), value: ({ minDiskGib }) => String(minDiskGib ?? 0) },
    minMemoryGib: { label: t('field.minMemory'), value: ({ minMemoryGib }) => String(minMemoryGib ?? 0) },
    isProtected: { label: t('field.protected'), value: ({ isProtected }) => yesNo(isProtected) },
    isHidden: { label: t('field.hidden'), value: ({ isHidden }) => yesNo(isHidden) },
    visibility: { label: t('field.visibility'), value: (values) => t(`visibility.${visibilityOf(values)}`) },
    tags: { label: t('field.tags'), value: ({ tags }) => text(tags.join(', ')) },
  };
  return {
    label: (part) => (isPlain(part) ? texts[part].label : edit('part.property', { name: propertyOf(part) })),
    value: (values, part) => {
      if (isPlain(part)) return texts[part].value(values);
      const property = new Map(Object.entries(propertiesOf(values.properties))).get(propertyOf(part) ?? '');
      return property === undefined ? edit('part.removed') : text(property);
    },
  };
}

function isPlain(part: Part): part is PlainPart {
  return propertyOf(part) === null;
}
