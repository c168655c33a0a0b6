import { expect, it, vi } from 'vitest';
import { createTransfers, type TransferSpec } from './transfer.ts';

const spec: TransferSpec = {
  file: new File(['data'], 'a.raw'),
  imageId: 'i',
  via: 'file',
  store: null,
  uploadsUrl: '/api/uploads',
  sliceBytes: 1024,
  hashes: [],
  location: null,
  csrfToken: null,
};

function workers() {
  const made: { postMessage: ReturnType<typeof vi.fn>; onerror: (event: object) => void }[] = [];
  const make = () => {
    const worker = { postMessage: vi.fn(), terminate() {}, onerror() {}, onmessage: null };
    made.push(worker);
    return worker as unknown as Worker;
  };
  const fail = (index: number) => made[index]?.onerror({ preventDefault() {} });
  return { made, make, fail };
}

it('gives the prepared worker to one transfer, and each other one its own', () => {
  const { made, make } = workers();
  const transfers = createTransfers(make);
  transfers.prepare();
  transfers.prepare();
  expect(made).toHaveLength(1);
  transfers.start(spec, () => undefined);
  expect(made).toHaveLength(1);
  transfers.start({ ...spec, imageId: 'j' }, () => undefined);
  expect(made.map(({ postMessage }) => postMessage.mock.calls)).toEqual([
    [[{ kind: 'start', spec }]],
    [[{ kind: 'start', spec: { ...spec, imageId: 'j' } }]],
  ]);
});

it('does not rely on a prepared worker whose code could not be had, and tells of one that dies in a transfer', () => {
  const { made, make, fail } = workers();
  const transfers = createTransfers(make);
  transfers.prepare();
  fail(0);
  const report = vi.fn();
  transfers.start(spec, report);
  expect(made[1]?.postMessage).toHaveBeenCalledTimes(1);
  fail(1);
  expect(report).toHaveBeenCalledWith({ kind: 'failed', failure: { kind: 'broken' } });
});

it('lets whoever only prepares go on where there is no worker to be had', () => {
  const transfers = createTransfers(() => {
    throw new DOMException('workers are not allowed here', 'SecurityError');
  });
  transfers.prepare();
  expect(() => transfers.start(spec, () => undefined)).toThrow('not allowed');
});
