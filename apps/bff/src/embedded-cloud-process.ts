import { startDevcloud } from '@console/devcloud';
import type { EmbeddedCloudOptions } from './embedded-cloud.ts';

/**
 * The embedded cloud as a process of its own, so that the console's own memory can be measured. It ends on SIGTERM, and
 * when its input closes, which happens however its parent ends. It ignores SIGINT: Ctrl-C reaches both processes, and
 * the parent stops this one in order.
 */
const cloud = await startDevcloud(JSON.parse(process.argv[2] ?? '{}') as EmbeddedCloudOptions);
const end = () => {
  cloud.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.on('SIGINT', () => undefined);
process.once('SIGTERM', end);
process.stdin.once('end', end).resume();
process.stdout.write(`${JSON.stringify({ ready: true, authUrl: cloud.authUrl })}\n`);
