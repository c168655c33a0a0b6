export { DeleteImagesDialog } from './delete-images-dialog.tsx';
