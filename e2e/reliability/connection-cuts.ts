import { MiB } from '@console/units';
import { signInToBff } from '../support/bff-session.ts';
import { startConsole } from '../support/console.ts';
import { compareWithFile, openGlanceImages } from './glance-images.ts';
import { seededBytes, seededNumbers } from './seeded-bytes.ts';
import { createTusSender, expectStatus, locationOf, offsetOf, SLICE_BYTES } from './tus-sender.ts';

const CUTS = 20;

/** Uploads a file of `length` bytes while its connection is cut 20 times within a slice; each time it resumes from the BFF's offset. */
export async function resumeAfterCuts(authUrl: string, length: number) {
  const runningConsole = await startConsole({ env: { OS_AUTH_URL: authUrl } });
  const images = await openGlanceImages(runningConsole.authUrl);
  const sender = createTusSender(runningConsole.url, await signInToBff(runningConsole.url));
  const file = seededBytes(CUTS);
  const random = seededNumbers(CUTS);
  const slices = Math.ceil(length / SLICE_BYTES);
  const slicesToCut = new Set<number>();
  while (slicesToCut.size < Math.min(CUTS, slices)) slicesToCut.add(Math.floor(random() * slices));

  const id = await images.create('reliability cuts');
  const location = locationOf(expectStatus(await sender.create(id, length), 201));
  let cuts = 0;
  let mostResentBytes = 0;
  for (let offset = 0; offset < length; ) {
    const slice = file.read(offset, Math.min(SLICE_BYTES, length - offset));
    if (slicesToCut.delete(Math.floor(offset / SLICE_BYTES))) {
      const cutAt = Math.floor(random() * slice.length);
      const reply = await sender.append(location, offset, slice, cutAt);
      if (reply.kind !== 'broken') throw new Error('The connection was not cut');
      const offsetAfterCut = offsetOf(expectStatus(await sender.head(location), 200));
      mostResentBytes = Math.max(mostResentBytes, offset + cutAt - offsetAfterCut);
      cuts += 1;
      offset = offsetAfterCut;
    } else {
      offset = offsetOf(expectStatus(await sender.append(location, offset, slice), 204));
    }
  }
  const image = await images.waitUntilSettled(id, ['saving', 'queued']);
  await images.delete(id);
  await runningConsole.stop();
  return {
    file_MiB: length / MiB,
    cuts: `${cuts}/${CUTS}`,
    sha512: compareWithFile(image, file, length),
    sent_again_MiB: (sender.sentBytes() - length) / MiB,
    most_for_one_cut_MiB: mostResentBytes / MiB,
    slice_MiB: SLICE_BYTES / MiB,
  };
}
