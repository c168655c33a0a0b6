export { DownloadImageDialog } from './download-image-dialog.tsx';
export { DownloadSeveralDialog } from './several-images-dialog.tsx';
