export { CreateVolumeDialog } from './create-volume-dialog.tsx';
