import { describe, expect, it } from 'vitest';
import { file, openTab } from './testing-tab.ts';

describe('the queue', () => {
  it('changes places, and takes more at a time when somebody wants that', () => {
    const tab = openTab({ parallel: 1 });
    const startAs = (imageId: string) =>
      tab.uploads.start({
        file,
        imageId,
        imageName: imageId,
        via: 'file',
        stores: [],
        handle: null,
        checksum: null,
        form: null,
      });
    for (const id of ['a', 'b', 'c']) startAs(id);
    const kinds = () => tab.uploads.getSnapshot().map(({ id, state }) => `${id} ${state.kind}`);
    expect(kinds()).toEqual(['a opening', 'b queued', 'c queued']);
    tab.uploads.move('c', 'earlier');
    expect(kinds()).toEqual(['a opening', 'c queued', 'b queued']);
    tab.uploads.move('c', 'earlier');
    expect(kinds()).toEqual(['a opening', 'c queued', 'b queued']);
    tab.uploads.setParallel(3);
    expect(kinds()).toEqual(['a opening', 'c opening', 'b opening']);
    expect(tab.uploads.getParallel()).toBe(3);
  });
});
