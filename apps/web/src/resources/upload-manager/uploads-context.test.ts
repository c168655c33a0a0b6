import { describe, expect, it, vi } from 'vitest';
import { openTab } from './upload-tab-fixture.ts';
import { createLazyUploadManager } from './uploads-context.tsx';

/** A flag that is not set until another tab sets it. */
function createFakeFlag() {
  let isSet = false;
  let notify = () => {};
  return {
    isSet: () => isSet,
    onSet: (listener: () => void) => {
      notify = listener;
    },
    setByOtherTab: () => {
      isSet = true;
      notify();
    },
  };
}

describe('createLazyUploadManager', () => {
  it('passes on changes of the uploads once the manager is loaded', async () => {
    const lazy = createLazyUploadManager(createFakeFlag(), async () => openTab().manager);
    const listener = vi.fn();
    lazy.subscribe(listener);
    expect(lazy.loaded()).toBeNull();
    const manager = await lazy.load();
    expect(lazy.loaded()).toBe(manager);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('loads the code again after a failed load', async () => {
    const load = vi.fn(async () => openTab().manager).mockRejectedValueOnce(new Error('the console has been updated'));
    const lazy = createLazyUploadManager(createFakeFlag(), load);
    await expect(lazy.load()).rejects.toThrow('updated');
    await lazy.load();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('loads nothing until there are records, also those of another tab', async () => {
    const load = vi.fn(async () => openTab().manager);
    const flag = createFakeFlag();
    const lazy = createLazyUploadManager(flag, load);
    lazy.followSession();
    expect(load).not.toHaveBeenCalled();
    flag.setByOtherTab();
    expect(load).toHaveBeenCalledTimes(1);
    await lazy.load();
  });
});
