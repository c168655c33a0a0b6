/** Ends the process with an explanation unless it runs on Node 24, which executes TypeScript and has `node:sqlite`. */
export function requireNode24(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24) return;
  console.error(
    `This console needs Node 24 or later; this is ${process.versions.node}. ` +
      'On Linux (x64, arm64) `npm ci` brings one along and `npm run …` finds it by itself; elsewhere install it (see .nvmrc).',
  );
  process.exit(1);
}
