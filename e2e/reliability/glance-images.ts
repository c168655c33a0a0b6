import { setTimeout as pause } from 'node:timers/promises';
import { createImage, deleteImage, signInToCloud } from '../support/cloud-client.ts';

export interface ImageState {
  readonly status: string;
  readonly size: number | null;
  readonly os_hash_value: string | null;
}

/** The cloud behind the console, without it. */
export interface GlanceImages {
  readonly make: (name: string, format?: string) => Promise<string>;
  readonly state: (id: string) => Promise<ImageState>;
  /** Waits until the status is none of `passing`; answers the state and how long it took, seconds. */
  readonly settled: (
    id: string,
    passing: readonly string[],
    limitS?: number,
  ) => Promise<ImageState & { readonly seconds: number }>;
  readonly remove: (id: string) => Promise<void>;
  readonly token: string;
}

const LOOK_MS = 50;

export async function openGlanceImages(authUrl: string): Promise<GlanceImages> {
  const target = await signInToCloud(authUrl, 'admin');
  const state = async (id: string): Promise<ImageState> => {
    const answer = await fetch(`${target.imageUrl}/v2/images/${id}`, {
      headers: { 'X-Auth-Token': target.token, Accept: 'application/json' },
    });
    if (answer.status === 404) return { status: 'gone', size: null, os_hash_value: null };
    if (!answer.ok) throw new Error(`Glance: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as ImageState;
  };
  return {
    make: async (name, format = 'raw') => (await createImage(target, { name, disk_format: format })).id,
    state,
    async settled(id, passing, limitS = 30) {
      const begun = performance.now();
      for (;;) {
        const seconds = (performance.now() - begun) / 1000;
        const now = await state(id);
        if (!passing.includes(now.status) || seconds > limitS) return { ...now, seconds };
        await pause(LOOK_MS);
      }
    },
    remove: (id) => deleteImage(target, id),
    token: target.token,
  };
}
