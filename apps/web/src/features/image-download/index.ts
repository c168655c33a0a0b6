export { DownloadImageDialog } from './download-image-dialog.tsx';
export { downloadFileName } from './file-name.ts';
