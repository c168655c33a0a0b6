import { signInToBff } from '../support/bff-session.ts';
import { startConsole } from '../support/console.ts';
import { openGlanceImages } from './glance-images.ts';
import { say } from './say.ts';
import { seededBytes, seededNumbers } from './seeded-bytes.ts';
import { createTusSender, expectStatus, locationOf, offsetOf } from './tus-sender.ts';
import { SLICE, verdict } from './whole.ts';

const CUTS = 20;

/** One file whose connection is cut 20 times, each time somewhere in a slice: goes on from the byte the console has. */
export async function resumeAfterCuts(authUrl: string, length: number): Promise<void> {
  const served = await startConsole({ env: { OS_AUTH_URL: authUrl } });
  const images = await openGlanceImages(served.authUrl);
  const sender = createTusSender(served.url, await signInToBff(served.url));
  const bytes = seededBytes(CUTS);
  const random = seededNumbers(CUTS);
  const slices = Math.ceil(length / SLICE);
  const toCut = new Set<number>();
  while (toCut.size < Math.min(CUTS, slices)) toCut.add(Math.floor(random() * slices));

  const id = await images.make('reliability cuts');
  const location = locationOf(expectStatus(await sender.create(id, length), 201));
  let done = 0;
  let mostAgain = 0;
  for (let at = 0; at < length; ) {
    const slice = bytes.at(at, Math.min(SLICE, length - at));
    if (toCut.delete(Math.floor(at / SLICE))) {
      const cutAt = Math.floor(random() * slice.length);
      const reply = await sender.append(location, at, slice, cutAt);
      if (reply.kind !== 'broken') throw new Error('The connection was to be cut');
      const stands = offsetOf(expectStatus(await sender.head(location), 200));
      mostAgain = Math.max(mostAgain, at + cutAt - stands);
      done += 1;
      at = stands;
    } else {
      at = offsetOf(expectStatus(await sender.append(location, at, slice), 204));
    }
  }
  const image = await images.settled(id, ['saving', 'queued']);
  const again = sender.sent() - length;
  say('upload-cuts', {
    file_MiB: length / 1024 ** 2,
    cuts: `${done}/${CUTS}`,
    sha512: verdict(image, bytes, length),
    sent_again_MiB: again / 1024 ** 2,
    most_for_one_cut_MiB: mostAgain / 1024 ** 2,
    slice_MiB: SLICE / 1024 ** 2,
  });
  await images.remove(id);
  await served.stop();
}
