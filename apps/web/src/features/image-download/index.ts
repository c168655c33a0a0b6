export { BulkDownloadDialog } from './bulk-download-dialog.tsx';
export { DownloadImageDialog } from './download-image-dialog.tsx';
