import { useTranslation } from 'react-i18next';
import { propertiesOf, visibilityOf } from '../../resources/image-fields/fields-draft.ts';
import { type Choice, knownValueOf, type RawValue, rawOf } from '../../resources/image-fields/image-fields.ts';
import { type Part, type PlainPart, propertyOf } from './parts.ts';
import type { EditValues } from './values.ts';

/** Names of parts and what they hold, in the language at hand. */
export interface PartWords {
  readonly label: (part: Part) => string;
  readonly value: (values: EditValues, part: Part) => string;
}

interface Said {
  readonly label: string;
  readonly value: (values: EditValues) => string;
}

export function usePartWords(): PartWords {
  const { t } = useTranslation('image');
  const edit = useTranslation('imageEdit').t;
  const text = (value: string) => (value === '' ? edit('part.empty') : value);
  const yesNo = (value: boolean | RawValue) => rawOf(value) ?? t(value === true ? 'boolean.yes' : 'boolean.no');
  const chosen = <T extends string>(value: Choice<T>, word: (answer: T) => string) => {
    const answer = knownValueOf<T>(value);
    return answer === undefined ? (rawOf(value) ?? t('unsaid')) : word(answer);
  };
  const said: Readonly<Record<PlainPart, Said>> = {
    name: { label: t('field.imageName'), value: ({ name }) => text(name.trim()) },
    description: { label: t('field.description'), value: ({ description }) => text(description.trim()) },
    diskFormat: { label: t('field.diskFormat'), value: ({ diskFormat }) => diskFormat?.toUpperCase() ?? t('unsaid') },
    os: { label: t('field.os'), value: ({ os }) => chosen(os, (answer) => t(`os.${answer}`)) },
    architecture: {
      label: t('field.architecture'),
      value: ({ architecture }) => chosen(architecture, (answer) => t(`architecture.${answer}`)),
    },
    hypervisor: {
      label: t('field.hypervisor'),
      value: ({ hypervisor }) => chosen(hypervisor, (answer) => t(`hypervisor.${answer}`)),
    },
    bootMode: {
      label: t('field.bootMode'),
      value: ({ bootMode }) => chosen(bootMode, (answer) => t(`bootMode.${answer}`)),
    },
    liveResize: { label: t('field.liveResize'), value: (values) => yesNo(values.liveResize) },
    guestAgent: { label: t('field.guestAgent'), value: (values) => yesNo(values.guestAgent) },
    nicMultiqueue: { label: t('field.nicMultiqueue'), value: (values) => yesNo(values.nicMultiqueue) },
    passwordEncryption: { label: t('field.passwordEncryption'), value: (values) => yesNo(values.passwordEncryption) },
    virtio: { label: t('field.virtio'), value: ({ virtio }) => chosen(virtio, (answer) => t(`boolean.${answer}`)) },
    minDiskGib: { label: t('field.minDisk'), value: ({ minDiskGib }) => String(minDiskGib ?? 0) },
    minMemoryGib: { label: t('field.minMemory'), value: ({ minMemoryGib }) => String(minMemoryGib ?? 0) },
    isProtected: { label: t('field.protected'), value: ({ isProtected }) => yesNo(isProtected) },
    isHidden: { label: t('field.hidden'), value: ({ isHidden }) => yesNo(isHidden) },
    visibility: { label: t('field.visibility'), value: (values) => t(`visibility.${visibilityOf(values)}`) },
    tags: { label: t('field.tags'), value: ({ tags }) => text(tags.join(', ')) },
  };
  return {
    label: (part) => (isPlain(part) ? said[part].label : edit('part.property', { name: propertyOf(part) })),
    value: (values, part) => {
      if (isPlain(part)) return said[part].value(values);
      const held = new Map(Object.entries(propertiesOf(values.properties))).get(propertyOf(part) ?? '');
      return held === undefined ? edit('part.removed') : text(held);
    },
  };
}

function isPlain(part: Part): part is PlainPart {
  return propertyOf(part) === null;
}
