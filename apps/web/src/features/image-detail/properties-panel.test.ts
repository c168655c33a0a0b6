import { describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { imageStores } from './properties-panel.tsx';

describe('imageStores', () => {
  it('returns each store once with its state and the description by the cloud', () => {
    const image = imageFixture({
      stores: ['fast'],
      import: { taskId: null, pendingStores: ['slow'], failedStores: ['slow', 'tape'], reason: null },
    });
    const knownStores = [{ id: 'fast', description: 'NVMe', isDefault: true, isReadOnly: false }];
    expect(imageStores(image, knownStores)).toEqual([
      { id: 'slow', state: 'pending', description: '', isDefault: false },
      { id: 'tape', state: 'failed', description: '', isDefault: false },
      { id: 'fast', state: 'held', description: 'NVMe', isDefault: true },
    ]);
  });
});
