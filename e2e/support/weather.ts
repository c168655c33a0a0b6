import { atCloud } from './cloud.ts';
import { type RunningConsole, startConsole } from './console.ts';
import { type Front, startFront } from './front.ts';
import { test as base } from './journey.ts';

/** A console that meets its cloud, embedded or real, by way of a front. Its `authUrl` leads past it. */
interface Served extends RunningConsole {
  readonly front: Front;
}

/** Journeys through what can befall a cloud; afterwards it is fair again. */
export const test = base.extend<{ front: Front }>({
  served: [
    async ({ served: { authUrl }, policy, profile }, use) => {
      const front = await startFront(authUrl, await atCloud(authUrl, 'admin'));
      const served = await startConsole({
        env: { OS_AUTH_URL: front.authUrl, CLOUD_PROFILE: profile, CONSOLE_POLICY: policy },
      });
      const fronted: Served = { ...served, authUrl, front };
      await use(fronted);
      await served.stop();
      await front.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  front: async ({ served }, use) => {
    const { front } = served as Served;
    await use(front);
    await front.fair();
  },
});
