import { startDevcloud } from '@console/devcloud';
import type { EmbeddedOptions } from './cloud-process.ts';

/**
 * The embedded cloud as a process of its own, so that what the console itself needs can be measured. It ends when it is
 * told to and when its parent goes, however that happens: nobody else holds the other end of its input. Ctrl-C reaches
 * both, and the parent decides.
 */
const cloud = await startDevcloud(JSON.parse(process.argv[2] ?? '{}') as EmbeddedOptions);
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
