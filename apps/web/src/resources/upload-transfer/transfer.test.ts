import { expect, it, vi } from 'vitest';
import { createTransfers, type TransferSpec } from './transfer.ts';

const spec: TransferSpec = {
  file: new File(['data'], 'a.raw'),
  upload: { id: 'i', via: 'file', stores: [], checksum: null, location: null },
  hash: 'none',
  sliceBytes: 1024,
  csrfToken: null,
};

const otherSpec: TransferSpec = { ...spec, upload: { ...spec.upload, id: 'j' } };

/** Workers that record what is posted to them. */
function createFakeWorkers() {
  const created: { postMessage: ReturnType<typeof vi.fn>; onerror: (event: object) => void }[] = [];
  const create = () => {
    const worker = { postMessage: vi.fn(), terminate() {}, onerror() {}, onmessage: null };
    created.push(worker);
    return worker as unknown as Worker;
  };
  const fail = (index: number) => created[index]?.onerror({ preventDefault() {} });
  return { created, create, fail };
}

it('gives the prepared worker to one transfer, and every other transfer a worker of its own', () => {
  const { created, create } = createFakeWorkers();
  const transfers = createTransfers(create);
  transfers.prepare();
  transfers.prepare();
  expect(created).toHaveLength(1);
  transfers.start(spec, () => undefined);
  expect(created).toHaveLength(1);
  transfers.start(otherSpec, () => undefined);
  expect(created.map(({ postMessage }) => postMessage.mock.calls)).toEqual([
    [[{ kind: 'start', spec }]],
    [[{ kind: 'start', spec: otherSpec }]],
  ]);
});

it('replaces a prepared worker that failed to load, and reports a worker that fails during a transfer', () => {
  const { created, create, fail } = createFakeWorkers();
  const transfers = createTransfers(create);
  transfers.prepare();
  fail(0);
  const report = vi.fn();
  transfers.start(spec, report);
  expect(created[1]?.postMessage).toHaveBeenCalledTimes(1);
  fail(1);
  expect(report).toHaveBeenCalledWith({ kind: 'failed', failure: { kind: 'broken' } });
});

it('prepares without an error where the browser has no workers', () => {
  const transfers = createTransfers(() => {
    throw new DOMException('workers are not allowed here', 'SecurityError');
  });
  transfers.prepare();
  expect(() => transfers.start(spec, () => undefined)).toThrow('not allowed');
});
