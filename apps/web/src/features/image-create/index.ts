export { ImageCreatePage } from './image-create-page.tsx';
