export { UploadTray } from './upload-tray.tsx';
