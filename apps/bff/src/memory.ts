import { setFlagsFromString } from 'node:v8';

/**
 * Imported first, while the heap is small. Image data goes through in buffers that are garbage at once, and V8 counts
 * only their tiny heads: with its usual new space of 32 MiB, hundreds of megabytes lie dead before it looks. A new space
 * of 1 MiB keeps eight downloads within some 40 MiB, and is no slower.
 */
setFlagsFromString('--scavenger-max-new-space-capacity-mb=1');
