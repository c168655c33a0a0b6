import { setTimeout as pause } from 'node:timers/promises';
import { signInToBff } from '../support/bff-session.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { type GlanceImages, openGlanceImages } from './glance-images.ts';
import { say } from './say.ts';
import { seededBytes } from './seeded-bytes.ts';
import { createTusSender, describeReply, expectStatus, locationOf, offsetOf, type TusSender } from './tus-sender.ts';
import { SLICE, sendOn, verdict } from './whole.ts';

const LENGTH = 4 * SLICE;
const bytes = seededBytes(2);

interface Begun {
  readonly images: GlanceImages;
  readonly sender: TusSender;
  readonly id: string;
  readonly location: string;
}

/** An upload of which half has gone. */
async function half(served: RunningConsole, name: string, via: 'file' | 'stage' = 'file'): Promise<Begun> {
  const images = await openGlanceImages(served.authUrl);
  const sender = createTusSender(served.url, await signInToBff(served.url));
  const id = await images.make(`reliability ${name}`);
  const location = locationOf(expectStatus(await sender.create(id, LENGTH, via), 201));
  await sendOn(sender, location, bytes, { from: 0, to: LENGTH / 2 });
  return { images, sender, id, location };
}

/** The browser is away for so many seconds in the middle, then goes on. */
export async function resumeAfterPause(authUrl: string, seconds: number): Promise<void> {
  const served = await startConsole({ env: { OS_AUTH_URL: authUrl } });
  const { images, sender, id, location } = await half(served, 'away');
  await pause(seconds * 1000);
  const from = offsetOf(expectStatus(await sender.head(location), 200));
  const reply = await sendOn(sender, location, bytes, { from, to: LENGTH });
  const image = await images.settled(id, ['saving', 'queued'], 5);
  say('upload-away', { seconds, answer: reply ? describeReply(reply) : '', image: verdict(image, bytes, LENGTH) });
  await images.remove(id);
  await served.stop();
}

/** The console is killed in the middle and started again: what becomes of the image, and does it go again from zero? */
export async function restartAfterKill(authUrl: string, via: 'file' | 'stage'): Promise<void> {
  const options = { env: { OS_AUTH_URL: authUrl } };
  const served = await startConsole(options);
  const { images, id } = await half(served, 'killed', via);
  served.process.kill('SIGKILL');
  const image = await images.settled(id, ['saving', 'uploading'], 30);
  const next = await startConsole(options);
  const sender = createTusSender(next.url, await signInToBff(next.url));
  const created = await sender.create(id, LENGTH, via);
  const again = created.kind === 'answer' && created.status === 201;
  const reply = again ? await sendOn(sender, locationOf(created.headers), bytes, { from: 0, to: LENGTH }) : created;
  const end = await images.settled(id, ['saving', 'queued'], 5);
  say('console-killed', {
    via,
    image: image.status,
    after_s: image.seconds,
    again: reply ? describeReply(reply) : '',
    afterwards: via === 'file' ? verdict(end, bytes, LENGTH) : end.status,
  });
  await images.remove(id);
  await next.stop();
}
