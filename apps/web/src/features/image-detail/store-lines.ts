import type { Image } from '@console/image-model';
import type { Store } from '@console/openstack-api';

export interface StoreLine {
  readonly id: string;
  /** Empty where the cloud says nothing of the store. */
  readonly description: string;
  readonly isDefault: boolean;
  /** Has the data, is still being written, or did not get it. */
  readonly state: 'held' | 'pending' | 'failed';
}

/** Where an image's data is, is coming and failed to come, each store once. @param stores what the cloud says of its stores */
export function storeLines(image: Image, stores: readonly Store[]): readonly StoreLine[] {
  const states = new Map<string, StoreLine['state']>([
    ...image.import.failedStores.map((id) => [id, 'failed'] as const),
    ...image.import.pendingStores.map((id) => [id, 'pending'] as const),
    ...image.stores.map((id) => [id, 'held'] as const),
  ]);
  return [...states].map(([id, state]) => {
    const known = stores.find((store) => store.id === id);
    return { id, state, description: known?.description ?? '', isDefault: known?.isDefault ?? false };
  });
}
