import type { Image } from '@console/image-model';
import { describe, expect, it } from 'vitest';
import { beginEach } from './begin-each.ts';

const image = (id: string) => ({ id }) as Image;

describe('downloads of several images', () => {
  it('begin in turn, each after a fresh look, and one failure does not stop the rest', async () => {
    const story: string[] = [];
    await beginEach({
      images: [image('a'), image('gone'), image('c')],
      look: async (each) => {
        story.push(`look ${each.id}`);
        if (each.id === 'gone') throw new Error('404');
        return each;
      },
      begin: (each) => story.push(`begin ${each.id}`),
      breathe: async () => void story.push('breathe'),
      onOutcome: (each, { kind }) => story.push(`${each.id} ${kind}`),
    });
    expect(story).toEqual([
      ...['look a', 'begin a', 'a begun', 'breathe'],
      ...['look gone', 'gone failed'],
      ...['look c', 'begin c', 'c begun', 'breathe'],
    ]);
  });
});
