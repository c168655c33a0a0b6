/** All texts of one language, one chunk. */
const files = import.meta.glob<Record<string, unknown>>('../../../../../locales/en-US/*.json', {
  eager: true,
  import: 'default',
});
export default files;
