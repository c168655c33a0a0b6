export { ImageCreatePage } from './create-page.tsx';
