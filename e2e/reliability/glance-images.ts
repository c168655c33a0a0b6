import { setTimeout as delay } from 'node:timers/promises';
import { createImage, deleteImage, signInToCloud } from '../support/cloud-client.ts';
import type { SeededBytes } from './seeded-bytes.ts';

export interface ImageState {
  readonly status: string;
  readonly size: number | null;
  readonly os_hash_value: string | null;
}

/** The images of the cloud behind the console. */
export interface GlanceImages {
  readonly create: (name: string) => Promise<string>;
  /** Waits until the status is none of `movingStatuses`, or for `limitSeconds`; returns the state and the seconds waited. */
  readonly waitUntilSettled: (
    id: string,
    movingStatuses: readonly string[],
    limitSeconds?: number,
  ) => Promise<ImageState & { readonly seconds: number }>;
  readonly delete: (id: string) => Promise<void>;
}

const POLL_MS = 50;

/** Signs in at the cloud as its administrator. */
export async function openGlanceImages(authUrl: string): Promise<GlanceImages> {
  const cloud = await signInToCloud(authUrl, 'admin');
  const fetchState = async (id: string): Promise<ImageState> => {
    const response = await fetch(`${cloud.imageUrl}/v2/images/${id}`, {
      headers: { 'X-Auth-Token': cloud.token, Accept: 'application/json' },
    });
    if (response.status === 404) return { status: 'gone', size: null, os_hash_value: null };
    if (!response.ok) throw new Error(`Glance: ${response.status} ${await response.text()}`);
    return (await response.json()) as ImageState;
  };
  return {
    create: async (name) => (await createImage(cloud, { name })).id,
    async waitUntilSettled(id, movingStatuses, limitSeconds = 30) {
      const start = performance.now();
      for (;;) {
        const seconds = (performance.now() - start) / 1000;
        const state = await fetchState(id);
        if (!movingStatuses.includes(state.status) || seconds > limitSeconds) return { ...state, seconds };
        await delay(POLL_MS);
      }
    },
    delete: (id) => deleteImage(cloud, id),
  };
}

/** Returns `equal`, or how the image differs from the first `length` bytes of the file. */
export function compareWithFile(image: ImageState, file: SeededBytes, length: number): string {
  if (image.status !== 'active') return image.status;
  if (image.size !== length) return `size ${image.size}`;
  return image.os_hash_value === file.sha512(length) ? 'equal' : 'SHA-512 differs';
}
