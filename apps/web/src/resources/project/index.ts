export { projectLabels } from './labels.ts';
