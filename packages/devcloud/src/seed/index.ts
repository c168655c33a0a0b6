import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeedImage, SeedTarget } from '../kernel/service.ts';
import { curatedImage } from './curated.ts';
import { curatedFirst } from './curated-first.ts';
import { curatedFurther } from './curated-further.ts';
import { generatedImage } from './generated.ts';

const curated = [...curatedFirst, ...curatedFurther];

/**
 * Yields `count` realistic images, the hand-written ones first. They are always the same except for the dates, which
 * count back from `now` (ms since the epoch).
 */
export function* seedImages(count: number, now: number): Generator<SeedImage> {
  for (let index = 0; index < count; index++) {
    const row = curated[index];
    yield row ? curatedImage(row, index, now) : generatedImage(index, now);
  }
}

/**
 * Seeds a new cloud once, so that deleted images do not come back at the next start. An interrupted seeding leaves
 * nothing and is repeated.
 */
export function seedOnce(target: SeedTarget, stateDir: string, count: number, now: number): void {
  const done = join(stateDir, 'seeded');
  if (existsSync(done)) return;
  if (target.imageCount() === 0) target.importSeed(seedImages(count, now));
  writeFileSync(done, `${count}\n`);
}
