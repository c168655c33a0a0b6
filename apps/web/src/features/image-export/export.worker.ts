import writeXlsxFile from 'write-excel-file/universal';
import { type SheetContent, sheetOf } from './sheet.ts';
import type { WorkbookReply } from './xlsx.ts';

const tell = (reply: WorkbookReply): void => postMessage(reply);

addEventListener('message', (message: MessageEvent<SheetContent>) => {
  const { data, options } = sheetOf(message.data);
  writeXlsxFile(data, options)
    .toBlob()
    .then(
      (file) => tell({ kind: 'done', file }),
      () => tell({ kind: 'failed' }),
    );
});
// What is large is packed in a worker that the library makes of a blob; where that is forbidden it would wait for ever.
addEventListener('securitypolicyviolation', () => tell({ kind: 'failed' }));
