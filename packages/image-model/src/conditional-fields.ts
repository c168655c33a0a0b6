import type { Hypervisor, OsCategory } from './image.ts';

/** The choices in a form that decide which other fields it has. */
export interface HardwareChoices {
  readonly hypervisor?: Hypervisor | undefined;
  readonly os?: OsCategory | undefined;
}

/** `hidden` = the choices make the field meaningless: the form does not show it and does not send its value. */
export type FieldUse = 'required' | 'offered' | 'hidden';
export type ConditionalField =
  | 'bootMode'
  | 'liveResize'
  | 'guestAgent'
  | 'nicMultiqueue'
  | 'virtio'
  | 'passwordEncryption';

/** Categories that are not Linux, or not for certain. */
const notLinux: ReadonlySet<OsCategory> = new Set(['windows', 'freebsd', 'other']);

/** Use of each conditional field with these choices. */
export function conditionalFieldUse({ hypervisor, os }: HardwareChoices): Readonly<Record<ConditionalField, FieldUse>> {
  const onQemu = hypervisor === 'qemu' ? 'offered' : 'hidden';
  return {
    bootMode: hypervisor === 'baremetal' ? 'required' : 'offered',
    liveResize: onQemu,
    guestAgent: onQemu,
    nicMultiqueue: onQemu,
    virtio: onQemu,
    passwordEncryption: os !== undefined && !notLinux.has(os) ? onQemu : 'hidden',
  };
}
