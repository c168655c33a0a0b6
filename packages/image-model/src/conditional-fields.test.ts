import { describe, expect, it } from 'vitest';
import { conditionalFieldUse } from './conditional-fields.ts';

const visibleFields = (choices: Parameters<typeof conditionalFieldUse>[0]) =>
  Object.entries(conditionalFieldUse(choices)).flatMap(([field, use]) => (use === 'hidden' ? [] : [`${field} ${use}`]));

describe('conditionalFieldUse', () => {
  it('requires the boot mode of a bare-metal image and hides every other field', () => {
    expect(visibleFields({ hypervisor: 'baremetal', os: 'ubuntu' })).toEqual(['bootMode required']);
  });

  it('offers the switches on QEMU, password encryption for Linux only', () => {
    const common = [
      'bootMode offered',
      'liveResize offered',
      'guestAgent offered',
      'nicMultiqueue offered',
      'virtio offered',
    ];
    expect(visibleFields({ hypervisor: 'qemu', os: 'ubuntu' })).toEqual([...common, 'passwordEncryption offered']);
    for (const os of ['windows', 'freebsd', 'other', undefined] as const)
      expect(visibleFields({ hypervisor: 'qemu', os })).toEqual(common);
  });

  it('hides the switches until a hypervisor is chosen', () => {
    expect(visibleFields({ os: 'ubuntu' })).toEqual(['bootMode offered']);
  });
});
