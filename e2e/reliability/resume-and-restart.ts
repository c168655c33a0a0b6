import { setTimeout as delay } from 'node:timers/promises';
import { signInToBff } from '../support/bff-session.ts';
import { type RunningConsole, startConsole } from '../support/console.ts';
import { compareWithFile, type GlanceImages, openGlanceImages } from './glance-images.ts';
import { seededBytes } from './seeded-bytes.ts';
import {
  createTusSender,
  describeReply,
  expectStatus,
  locationOf,
  offsetOf,
  SLICE_BYTES,
  sendSlices,
  type TusSender,
} from './tus-sender.ts';

const LENGTH = 4 * SLICE_BYTES;
const file = seededBytes(2);

interface HalfUpload {
  readonly images: GlanceImages;
  readonly sender: TusSender;
  readonly id: string;
  readonly location: string;
}

/** Creates an image and uploads the first half of the file into it. */
async function uploadHalf(
  { url, authUrl }: RunningConsole,
  name: string,
  via: 'file' | 'stage' = 'file',
): Promise<HalfUpload> {
  const images = await openGlanceImages(authUrl);
  const sender = createTusSender(url, await signInToBff(url));
  const id = await images.create(`reliability ${name}`);
  const location = locationOf(expectStatus(await sender.create(id, LENGTH, via), 201));
  await sendSlices(sender, location, file, { from: 0, to: LENGTH / 2 });
  return { images, sender, id, location };
}

/** Stops sending in the middle of an upload for some seconds, then resumes it. */
export async function resumeAfterPause(authUrl: string, seconds: number) {
  const runningConsole = await startConsole({ env: { OS_AUTH_URL: authUrl } });
  const { images, sender, id, location } = await uploadHalf(runningConsole, 'away');
  await delay(seconds * 1000);
  const from = offsetOf(expectStatus(await sender.head(location), 200));
  const reply = await sendSlices(sender, location, file, { from, to: LENGTH });
  const image = await images.waitUntilSettled(id, ['saving', 'queued'], 5);
  await images.delete(id);
  await runningConsole.stop();
  return { seconds, answer: reply ? describeReply(reply) : '', image: compareWithFile(image, file, LENGTH) };
}

/** Kills the console in the middle of an upload, starts it again, and uploads the whole file into the same image. */
export async function restartAfterKill(authUrl: string, via: 'file' | 'stage') {
  const options = { env: { OS_AUTH_URL: authUrl } };
  const killedConsole = await startConsole(options);
  const { images, id } = await uploadHalf(killedConsole, 'killed', via);
  killedConsole.process.kill('SIGKILL');
  const afterKill = await images.waitUntilSettled(id, ['saving', 'uploading'], 30);
  const restartedConsole = await startConsole(options);
  const sender = createTusSender(restartedConsole.url, await signInToBff(restartedConsole.url));
  const created = await sender.create(id, LENGTH, via);
  const isCreated = created.kind === 'answer' && created.status === 201;
  const reply = isCreated
    ? await sendSlices(sender, locationOf(created.headers), file, { from: 0, to: LENGTH })
    : created;
  const afterRestart = await images.waitUntilSettled(id, ['saving', 'queued'], 5);
  await images.delete(id);
  await restartedConsole.stop();
  return {
    via,
    image: afterKill.status,
    after_s: afterKill.seconds,
    again: reply ? describeReply(reply) : '',
    afterwards: via === 'file' ? compareWithFile(afterRestart, file, LENGTH) : afterRestart.status,
  };
}
