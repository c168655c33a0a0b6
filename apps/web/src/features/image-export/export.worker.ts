// The BFF sets a content security policy for the built file by this name (apps/bff/src/page/security-headers.ts).
import writeXlsxFile from 'write-excel-file/universal';
import { buildSheet, type SheetContent } from './sheet.ts';
import type { WorkbookReply } from './xlsx.ts';

const reply = (message: WorkbookReply): void => postMessage(message);

addEventListener('message', (message: MessageEvent<SheetContent>) => {
  const { data, options } = buildSheet(message.data);
  writeXlsxFile(data, options)
    .toBlob()
    .then(
      (file) => reply({ kind: 'done', file }),
      () => reply({ kind: 'failed' }),
    );
});
// The library compresses large data in a nested worker made from a blob. If the content security policy forbids it, the
// library never settles, so the violation is reported as a failure.
addEventListener('securitypolicyviolation', () => reply({ kind: 'failed' }));
