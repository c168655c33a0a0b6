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

/** An image's status for display: a status that has a label, or the cloud's own text for an unknown one. */
export type StatusDescription =
  | {
      readonly kind: 'known';
      readonly status: StatusName;
      readonly tone: StatusTone;
    }
  | { readonly kind: 'raw'; readonly raw: string; readonly tone: 'resting' };

export function describeStatus(image: Image): StatusDescription {
  const status = importState(image) === 'failed' ? 'importFailed' : image.status;
  return isStatusName(status)
    ? { kind: 'known', status, tone: tones[status] }
    : { kind: 'raw', raw: status, tone: 'resting' };
}

/** Translated labels of an image's values. Values that the console does not know are shown as the cloud's own text. */
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

/** Returns the translation of a status without its image. */
export function useStatusLabel(): (status: string) => string {
  const { t } = useTranslation('image');
  return useCallback((status) => (isStatusName(status) ? t(`status.${status}`) : status), [t]);
}

function createImageLabels(t: TFunction<'image'>): ImageLabels {
  const none = t('none');
  const label = <T>(value: Spelled<T>, translate: (known: T) => string): string => {
    if (value.kind === 'absent') return none;
    return value.kind === 'known' ? translate(value.value) : value.raw;
  };
  const yesNo = (value: boolean) => t(value ? 'boolean.yes' : 'boolean.no');
  return {
    status: (image) => {
      const described = describeStatus(image);
      return described.kind === 'known' ? t(`status.${described.status}`) : described.raw;
    },
    os: (image) => label(image.os, (os) => t(`os.${os}`)),
    architecture: (image) => label(image.architecture, (architecture) => t(`architecture.${architecture}`)),
    hypervisor: (image) => label(image.hypervisor, (hypervisor) => t(`hypervisor.${hypervisor}`)),
    bootMode: (image) => label(image.bootMode, (mode) => t(`bootMode.${mode}`)),
    visibility: (image) => t(`visibility.${image.visibility}`),
    format: (image) => image.diskFormat?.toUpperCase() ?? none,
    name: (image) => (image.name === '' ? t('unnamed') : image.name),
    yesNo,
    spelledYesNo: (value) => label(value, yesNo),
  };
}
