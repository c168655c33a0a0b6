import { type Image, importState, type Spelled } from '@console/image-model';
import type { TFunction } from 'i18next';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export type StatusTone = 'good' | 'moving' | 'resting' | 'bad';

export type StatusName =
  | 'queued'
  | 'saving'
  | 'uploading'
  | 'importing'
  | 'active'
  | 'deactivated'
  | 'pending_delete'
  | 'deleted'
  | 'killed'
  | 'importFailed';

const tones: Readonly<Record<StatusName, StatusTone>> = {
  queued: 'moving',
  saving: 'moving',
  uploading: 'moving',
  importing: 'moving',
  pending_delete: 'moving',
  active: 'good',
  deactivated: 'resting',
  deleted: 'resting',
  killed: 'bad',
  importFailed: 'bad',
};

function isStatusName(status: string): status is StatusName {
  return Object.hasOwn(tones, status);
}

/** How an image's status is said: a word the console has, or the cloud's own where it has none. */
export type StatusDescription =
  | {
      readonly kind: 'word';
      readonly word: StatusName;
      readonly tone: StatusTone;
    }
  | { readonly kind: 'raw'; readonly raw: string; readonly tone: 'resting' };

export function describeStatus(image: Image): StatusDescription {
  const word = importState(image) === 'failed' ? 'importFailed' : image.status;
  return isStatusName(word) ? { kind: 'word', word, tone: tones[word] } : { kind: 'raw', raw: word, tone: 'resting' };
}

/** The vocabulary of images in the language at hand. */
export interface ImageLabels {
  readonly status: (image: Image) => string;
  readonly os: (image: Image) => string;
  readonly architecture: (image: Image) => string;
  readonly hypervisor: (image: Image) => string;
  readonly bootMode: (image: Image) => string;
  readonly visibility: (image: Image) => string;
  readonly format: (image: Image) => string;
  readonly name: (image: Image) => string;
  readonly yesNo: (value: boolean) => string;
  readonly spelledYesNo: (value: Spelled<boolean>) => string;
}

export function useImageLabels(): ImageLabels {
  const { t } = useTranslation('image');
  return useMemo(() => createImageLabels(t), [t]);
}

/** A status by itself, as the cloud says it. */
export function useStatusLabel(): (status: string) => string {
  const { t } = useTranslation('image');
  return useCallback((status) => (isStatusName(status) ? t(`status.${status}`) : status), [t]);
}

function createImageLabels(t: TFunction<'image'>): ImageLabels {
  const none = t('none');
  const say = <T>(value: Spelled<T>, word: (known: T) => string): string => {
    if (value.kind === 'absent') return none;
    return value.kind === 'known' ? word(value.value) : value.raw;
  };
  const yesNo = (value: boolean) => t(value ? 'boolean.yes' : 'boolean.no');
  return {
    status: (image) => {
      const said = describeStatus(image);
      return said.kind === 'word' ? t(`status.${said.word}`) : said.raw;
    },
    os: (image) => say(image.os, (os) => t(`os.${os}`)),
    architecture: (image) => say(image.architecture, (architecture) => t(`architecture.${architecture}`)),
    hypervisor: (image) => say(image.hypervisor, (hypervisor) => t(`hypervisor.${hypervisor}`)),
    bootMode: (image) => say(image.bootMode, (mode) => t(`bootMode.${mode}`)),
    visibility: (image) => t(`visibility.${image.visibility}`),
    format: (image) => image.diskFormat?.toUpperCase() ?? none,
    name: (image) => (image.name === '' ? t('unnamed') : image.name),
    yesNo,
    spelledYesNo: (value) => say(value, yesNo),
  };
}
