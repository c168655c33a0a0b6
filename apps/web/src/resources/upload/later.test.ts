import { expect, it, vi } from 'vitest';
import { uploadsLater } from './later.ts';
import { createUploads } from './store.ts';
import { quietDeps } from './testing.ts';

const quiet = { parallel: 3, habits: { parallel: () => null, rate: () => 7 } } as const;

/** Nothing is remembered, until another tab says so. */
function signOf() {
  let up = false;
  let heard = () => {};
  return {
    isUp: () => up,
    onUp: (listener: () => void) => {
      heard = listener;
    },
    putByOther: () => {
      up = true;
      heard();
    },
  };
}

const request = {
  file: new File(['data'], 'a.raw'),
  handle: null,
  imageId: 'i',
  imageName: 'web',
  via: 'file',
  stores: [],
  checksum: null,
  form: null,
} as const;

it('takes what was asked before the code was there, and tells who listens', async () => {
  const uploads = uploadsLater({ ...quiet, sign: signOf() }, async () => createUploads(quietDeps()));
  const heard = vi.fn();
  uploads.subscribe(heard);
  expect(uploads.getSnapshot()).toEqual([]);
  uploads.start(request);
  await vi.waitFor(() => expect(uploads.getSnapshot()).toMatchObject([{ id: 'i', state: { kind: 'opening' } }]));
  expect(heard).toHaveBeenCalled();
});

it('says that the code cannot be had, and fetches it again for the next one who asks', async () => {
  const load = vi
    .fn(async () => createUploads(quietDeps()))
    .mockRejectedValueOnce(new Error('the console has been updated'));
  const uploads = uploadsLater({ ...quiet, sign: signOf() }, load);
  await expect(uploads.ready()).rejects.toThrow('updated');
  await uploads.ready();
  expect(load).toHaveBeenCalledTimes(2);
});

it('has the first transfer prepared as soon as somebody is about to upload', async () => {
  const prepareTransfer = vi.fn();
  const uploads = uploadsLater({ ...quiet, sign: signOf() }, async () => createUploads(quietDeps({ prepareTransfer })));
  await uploads.ready();
  expect(prepareTransfer).toHaveBeenCalledTimes(1);
});

it('does without the code as long as nothing is remembered, also by another tab', async () => {
  const load = vi.fn(async () => createUploads(quietDeps()));
  const sign = signOf();
  const uploads = uploadsLater({ ...quiet, sign }, load);
  uploads.follow();
  expect(load).not.toHaveBeenCalled();
  expect(uploads.lastRate()).toBe(7);
  sign.putByOther();
  expect(load).toHaveBeenCalledTimes(1);
  await uploads.ready();
});
