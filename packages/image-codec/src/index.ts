export { decodeImage } from './decode.ts';
export { encodeDraft } from './encode.ts';
export { encodePatch, type JsonPatchOperation } from './patch.ts';
export { encodeListQuery, type ImageListQuery } from './query.ts';
