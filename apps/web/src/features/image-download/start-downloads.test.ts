import type { Image } from '@console/image-model';
import { describe, expect, it } from 'vitest';
import { startDownloads } from './start-downloads.ts';

const image = (id: string) => ({ id }) as Image;

describe('startDownloads', () => {
  it('fetches each image before its download, in order, and continues after a failure', async () => {
    const log: string[] = [];
    await startDownloads({
      images: [image('a'), image('gone'), image('c')],
      fetchImage: async (each) => {
        log.push(`fetch ${each.id}`);
        if (each.id === 'gone') throw new Error('404');
        return each;
      },
      start: (each) => log.push(`start ${each.id}`),
      pause: async () => void log.push('pause'),
      onOutcome: (each, { kind }) => log.push(`${each.id} ${kind}`),
    });
    expect(log).toEqual([
      ...['fetch a', 'start a', 'a started', 'pause'],
      ...['fetch gone', 'gone failed'],
      ...['fetch c', 'start c', 'c started', 'pause'],
    ]);
  });
});
