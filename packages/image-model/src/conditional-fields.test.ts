import { describe, expect, it } from 'vitest';
import { conditionalFieldUse, withoutMeaningless } from './conditional-fields.ts';

const shown = (choices: Parameters<typeof conditionalFieldUse>[0]) =>
  Object.entries(conditionalFieldUse(choices)).flatMap(([field, use]) => (use === 'hidden' ? [] : [`${field} ${use}`]));

describe('relevantFields', () => {
  it('asks a bare-metal image for its boot mode and nothing else', () => {
    expect(shown({ hypervisor: 'baremetal', os: 'ubuntu' })).toEqual(['bootMode required']);
  });

  it('offers the switches to QEMU, password encryption to a Linux only', () => {
    const common = [
      'bootMode offered',
      'liveResize offered',
      'guestAgent offered',
      'nicMultiqueue offered',
      'virtio offered',
    ];
    expect(shown({ hypervisor: 'qemu', os: 'ubuntu' })).toEqual([...common, 'passwordEncryption offered']);
    for (const os of ['windows', 'freebsd', 'other', undefined] as const)
      expect(shown({ hypervisor: 'qemu', os })).toEqual(common);
  });

  it('shows no switch before the hypervisor is chosen', () => {
    expect(shown({ os: 'ubuntu' })).toEqual(['bootMode offered']);
  });
});

describe('withoutMeaningless', () => {
  it('drops values whose field is not shown', () => {
    const draft = {
      name: 'x',
      hypervisor: 'baremetal',
      os: 'ubuntu',
      bootMode: 'uefi',
      liveResize: true,
      passwordEncryption: true,
    } as const;
    expect(withoutMeaningless(draft)).toEqual({ name: 'x', hypervisor: 'baremetal', os: 'ubuntu', bootMode: 'uefi' });
    expect(withoutMeaningless({ ...draft, hypervisor: 'qemu' })).toMatchObject({
      liveResize: true,
      passwordEncryption: true,
    });
  });
});
