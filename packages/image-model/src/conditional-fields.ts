import type { ImageDraft } from './draft.ts';
import type { Hypervisor, OsCategory } from './image.ts';

const notLinux: ReadonlySet<OsCategory> = new Set(['windows', 'freebsd', 'other']);

/** Categories that are a Linux for certain; `other` is not. */
export function isLinux(os: OsCategory): boolean {
  return !notLinux.has(os);
}

export interface HardwareChoices {
  readonly hypervisor?: Hypervisor | undefined;
  readonly os?: OsCategory | undefined;
}

/** `hidden` = the choices make the field meaningless: it is not shown and its value not sent. */
export type FieldUse = 'required' | 'offered' | 'hidden';
export type ConditionalField =
  | 'bootMode'
  | 'liveResize'
  | 'guestAgent'
  | 'nicMultiqueue'
  | 'virtio'
  | 'passwordEncryption';

type Rule = (choices: HardwareChoices) => FieldUse;
const onQemu: Rule = ({ hypervisor }) => (hypervisor === 'qemu' ? 'offered' : 'hidden');

const rules: Readonly<Record<ConditionalField, Rule>> = {
  bootMode: ({ hypervisor }) => (hypervisor === 'baremetal' ? 'required' : 'offered'),
  liveResize: onQemu,
  guestAgent: onQemu,
  nicMultiqueue: onQemu,
  virtio: onQemu,
  passwordEncryption: (choices) => (choices.os !== undefined && isLinux(choices.os) ? onQemu(choices) : 'hidden'),
};

/** How each field stands, given hypervisor and OS. */
export function conditionalFieldUse(choices: HardwareChoices): Readonly<Record<ConditionalField, FieldUse>> {
  return {
    bootMode: rules.bootMode(choices),
    liveResize: rules.liveResize(choices),
    guestAgent: rules.guestAgent(choices),
    nicMultiqueue: rules.nicMultiqueue(choices),
    virtio: rules.virtio(choices),
    passwordEncryption: rules.passwordEncryption(choices),
  };
}

/** The draft without the values its own choices make meaningless. */
export function withoutMeaningless(draft: ImageDraft): ImageDraft {
  const use = conditionalFieldUse(draft);
  const kept = <T>(field: ConditionalField, value: T): T | undefined => (use[field] === 'hidden' ? undefined : value);
  return {
    ...draft,
    bootMode: kept('bootMode', draft.bootMode),
    liveResize: kept('liveResize', draft.liveResize),
    guestAgent: kept('guestAgent', draft.guestAgent),
    nicMultiqueue: kept('nicMultiqueue', draft.nicMultiqueue),
    virtio: kept('virtio', draft.virtio),
    passwordEncryption: kept('passwordEncryption', draft.passwordEncryption),
  };
}
